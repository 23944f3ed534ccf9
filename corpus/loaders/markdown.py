"""Markdown: CommonMark with tables, definition lists, footnotes, admonitions and front matter, read as a published page
shows it.

A block of contact lines keeps its lines, which a page would run together. The title is the front matter's (`front_matter.py`), else the first outermost heading, else
the file's name. A heading's fragment is its id as GitHub makes it, or the one given as `{#id}`. What a site's generator reads is taken out first
(`markdown_sites.py`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from corpus.contacts import is_contact_block
from corpus.loaders.building import Builder, Loaded, Source, address_beside, decode
from corpus.loaders.front_matter import front_matter, split_toml
from corpus.loaders.markdown_sites import without_components, without_shortcodes

_EXPLICIT_ID = re.compile(r"\s*\{#(?P<id>[\w:.-]+)[^}]*\}\s*$")
_ALERT = re.compile(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def load(source: Source) -> Loaded:
    """Read a Markdown file. Raises UnreadableDocument."""
    text = decode(source)
    if PurePosixPath(source.id).suffix.lower() == ".mdx":
        text = without_components(text)
    toml, text = split_toml(text)
    tokens = _parser().parse(without_shortcodes(text))
    front, supersedes = front_matter(source, tokens, toml)
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
