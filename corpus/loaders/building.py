"""What every loader shares: the bytes it reads, how they are decoded, and the text and blocks it builds."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote

from corpus.errors import UnreadableDocument
from corpus.loaders.dates import last_updated
from corpus.model import Block, BlockKind, Document, Model, Section

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDER: Mapping[str, str] = {"shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
"""Encodings that pages name, and the wider ones that they are written in: so browsers read them."""


class Source(Model):
    """A file or page to be read."""

    id: str
    """Path below the source that was named, with forward slashes; or the file's name."""
    data: bytes
    """Its bytes."""
    url: str | None = None
    """Where it was fetched from."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, as `sha256:<hex>`."""
        return "sha256:" + sha256(self.data).hexdigest()

    @property
    def stem(self) -> str:
        """The file's name without its suffix, made readable: a title where no other is."""
        return re.sub(r"[-_\s]+", " ", PurePosixPath(self.id).stem).strip() or self.id


class Loaded(Model):
    """What a loader made of a source."""

    documents: tuple[Document, ...] = ()
    """In the order of the source."""
    problems: tuple[str, ...] = ()
    """What of it could not be read, each with its place and reason."""


Loader = Callable[[Source], Loaded]
"""Bytes to documents, and nothing else. Raises UnreadableDocument."""


def decode(source: Source, declared: str | None = None) -> str:
    """The text of a source: UTF-8 or UTF-16 with a byte order mark, as declared, UTF-8, else Windows-1252.

    Raises UnreadableDocument for bytes that are no text.
    """
    data = source.data
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith(BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif named := _credible(declared):
        encodings = [named, "utf-8"]
    else:
        encodings = ["utf-8", "windows-1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if _CONTROL.search(text):
            break
        if not text.strip():
            raise UnreadableDocument(source.id, "holds no text; remove it or add its text")
        return text
    raise UnreadableDocument(source.id, "is not a text in a known encoding; save it as UTF-8")


def _credible(declared: str | None) -> str | None:
    """The encoding that a source names for itself, where that says something.

    A Western European one is tried after UTF-8 anyway, and a name that is read byte by byte is in no UTF-16.
    """
    try:
        name = lookup(declared or "").name
    except LookupError:
        return None
    says_nothing = name in ("ascii", "iso8859-1", "cp1252", "utf-8") or name.startswith(("utf-16", "utf-32"))
    return None if says_nothing else _WIDER.get(name, name)


def address_beside(shown: str, address: str) -> str:
    """The address of a mailto: or tel: link in brackets, where its words do not show it."""
    scheme, _, value = address.strip().partition(":")
    value = unquote(value.partition("?")[0]).strip()
    if scheme.lower() == "mailto" and value and value.lower() not in shown.lower():
        return f" ({value})"
    if scheme.lower() == "tel" and value and not re.search(r"\d", shown):
        return f" ({value})"
    return ""


_JUNK = re.compile(r"\.\w{3,4}$|^\(?(?:microsoft|powerpoint|untitled|anonymous|slide|document)\b", re.IGNORECASE)


def given_title(title: object) -> str | None:
    """A title that somebody gave; None for what programs call a file that nobody has named."""
    named = " ".join(str(title or "").split())
    return named if named and not _JUNK.search(named) else None


class Builder:
    """Builds a readable text with its sections and blocks, for formats whose source is markup.

    Headings, paragraphs, items and rows are appended in reading order; blank lines, bullets and cell borders are
    put between them here, so that every format reads alike.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._groups = 0
        self._sections: list[tuple[str, int, str | None, list[Block]]] = [("", 0, None, [])]
        self.page: int | None = None
        """The page that what is appended begins on, where the format has pages."""

    def heading(self, text: str, level: int, fragment: str | None = None) -> None:
        """Begin a section; `level` 1 is the outermost."""
        if text := " ".join(text.split()):
            self._append("\n\n" if self._parts else "", text)
            self._sections.append((text, level, fragment, []))

    def end_section(self) -> None:
        """End every section: what follows stands under no heading."""
        self._sections.append(("", 0, None, []))

    def paragraph(self, text: str) -> None:
        """Append a paragraph; a newline in it is a hard line break."""
        self._block("paragraph", _tidy(text), before="\n\n")

    def contact(self, text: str) -> None:
        """Append a contact block, its lines as they stand."""
        self._block("contact", _tidy(text), before="\n\n")

    def group(self) -> int:
        """A number for a new list or table."""
        self._groups += 1
        return self._groups

    def item(self, text: str, group: int, depth: int = 0, mark: str = "•") -> None:
        """Append a list item."""
        first = not self._ends_with_group(group)
        self._block("item", _tidy(text), "\n\n" if first else "\n", "  " * depth + mark + " ", group, depth)

    def row(self, cells: Sequence[str], group: int, header: bool = False) -> None:
        """Append a row of a table."""
        text = " | ".join(" ".join(cell.split()) for cell in cells)
        if text.strip(" |"):
            first = not self._ends_with_group(group)
            self._block("header" if header else "row", text.strip(), "\n\n" if first else "\n", group=group)

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def sections(self, title: str) -> tuple[Section, ...]:
        """The sections that hold something, with their trails; a first heading that is the title is in no trail."""
        made = []
        above: list[tuple[str, int]] = []
        for heading, level, fragment, blocks in self._sections:
            above = [(name, depth) for name, depth in above if depth < level]
            if heading and heading != title:
                above.append((heading, level))
            if blocks:
                trail = tuple(name for name, _ in above)
                made.append(Section(heading=heading, trail=trail, fragment=fragment, blocks=tuple(blocks)))
        return tuple(made)

    def document(
        self,
        source: Source,
        title: str,
        bare: str,
        *,
        url: str | None = None,
        named_source: str | None = None,
        as_of: str | None = None,
        changed: str | None = None,
        valid_until: str | None = None,
        supersedes: tuple[str, ...] = (),
        language: str = "en",
    ) -> Document:
        """What was built, as a document; its day is `as_of`, else the one that its text says, else the one on which it was `changed`.

        Raises UnreadableDocument where nothing was appended; `bare` says so, and what to do.
        """
        sections = self.sections(title)
        if not sections:
            raise UnreadableDocument(source.id, bare)
        text = self.text()
        return Document(
            id=source.id,
            title=title,
            text=text,
            sections=sections,
            url=url or source.url,
            source=named_source,
            as_of=as_of or last_updated(text) or changed,
            valid_until=valid_until,
            supersedes=supersedes,
            language=language,
            file_digest=source.digest,
        )

    def first_heading(self) -> str | None:
        """The first outermost heading."""
        named = [(level, heading) for heading, level, _, _ in self._sections if heading]
        top = min((level for level, _ in named), default=0)
        return next((heading for level, heading in named if level == top), None)

    def last_heading(self) -> str:
        """The heading that what is appended next stands under; empty if there is none."""
        return self._sections[-1][0]

    def _ends_with_group(self, group: int) -> bool:
        blocks = self._sections[-1][3]
        return bool(blocks) and blocks[-1].group == group

    def _block(self, kind: BlockKind, text: str, before: str, mark: str = "", group: int = 0, depth: int = 0) -> None:
        if not text:
            return
        self._append((before if self._parts else "") + mark, "")
        start = self._length
        self._append("", text)
        block = Block(kind=kind, start=start, end=self._length, group=group, depth=depth, page=self.page)
        self._sections[-1][3].append(block)

    def _append(self, before: str, text: str) -> None:
        self._parts.append(before + text)
        self._length += len(before) + len(text)


def _tidy(text: str) -> str:
    """White space folded within each line, empty lines dropped."""
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
