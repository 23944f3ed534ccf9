"""Markdown: CommonMark with tables, definition lists, footnotes, admonitions and front matter, read as a published page
shows it.

A block of contact lines keeps its lines, which a page would run together. Front matter (YAML, or TOML between lines of `+++`) may hold `title`, `url`, `source`, `as-of`, `language`, `valid-until` (the last day in force) and
`supersedes` (earlier versions, by their paths from here); other keys are passed over. The title is the front matter's, else the first outermost heading, else the file's name. A heading's fragment is its id as
GitHub makes it, or the one given as `{#id}`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from textwrap import dedent
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from corpus.contacts import is_contact_block
from corpus.errors import UnreadableDocument
from corpus.loaders.building import Builder, Loaded, Source, address_beside, decode
from corpus.model import AS_OF_PATTERN, DAY_PATTERN

_INSIDE = r"(?:(?!\n[ \t]*\n).){0,1000}?"
_SHORTCODE = re.compile(
    rf"\{{\{{[<%]{_INSIDE}[%>]\}}\}}|\{{%{_INSIDE}%\}}|\{{\{{{_INSIDE}\}}\}}|\{{:[^}}\n]*\}}", re.DOTALL
)
"""What a site's generator replaces, within one paragraph."""
_EXPLICIT_ID = re.compile(r"\s*\{#(?P<id>[\w:.-]+)[^}]*\}\s*$")
_ALERT = re.compile(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_FENCED_DIV = re.compile(
    r"^ {0,3}:{3,}[ \t]*(?:\{[^}\n]*\}|[\w-]*)(?:\[(?P<boxed>[^\]\n]*)\]|[ \t]+(?P<title>[^{:\s][^\n]*?))?[ \t:]*$",
    re.MULTILINE,
)
_ADMONITION = re.compile(
    r"^(?P<indent> *)(?:!!!|\?\?\?\+?) +[\w-]+[^\"\n]*(?:\"(?P<title>[^\"\n]*)\")?[ \t]*\n"
    r"(?P<body>(?:(?P=indent)(?: {4}|\t)[^\n]*\n?|[ \t]*\n)*)",
    re.MULTILINE,
)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TOML = re.compile(r"\A\ufeff?\+{3}[ \t]*\r?\n(?P<said>.*?\n)?\+{3}[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MODULE = re.compile(
    r"^(?:import\s+(?:[^\n\"']*\sfrom\s+)?[\"']|export\s+(?:const|let|var|default|async|function|class|[{*]))[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*",
    re.MULTILINE,
)
"""A statement of MDX, to the next empty line."""
_COMMENT = re.compile(r"\{/\*.{0,2000}?\*/\}", re.DOTALL)
_COMPONENT = re.compile(r"</?[A-Z][\w.]*(?:\s(?:\{[^{}]*\}|\"[^\"]*\"|'[^']*'|[^<>{}\"'])*)?/?>")
_KEYS = ("title", "url", "source", "as-of", "as_of", "valid-until", "valid_until", "language", "lang")


def load(source: Source) -> Loaded:
    """Read a Markdown file. Raises UnreadableDocument."""
    text = decode(source)
    if PurePosixPath(source.id).suffix.lower() == ".mdx":
        text = _without_components(text)
    toml = _TOML.match(text)
    tokens = _parser().parse(_without_shortcodes(text[toml.end() :] if toml else text))
    front, supersedes = _front_matter(
        source, _of_toml(source, toml["said"] or "") if toml else _of_yaml(source, tokens)
    )
    builder = Builder()
    _Reader(builder).read(tokens)
    title = str(front.get("title") or builder.first_heading() or source.stem)
    document = builder.document(
        source,
        title,
        "holds headings or front matter only; add text",
        url=front.get("url"),
        named_source=front.get("source"),
        as_of=front.get("as_of"),
        valid_until=front.get("valid_until"),
        supersedes=supersedes,
        language=front.get("language") or "en",
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


def _without_shortcodes(text: str) -> str:
    """The text without what a site's generator puts in; of an admonition its title and words, without its kind."""
    text = re.sub(r"\r\n?", "\n", _SHORTCODE.sub("", text))
    text = _FENCED_DIV.sub(lambda found: f"\n{found['boxed'] or found['title'] or ''}\n", text)
    return _ADMONITION.sub(lambda found: f"{found['title'] or ''}\n\n{dedent(found['body'])}\n", text)


def _without_components(text: str) -> str:
    """MDX without what is code in it: imports, exports, comments and the tags of components, of which the words stay."""
    return _COMPONENT.sub("", _COMMENT.sub("", _MODULE.sub("", text)))


def _of_yaml(source: Source, tokens: Sequence[Token]) -> Mapping[str, Any]:
    """The front matter of a page, every value as it is written. Raises UnreadableDocument."""
    text = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        values = _parsed(text) or {}
    except yaml.YAMLError as error:
        raise UnreadableDocument(source.id, f"its front matter is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(values, dict):
        raise UnreadableDocument(source.id, "its front matter must be lines of `key: value`")
    return values


def _of_toml(source: Source, text: str) -> Mapping[str, Any]:
    """The same where it is TOML. Raises UnreadableDocument."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDocument(source.id, f"its front matter is no TOML: {error}") from None
    return {key: value if isinstance(value, list) else str(value) for key, value in values.items()}


def _front_matter(source: Source, values: Mapping[str, Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    """What front matter says of the document; days are ISO 8601. Then what it supersedes."""
    said = {key.replace("-", "_"): values[key].strip() for key in _KEYS if _is_said(values.get(key))}
    found = {key: value.encode("utf-8", "replace").decode() for key, value in said.items()}
    if "lang" in found:
        found.setdefault("language", found.pop("lang"))
    if "language" in found:
        found["language"] = found["language"].split("-")[0].lower()
    if "as_of" in found:
        found["as_of"] = re.split(r"[T ](?=\d\d:)", found["as_of"])[0]
        if not re.fullmatch(AS_OF_PATTERN, found["as_of"]):
            raise UnreadableDocument(
                source.id, f"as-of: {found['as_of']!r} is no date; write 2013, 2013-06, 2013-06-30 or 2011/2013"
            )
    if not _is_day(found.get("valid_until", "2000-01-01")):
        raise UnreadableDocument(source.id, f"valid-until: {found['valid_until']!r} is no day; write 2013-06-30")
    named = values.get("supersedes") or ()
    return found, tuple(map(str, [named] if isinstance(named, str) else named))


def _parsed(text: str) -> Any:
    """What front matter holds, or what is ours of it where the whole is no YAML. Raises yaml.YAMLError."""
    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506  # makes text of everything, and nothing else
    except yaml.YAMLError:
        entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
        ours = [entry for entry in entries if entry.partition(":")[0].strip() in (*_KEYS, "supersedes")]
        if any(re.search(r"valid[-_]until|supersedes", entry) for entry in entries if entry not in ours):
            raise
        return yaml.load("".join(ours), yaml.BaseLoader)  # noqa: S506  # as above


def _is_day(written: str) -> bool:
    try:
        return re.fullmatch(DAY_PATTERN, written) is not None and bool(date.fromisoformat(written))
    except ValueError:
        return False


def _is_said(value: object) -> bool:
    return isinstance(value, str) and value.strip().lower() not in ("", "~", "null")


class _List:
    """A list that is being read."""

    def __init__(self, group: int, number: int | None) -> None:
        self.group = group
        self._number = number  # of the next item, where they are numbered

    def next_mark(self) -> str:
        """What stands before the next item."""
        if self._number is None:
            return "•"
        self._number += 1
        return f"{self._number - 1}."


class _Reader:
    """Walks the tokens and fills a builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._lists: list[_List] = []
        self._items: list[str] = []  # the mark of the item at each depth; a bullet once it has stood
        self._terms: list[str] = []  # terms whose definition is still to come
        self._in_term = False
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
        if token.type in ("bullet_list_open", "dl_open"):
            self._open_list(None)
        elif token.type == "ordered_list_open":
            self._open_list(int(str(token.attrs.get("start", 1))))
        elif token.type in ("bullet_list_close", "ordered_list_close", "dl_close"):
            del self._lists[-1:]  # a footnote inside of another leaves tokens behind that close nothing
        elif token.type in ("list_item_open", "dd_open"):
            self._items += [lists.next_mark() for lists in self._lists[-1:]]
        elif token.type in ("list_item_close", "dd_close"):
            del self._items[-1:]
        elif token.type in ("dt_open", "dt_close"):
            self._in_term = token.nesting == 1
        elif token.type == "inline" and self._in_term:
            self._terms.append(" ".join(_inline(token).split()))
        elif token.type == "inline":
            lines = _inline(token, "\n")
            self._text(lines if is_contact_block(lines.split("\n")) else _inline(token))
        elif token.type in ("fence", "code_block"):
            self._text(token.content)
        elif token.type == "html_block":
            self._html(token.content)
        elif token.type == "footnote_block_open":
            self._builder.end_section()

    def _open_list(self, number: int | None) -> None:
        """Begin a list; one inside of another belongs to the same group."""
        if self._terms:  # a definition that begins with a list
            self._text("")
        self._lists.append(_List(self._lists[-1].group if self._lists else self._builder.group(), number))

    def _heading(self, inline: Token, level: int) -> None:
        text = _inline(inline)
        explicit = _EXPLICIT_ID.search(text)
        if explicit:
            text = text[: explicit.start()]
            self._ids.setdefault(explicit["id"], 0)
        self._builder.heading(text, level, explicit["id"] if explicit else self._slug(text))

    def _text(self, text: str) -> None:
        """A paragraph; in a list it is an item, of the same depth as those before it in the item; a term stands before it."""
        text = _ALERT.sub("", text).strip()
        if self._terms:
            text = f"{', '.join(self._terms)}: {text}"
            self._terms = []
        if self._items and self._lists:
            self._builder.item(text, self._lists[-1].group, len(self._lists) - 1, self._items[-1])
            self._items[-1] = "•" if text else self._items[-1]
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


def _inline(token: Token, softbreak: str = " ") -> str:
    """The readable text of inline markup: links by their words, images by their alternative text."""
    parts: list[str] = []
    address = ""
    shown_from = 0
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(softbreak)
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK_TAG.fullmatch(child.content)):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "link_open":
            address, shown_from = str(child.attrs.get("href", "")), len(parts)
        elif child.type == "link_close":
            parts.append(address_beside("".join(parts[shown_from:]), address))
    return "".join(parts).strip()
