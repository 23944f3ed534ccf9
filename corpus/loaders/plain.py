"""Plain text, web pages flattened to text among them.

The document's text is the file's own, so that offsets hold in the file. Headings are found where typography shows
them: a short line by itself without a full stop, an underlined line, capitals, a section number. Left-overs of
navigation, and headings with nothing under them, belong to no section. A bullet begins an item; items stay one list
until two blank lines or something else ends it. Lines that reach somebody, with the lines above them, are a contact
block.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Literal, NamedTuple

from corpus.contacts import is_contact_block
from corpus.errors import UnreadableDocument
from corpus.loaders.building import Loaded, Source, decode
from corpus.loaders.dates import last_updated, says_when
from corpus.model import Block, Document, Section

_NAVIGATION = re.compile(
    r"navigation(?: path| menu)?|breadcrumbs?|you are here.*|skip to .*|(?:main )?menu|home(?: ?[>»|/›].*)?|search(?: this site)?|print(?: this page)?"
    r"|share(?: this(?: page)?| on .*)?|tweet|e-?mail this page|(?:back to )?top(?: of page)?|back|next|previous|next page|previous page|read more\.*|more\.*"
    r"|page \d+(?: of \d+)?|\d+|log ?in|sign in|register|site ?map|accept all(?: cookies)?"
    r"|accept|decline|this (?:web)?site uses cookies.*|we use cookies.*|©.*|all rights reserved\.?|languages?|english(?: \(en\))?|additional tools|related links"
    r"|table of contents|contents|follow us(?: on .*)?|subscribe|\[?edit\]?|toggle navigation|close|show menu|hide menu|was this page helpful\??",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"contact us|legal notice|disclaimer|cookies?(?: policy)?|privacy(?: policy)?|copyright(?: .*)?", re.IGNORECASE
)
"""Navigation too, unless text stands under it: such a line may head a policy."""
_BULLET = re.compile(r"(?P<mark>[•*▪‣●◦·o–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]+(?=\S)")
_NUMBERED = re.compile(r"(?P<number>(?:\d{1,2}\.)+(?:\d{1,2})?|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,4}\.)[ \t]+[^\sa-z]")
_NAMED = re.compile(
    r"(?i:article|section|chapter|part|annex|appendix|schedule|§|title)\s*§?\s*(?:\d+|[IVX]+|[A-Z])(?:\.\d+)*\b(?!\s+[a-z])"
)
_UNDERLINE = re.compile(r"(?:[=\-~^_*#]\s*){3,}")
_MARKDOWN_LIKE = re.compile(r"(?P<marks>#{1,6})\s+(?=\S)")
_LONGEST_HEADING = 100
_MOST_WORDS = 14
_WRAPPED = 60
"""A line of at least so many characters may go on in the next one."""


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    indent: int
    gap: int
    """Blank lines before it."""


class _Heading(NamedTuple):
    text: str
    level: int
    gap_before: int


class _Piece(NamedTuple):
    kind: Literal["paragraph", "item", "contact"]
    start: int
    end: int
    indent: int
    gap: int


def load(source: Source) -> Loaded:
    """Read a plain text. Raises UnreadableDocument."""
    text = decode(source)
    parts: list[_Heading | _Piece] = []
    for chunk in _chunks(text):
        parts += _parts([line for line in chunk if not _NAVIGATION.fullmatch(line.text) and not says_when(line.text)])
    title, sections = _sections(list(_without_footers(parts)))
    if not sections:
        raise UnreadableDocument(source.id, "holds headings or navigation only; add text")
    document = Document(
        id=source.id,
        title=title or source.stem,
        text=text,
        sections=sections,
        url=source.url,
        as_of=last_updated(text),
        file_digest=source.digest,
    )
    return Loaded(documents=(document,))


def _chunks(text: str) -> Iterator[list[_Line]]:
    """Lines that no blank line parts."""
    chunk: list[_Line] = []
    gap = 0
    for found in re.finditer(r"[^\r\n\f]+", text):
        between = text[chunk[-1].end if chunk else 0 : found.start()]
        line = found[0]
        if not line.strip():
            continue
        gap = len(re.findall(r"\r\n|\n|\r", between)) - (1 if chunk else 0)
        indent = len(line.expandtabs(8)) - len(line.expandtabs(8).lstrip())
        start = found.start() + len(line) - len(line.lstrip())
        made = _Line(start, start + len(line.strip()), line.strip(), indent, max(gap, 0))
        if chunk and gap > 0:
            yield chunk
            chunk = []
        chunk.append(made)
    yield chunk


def _parts(chunk: Sequence[_Line]) -> Iterator[_Heading | _Piece]:
    """What a chunk is: headings, then a contact block, or paragraphs and items; lines drawn between them are none."""
    at = 0
    while at < len(chunk):
        if not _UNDERLINE.fullmatch(chunk[at].text):
            heading = _heading(chunk[at : at + 2], alone=len(chunk) == 1)
            if heading is None:
                break
            yield heading
        at += 1
    rest = [line for line in chunk[at:] if not _UNDERLINE.fullmatch(line.text)]
    if is_contact_block([line.text for line in rest]):
        yield _Piece("contact", rest[0].start, rest[-1].end, 0, rest[0].gap)
    else:
        yield from _paragraphs_and_items(rest)


def _heading(lines: Sequence[_Line], alone: bool) -> _Heading | None:
    """The heading that the first line is, judged by it and the next; `alone` where it is the whole chunk."""
    first = lines[0]
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1].text) and len(first.text) <= _LONGEST_HEADING:
        return _Heading(first.text, 1 if lines[1].text[0] == "=" else 2, first.gap)
    if marked := _MARKDOWN_LIKE.match(first.text):
        return _Heading(first.text[marked.end() :].rstrip("# "), len(marked["marks"]), first.gap)
    if (
        len(first.text) > _LONGEST_HEADING
        or len(first.text.split()) > _MOST_WORDS
        or first.text[-1] in ".;:,!?…。；：、！？"
    ):
        return None
    if len(lines) > 1 and (len(first.text) >= _WRAPPED or lines[1].text[0].islower()):
        return None  # a sentence goes on in the next line
    depth = _depth(first)
    if depth and (len(lines) == 1 or (lines[1].indent >= first.indent and _depth(lines[1]) not in range(1, depth + 1))):
        return _Heading(first.text, depth, first.gap)
    if _NAMED.match(first.text) or (len(first.text) > 3 and first.text.isupper() and not _BULLET.match(first.text)):
        return _Heading(first.text, 1, first.gap)
    if alone and any(map(str.isalpha, first.text)) and not first.text[0].islower() and not _BULLET.match(first.text):
        return _Heading(first.text, 1, first.gap)
    return None


def _depth(line: _Line) -> int:
    """How many numbers the number of a section has; 0 for a line that has none."""
    numbered = _NUMBERED.match(line.text)
    return len(numbered["number"].strip(".").split(".")) if numbered else 0


def _without_footers(parts: Sequence[_Heading | _Piece]) -> Iterator[_Heading | _Piece]:
    """Lines that may be navigation or a heading are headings where text follows."""
    for part, after in zip_longest(parts, parts[1:]):
        if not (isinstance(part, _Heading) and _FOOTER.fullmatch(part.text)) or isinstance(after, _Piece):
            yield part


def _paragraphs_and_items(lines: Sequence[_Line]) -> Iterator[_Piece]:
    piece: _Piece | None = None
    before: _Line | None = None
    for line in lines:
        bullet = _BULLET.match(line.text)
        goes_on = line.text[0].islower() or (
            before is not None and (len(before.text) >= _WRAPPED or line.indent > (piece.indent if piece else 0))
        )
        if bullet:
            if piece:
                yield piece
            piece = _Piece("item", line.start + bullet.end(), line.end, line.indent, line.gap)
        elif piece is None:
            piece = _Piece("paragraph", line.start, line.end, line.indent, line.gap)
        elif piece.kind == "paragraph" or goes_on:
            piece = piece._replace(end=line.end)
        else:
            yield piece
            piece = _Piece("paragraph", line.start, line.end, line.indent, line.gap)
        before = line
    if piece:
        yield piece


def _sections(parts: Sequence[_Heading | _Piece]) -> tuple[str | None, tuple[Section, ...]]:
    """The title, and the sections that hold something."""
    title = parts[0].text if parts and isinstance(parts[0], _Heading) else None
    made: list[tuple[_Heading | None, tuple[str, ...], list[Block]]] = [(None, (), [])]
    above: list[_Heading] = []
    group = 0
    before: _Heading | _Piece | None = None
    for part in parts[1:] if title else parts:
        if isinstance(part, _Heading):
            above = [*(heading for heading in above if heading.level < part.level), part]
            made.append((part, tuple(heading.text for heading in above), []))
        else:
            if isinstance(before, _Heading) and part.gap > max(before.gap_before, 1):  # nothing stands under it
                above = above[:-1]
                made.append((None, tuple(heading.text for heading in above), []))
            if part.kind == "item" and not (isinstance(before, _Piece) and before.kind == "item" and part.gap < 2):
                group += 1
            made[-1][2].append(_block(part, group if part.kind == "item" else 0))
        before = part
    sections = (
        Section(heading=heading.text if heading else "", trail=trail, blocks=tuple(_with_depth(blocks)))
        for heading, trail, blocks in made
        if blocks
    )
    return title, tuple(sections)


def _block(piece: _Piece, group: int) -> Block:
    return Block(kind=piece.kind, start=piece.start, end=piece.end, group=group, depth=piece.indent)


def _with_depth(blocks: Sequence[Block]) -> Iterator[Block]:
    """Indentation in columns made into nesting, list by list."""
    for group, run in groupby(blocks, key=lambda block: block.group):
        items = list(run)
        depths = {indent: depth for depth, indent in enumerate(sorted({item.depth for item in items}))}
        for item in items:
            yield item.model_copy(update={"depth": depths[item.depth] if group else 0})
