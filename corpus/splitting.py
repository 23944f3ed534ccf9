"""Sections cut into passages.

A passage never crosses a heading, and never cuts a list item or a table row. A list stays with the paragraph
that introduces it, a table with its header row; where they are too long for one passage, every piece knows its
lead. A contact block is a passage of its own. Short paragraphs that follow each other are kept together, a long
one is cut between sentences. A paragraph that asks a question begins a passage, and what answers it stays with it.
"""

from collections.abc import Iterator
from itertools import groupby

from corpus.anchors import anchor
from corpus.model import Block, Document, Passage, Section, Span
from corpus.sentences import asks, sentences

SHORT = 500
"""Paragraphs are joined while together they have at most so many characters."""
LONG = 1000
"""A paragraph or list above so many characters is cut where it may be."""


def split(document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in reading order; together they cover every block once."""
    return tuple(
        _passage(document, number, blocks, lead)
        for number, section in enumerate(document.sections)
        for blocks, lead in _pieces(document, section)
    )


def _passage(document: Document, number: int, blocks: list[Block], lead: Span | None) -> Passage:
    start, end = blocks[0].start, blocks[-1].end
    trail = document.sections[number].trail
    return Passage(
        document=document.id,
        section=number,
        anchor=anchor(trail, document.text[start:end]),
        start=start,
        end=end,
        lead=lead,
        blocks=tuple(blocks),
    )


def _pieces(document: Document, section: Section) -> Iterator[tuple[list[Block], Span | None]]:
    if document.ready:
        if section.blocks:
            yield list(section.blocks), None
        return
    waiting: list[Block] = []  # short paragraphs that may still be joined
    for key, run in groupby(section.blocks, key=lambda block: (block.group, block.kind == "contact")):
        blocks = list(run)
        if key[0]:
            lead = _lead(document, waiting, blocks)
            introduced = waiting[-1:] if lead and (blocks[0].kind == "item" or _announces(document, waiting)) else []
            rest = waiting[: len(waiting) - len(introduced)]
            yield from _paragraphs(document, rest)
            waiting = []
            yield from _group(document, introduced, blocks, lead)
        elif key[1]:
            yield from _paragraphs(document, waiting)
            waiting = []
            yield from (([block], None) for block in blocks)
        else:
            waiting += blocks
    yield from _paragraphs(document, waiting)


def _announces(document: Document, before: list[Block]) -> bool:
    return bool(before) and document.text[before[-1].end - 1] in ":："


def _lead(document: Document, before: list[Block], blocks: list[Block]) -> Span | None:
    """The header row of a table, or the sentence that announces a list."""
    if blocks[0].kind == "header":
        return Span(start=blocks[0].start, end=blocks[0].end)
    if blocks[0].kind == "item" and before:
        start, end = list(sentences(document.text, before[-1].start, before[-1].end))[-1]
        last = document.text[end - 1]
        if last in ":：;,—–?？" or last.isalnum() or "following" in document.text[start:end].lower():
            return Span(start=start, end=end)  # a sentence without an end goes on in the items
    return None


def _group(
    document: Document, introduced: list[Block], blocks: list[Block], lead: Span | None
) -> Iterator[tuple[list[Block], Span | None]]:
    """A list or table, whole if it is short, else in pieces between items or rows."""
    piece = list(introduced)
    if piece and blocks[-1].end - piece[0].start > LONG and piece[-1].end - piece[0].start > SHORT:
        yield from _paragraphs(document, piece)
        piece = []
    for block in blocks:
        if piece and block.end - piece[0].start > LONG and piece[-1].group:
            yield piece, lead
            piece = []
        piece.append(block)
    yield piece, lead


def _paragraphs(document: Document, blocks: list[Block]) -> Iterator[tuple[list[Block], Span | None]]:
    piece: list[Block] = []
    for block in blocks:
        for part in _cut(document, block):
            longest = LONG if piece and asks(document.text, piece[-1].end) else SHORT
            if piece and (part.end - piece[0].start > longest or asks(document.text, part.end)):
                yield piece, None
                piece = []
            piece.append(part)
    if piece:
        yield piece, None


def _cut(document: Document, block: Block) -> Iterator[Block]:
    """A long paragraph in pieces that end with a sentence."""
    if block.end - block.start <= LONG:
        yield block
        return
    start, last = block.start, block.start
    for _, end in sentences(document.text, block.start, block.end):
        if end - start > SHORT and last > start:
            yield _clipped(document, block, start, last)
            start = last
        last = end
    yield _clipped(document, block, start, block.end)


def _clipped(document: Document, block: Block, start: int, end: int) -> Block:
    while document.text[start].isspace():
        start += 1
    return block.model_copy(update={"start": start, "end": end})
