"""Markdown: CommonMark with tables, definition lists, footnotes and front matter, read as a published page shows it.

Front matter (YAML) may hold `title`, `url`, `source`, `as-of` and `language`; other keys are passed over. The title
is the front matter's, else the first outermost heading, else the file's name. A heading's fragment is its id as
GitHub makes it, or the one given as `{#id}`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Builder, Loaded, Source, decode
from corpus.model import AS_OF_PATTERN, Document

_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}|\{%.*?%\}|\{\{.*?\}\}|\{:[^}\n]*\}", re.DOTALL)
_EXPLICIT_ID = re.compile(r"\s*\{#(?P<id>[\w:.-]+)[^}]*\}\s*$")
_ADMONITION = re.compile(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_KEYS = ("title", "url", "source", "as-of", "as_of", "language", "lang")


def load(source: Source) -> Loaded:
    """Read a Markdown file. Raises UnreadableDocument."""
    tokens = _parser().parse(_SHORTCODE.sub("", decode(source)))
    front = _front_matter(source, tokens)
    builder = Builder()
    _Reader(builder).read(tokens)
    title = str(front.get("title") or builder.first_heading() or source.stem)
    sections = builder.sections(title)
    if not sections:
        raise UnreadableDocument(source.id, "holds headings or front matter only; add text")
    document = Document(
        id=source.id,
        title=title,
        text=builder.text(),
        sections=sections,
        url=front.get("url") or source.url,
        source=front.get("source"),
        as_of=front.get("as_of"),
        language=front.get("language") or "en",
        file_digest=source.digest,
    )
    return Loaded(documents=(document,))


@cache
def _parser() -> MarkdownIt:
    return (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .use(front_matter_plugin)
        .use(footnote_plugin)
        .use(deflist_plugin)
    )


def _front_matter(source: Source, tokens: Sequence[Token]) -> dict[str, str]:
    """What the front matter says, as text; `as_of` is ISO 8601."""
    text = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        values = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise UnreadableDocument(source.id, f"its front matter is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(values, dict):
        raise UnreadableDocument(source.id, "its front matter must be lines of `key: value`")
    found = {key.replace("-", "_"): _as_text(values[key]) for key in _KEYS if values.get(key)}
    if "lang" in found:
        found.setdefault("language", found.pop("lang"))
    if "language" in found:
        found["language"] = found["language"].split("-")[0].lower()
    if "as_of" in found and not re.match(AS_OF_PATTERN, found["as_of"]):
        raise UnreadableDocument(
            source.id, f"as-of: {found['as_of']!r} is no date; write 2013, 2013-06, 2013-06-30 or 2011/2013"
        )
    return found


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value).strip()


class _Reader:
    """Walks the tokens and fills a builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._lists: list[tuple[int, list[int] | None]] = []  # group, and the running number of an ordered list
        self._group = 0
        self._items: list[bool] = []  # whether the item at each depth has had its first paragraph
        self._ids: dict[str, int] = {}

    def read(self, tokens: Sequence[Token]) -> None:
        """Append every block of the tokens."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "table_open":
                end = _closing(tokens, position)
                self._table(tokens[position:end])
                position = end
            elif token.type == "heading_open":
                self._heading(tokens[position + 1], int(token.tag[1]))
                position += 2
            else:
                self._block(token)
            position += 1

    def _block(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            if not self._lists:
                self._group = self._builder.group()
            start = int(str(token.attrs.get("start", 1)))
            self._lists.append((self._group, [start] if token.type == "ordered_list_open" else None))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type in ("list_item_open", "dd_open"):
            self._items.append(False)
        elif token.type in ("list_item_close", "dd_close"):
            self._items.pop()
        elif token.type == "inline":
            self._text(_inline(token))
        elif token.type in ("fence", "code_block"):
            self._text(token.content)
        elif token.type == "html_block":
            self._html(token.content)

    def _heading(self, inline: Token, level: int) -> None:
        text = _inline(inline)
        explicit = _EXPLICIT_ID.search(text)
        text = text[: explicit.start()] if explicit else text
        self._builder.heading(text, level, explicit["id"] if explicit else self._slug(text))

    def _text(self, text: str) -> None:
        """A paragraph; the first one of an item is the item, those after it are items of the same depth."""
        text = _ADMONITION.sub("", text).strip()
        if self._lists and self._items and text:
            group, numbers = self._lists[-1]
            mark = "•"
            if numbers is not None and not self._items[-1]:
                mark = f"{numbers[0]}."
                numbers[0] += 1
            self._items[-1] = True
            self._builder.item(text, group, len(self._lists) - 1, mark)
        else:
            self._builder.paragraph(text)

    def _html(self, html: str) -> None:
        """Blocks of HTML inside of Markdown, by the reader of HTML."""
        from corpus.loaders.html import read_fragment

        read_fragment(html, self._builder)

    def _table(self, tokens: Sequence[Token]) -> None:
        group = self._builder.group()
        for header, cells in _rows(tokens):
            self._builder.row(cells, group, header)

    def _slug(self, heading: str) -> str:
        """A heading's id as GitHub makes it; the second of the same name ends in -1."""
        slug = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        count = self._ids.get(slug, -1) + 1
        self._ids[slug] = count
        return f"{slug}-{count}" if count else slug


def _rows(tokens: Sequence[Token]) -> Iterator[tuple[bool, list[str]]]:
    cells: list[str] = []
    header = False
    for token in tokens:
        if token.type == "tr_open":
            cells, header = [], False
        elif token.type == "th_open":
            header = True
        elif token.type == "inline":
            cells.append(" ".join(_inline(token).split()))
        elif token.type == "tr_close":
            yield header, cells


def _closing(tokens: Sequence[Token], position: int) -> int:
    """Where the token that closes the one at `position` stands."""
    opening = tokens[position]
    wanted = opening.type.replace("_open", "_close")
    return next(
        n for n in range(position, len(tokens)) if tokens[n].type == wanted and tokens[n].level == opening.level
    )


def _inline(token: Token) -> str:
    """The readable text of inline markup: links by their words, images by their alternative text."""
    parts: list[str] = []
    address = ""
    shown_from = 0
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK_TAG.fullmatch(child.content)):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "link_open":
            address, shown_from = str(child.attrs.get("href", "")), len(parts)
        elif child.type == "link_close":
            parts.append(_address_beside("".join(parts[shown_from:]), address))
    return "".join(parts).strip()


def _address_beside(shown: str, address: str) -> str:
    """The address of a mailto: or tel: link in brackets, where its words do not show it."""
    scheme, _, value = address.partition(":")
    value = value.split("?")[0]
    digits = re.sub(r"\D", "", shown)
    if scheme == "mailto" and value and value.lower() not in shown.lower():
        return f" ({value})"
    if scheme == "tel" and value and re.sub(r"\D", "", value) != digits and not digits:
        return f" ({value})"
    return ""
