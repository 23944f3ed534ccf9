"""What of a passage may be quoted: every piece of it that is readable alone.

A sentence that begins with a pronoun brings the one before it, an item brings the sentence that introduces its list, a
row its header, an introducing sentence its items, a question what answers it, a line that ends in a colon what follows it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from corpus.model import Block, Document, Passage, Span
from corpus.sentences import asks, sentences

QUOTE = 600
"""A quotation has about so many characters at most; a single longer sentence stays whole."""
SHORT_LIST = 350
"""A list or table with its lead of so many characters is quoted whole."""

LEANS_BACK = re.compile(
    r"(?:It|They|He|She|Its|Their|His|Her|Both|Such)\b|(?:\w+ of|Of|For) (?:this|these|that|those|them|it)\b|(?:This|These|That|Those)\s"
    r"(?:is|are|was|were|will|has|have|had|can|may|must|shall|should|would|does|do|did|means?|includes?|applies|apply|allows?)\b"
    r"|(?:The|Its|Their) \w+ (?:then|thus|therefore)\b|(?:To that end|In addition|However|Therefore|Moreover|Furthermore|In this case|If so|Otherwise|In particular)\b"
    r"|[^,;:\n]{0,50}?\bsuch (?!as\b)\w+"
)
_BETWEEN_BLOCKS = re.compile(r"\s*(?:[•*·o▪‣●–—-]|\(?\w{1,4}[.)])?\s*")

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """A sentence, or a whole row or contact block."""

    start: int
    end: int
    block: Block


class Quotable(NamedTuple):
    """Spans that may be quoted as an answer."""

    spans: Spans
    """In reading order."""
    above: Spans = ()
    """For one item or row: what stands above it."""
    goes_on: bool = False
    """A sentence with the next one, which leans back on it."""


def quotables(document: Document, passage: Passage) -> Iterator[Quotable]:
    """Everything in a passage that may be quoted as an answer."""
    whole = list(_groups(document, passage))
    yield from map(Quotable, whole)
    yield from map(Quotable, filter(None, map(partial(_with_sentence_before, document, passage), whole)))
    is_short = any(_length(spans) <= SHORT_LIST for spans in whole) and not any(b.kind == "row" for b in passage.blocks)
    atoms = [atom for block in passage.blocks for atom in atoms_of(document, block)]
    for number, atom in enumerate(atoms):
        if introduces(passage, atom) or (is_short and atom.block.group):
            continue
        if asks(document.text, atom.end):
            yield from map(Quotable, _answered(document, passage, atoms, number))
            continue
        above = _above(passage, atom.block) if atom.block.group else ()
        spans = _readable(document, atoms, number)
        following = atoms[number + 1] if number + 1 < len(atoms) else None
        is_open = document.text[atom.end - 1] == ":" and following is not None and not atom.block.group
        if not is_open:
            yield Quotable(merged(document, (*above, *spans)), above)
        if following is None or introduces(passage, following) or (following.block is not atom.block and not is_open):
            continue
        if asks(document.text, following.end):
            continue
        if following.end - spans[0].start <= QUOTE:
            pair = merged(document, (*above, *spans, Span(start=following.start, end=following.end)))
            leans_back = LEANS_BACK.match(document.text, following.start) is not None
            yield Quotable(pair, above, leans_back and not above and spans[0].start == atom.start)


def quotable_texts(document: Document, passage: Passage) -> Iterator[str]:
    """What may be quoted, in the same order, each behind the heading right above it: by these it is known what it means."""
    heading = (document.title, *document.sections[passage.section].trail)[-1]
    for quotable in quotables(document, passage):
        yield f"{heading}: " + "\n".join(map(document.at, quotable.spans))


def _length(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)


def atoms_of(document: Document, block: Block) -> Iterator[Atom]:
    """The sentences of a block, or all of a row or contact block."""
    if block.kind in ("row", "contact"):
        yield Atom(block.start, block.end, block)
    elif block.kind != "header":
        for start, end in sentences(document.text, block.start, block.end):
            yield Atom(start, end, block)


def introduces(passage: Passage, atom: Atom) -> bool:
    """Whether a sentence only announces what follows it."""
    if passage.lead is None or not any(block.group for block in passage.blocks):
        return False
    following = next((block for block in passage.blocks if block.start >= atom.end), None)
    is_last = atom.end == atom.block.end
    return passage.lead.start == atom.start or (is_last and following is not None and following.kind == "header")


def _readable(document: Document, atoms: Sequence[Atom], number: int) -> Spans:
    """An atom, with the sentence before it where it leans on that."""
    atom = atoms[number]
    before = atoms[number - 1] if number else None
    leans_back = before and before.block is atom.block and LEANS_BACK.match(document.text, atom.start)
    if before and leans_back and atom.end - before.start <= QUOTE:
        return (Span(start=before.start, end=atom.end),)
    return (Span(start=atom.start, end=atom.end),)


def _answered(document: Document, passage: Passage, atoms: Sequence[Atom], number: int) -> Iterator[Spans]:
    """A question with the paragraph or the nested items that answer it, as much of them as is short; nothing where none follow."""
    question, following = atoms[number], atoms[number + 1 :]
    reply = list(takewhile(partial(_replies, question, following), following))
    end = 0
    for atom in reply:
        if (
            asks(document.text, atom.end)
            or introduces(passage, atom)
            or (end and atom.end - question.start > SHORT_LIST)
        ):
            break
        end = atom.end
    if end:
        yield merged(document, (Span(start=question.start, end=question.end), Span(start=reply[0].start, end=end)))


def _replies(question: Atom, following: Sequence[Atom], atom: Atom) -> bool:
    """Whether an atom may be part of what answers a question: of the next block, or of what a list nests below the question."""
    if question.block.group and atom.block is not question.block:
        return atom.block.group == question.block.group and atom.block.depth > question.block.depth
    return atom.block is following[0].block


def _above(passage: Passage, block: Block) -> Spans:
    """The lead of a list or table, and the items that a nested item stands under."""
    above: list[Span] = [passage.lead] if passage.lead else []
    depth = block.depth
    for other in reversed([b for b in passage.blocks if b.group == block.group and b.end <= block.start]):
        if other.kind == "item" and other.depth < depth:
            above.append(Span(start=other.start, end=other.end))
            depth = other.depth
    return tuple(sorted(above, key=lambda span: span.start))


def _groups(document: Document, passage: Passage) -> Iterator[Spans]:
    """The whole list or table with its lead, as much of it as one quotation holds."""
    blocks = [block for block in passage.blocks if block.group and block.kind != "header"]
    if len(blocks) < 2 and not passage.lead:
        return
    spans: list[Span] = [passage.lead] if passage.lead else []
    before = [atom for block in passage.blocks if not block.group for atom in atoms_of(document, block)]
    spans += [Span(start=atom.start, end=atom.end) for atom in before[-1:] if introduces(passage, atom)]
    room = QUOTE - _length(merged(document, tuple(spans)))
    for block in blocks:
        room -= block.end - block.start
        if room < 0:
            break
        spans.append(Span(start=block.start, end=block.end))
    if len(spans) > 1:
        yield merged(document, tuple(spans))


def _with_sentence_before(document: Document, passage: Passage, spans: Spans) -> Spans:
    """A list with the sentence before the one that introduces it, where one quotation holds both."""
    block = next((block for block in passage.blocks if block.start <= spans[0].start < block.end), None)
    if block is None or block.group or block.start == spans[0].start:
        return ()
    *_, (start, _) = sentences(document.text, block.start, spans[0].start)
    wider = merged(document, (Span(start=start, end=spans[0].end), *spans[1:]))
    return wider if _length(wider) <= QUOTE else ()


def merged(document: Document, spans: Spans) -> Spans:
    """Spans that follow each other, with nothing but white space or a bullet between them, made one."""
    merged: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, span.end)):
        if merged and _BETWEEN_BLOCKS.fullmatch(document.text, merged[-1].end, max(span.start, merged[-1].end)):
            merged[-1] = Span(start=merged[-1].start, end=max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)
