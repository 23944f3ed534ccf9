"""What limits a quoted rule: exceptions, conditions, amounts and deadlines that its section states beside it.

A sentence limits the rule if it is worded as a limit and is about the same. It is about the same if it goes on from what
is quoted ("This does not apply to …"), or if it begins with words that matter in what is quoted or asked: two of them,
or one if it comes right after the quotation, or is an exception and the heading names that word too; beside a row of a table not, if it
names what another row is about. A section of exceptions under the same heading counts as the rule's own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.model import Document, Section, Span
from corpus.sentences import asks, sentences
from retrieval import bm25
from retrieval.analysis import analyser_of, index_terms
from retrieval.index import Index
from retrieval.model import Evidence, Query
from retrieval.question_words import LIGHT

MOST = 3
"""Limits that are carried with one answer, at most."""
LONGEST = 500
"""A longer sentence is no limit that is read beside a quotation."""
SUBJECT = 7
"""A sentence says within so many words of meaning what it is about."""
MATTERS = 0.4
"""A word matters if it is at least so rare, 1 being a word of one passage."""

EXCEPTION = re.compile(
    r"\bunless\b|\bexcept(?:ions?|ional(?:ly)?|ing)?\b|\bexempt\w*|\bexclud\w+|\bother than\b|\bnotwithstanding\b|\bhowever\b|\bnevertheless\b"
    r"|\bwaive[ds]?\b|\bwaiver\b|\b(?:do|does|did|is|are|was|were|shall|will|may|must|can|need)(?: not|n['’]t)\b|\bcannot\b|\bno longer\b|\bnever\b"
    r"|^\W*(?:no|none|neither|not)\b|\bno \w+ (?:is|are) \w+|\b(?:needs?|requires?|is|are) (?:neither|none|nothing)\b|\binstead\b|\bdespite\b|\beven if\b"
    r"|\bemergenc(?:y|ies)\b|\bprohibited\b|\bextend(?:s|ed)?\b|\bprolonged\b|\bshortened\b|\bhalved\b|\breduced\b|\bmay be exceeded\b",
    re.IGNORECASE,
)
LIMIT = re.compile(
    r"\bonly\b|\bprovided that\b|\bsubject to\b|\bon condition\b|\bas long as\b|(?<!\bask )(?<!\bsee )(?<!\bknow )\bif\b(?![^,.;]{1,40}?(?: would like| want| wish| prefer|['’]d like)\b)|\bprior (?:written )?(?:approval|consent)\b"
    r"|\brequires? (?:\w+ )?(?:approval|consent|permission)\b|\bnot exceed\w*|\bat most\b|\bup to\b|\bmaximum\b|\bno more than\b|\blimited to\b|\bcapped\b"
    r"|\bat least\b|\bminimum\b|\bno later than\b|\bat the latest\b|\bdeadline\b|\bexpires?\b|\blapses?\b|\bwithin (?:\w+ ){1,3}(?:hours|days|weeks|months|years)\b"
    r"|^\W*(?:During|When|Where|For|After|Before|Without|From|In) (?:[^.;]{0,60}?\d[^.;]{0,60}?, |[^.;]{3,120}?, .*?(?:\d|\b(?:must|may|shall|cannot|needs?|needed|required|not|no|only)\b))",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\W*(?:However|But|Except|Unless|This|These|That|Those|It|They|Such|In (?:such|this|these|that|those) cases?|The same|Otherwise|Only"
    r"|(?:An?|The|The only|One) (?:exceptions?|exemption)|Exceptions?)\b"
)
_OF_EXCEPTIONS = re.compile(
    r"\b(?:exceptions?|exemptions?|exclusions?|limitations?|restrictions?)\b(?! (?:of|on) (?:\w+ )?liability)",
    re.IGNORECASE,
)


class _Sentence(NamedTuple):
    section: int
    span: Span
    before: Span | None
    """The one before it in the same paragraph or item."""


def limiting(query: Query, evidence: Evidence, index: Index) -> list[tuple[int, Span]]:
    """The spans that limit what is quoted, each with its section, in reading order; at most `MOST`."""
    document = index.document(evidence.passage.document)
    asked = {t for c in query.concepts if c.weight > LIGHT for t in c.terms}
    subject = {t for t in asked.union(_terms(document, evidence.spans)) if _matters(t, index)}
    heading = subject.intersection(index.heading_terms(evidence.passage))
    others = [label for label in _other_rows(document, evidence) if label - subject]
    said = list(evidence.spans)
    found: list[tuple[float, int, Span]] = []
    for section, span, before in _sentences(document, evidence.passage.section, evidence.spans):
        text = document.at(span)
        is_exception = EXCEPTION.search(text) is not None
        if any(overlap(span, other) for other in evidence.spans) or len(text) > LONGEST:
            continue
        if not (is_exception or LIMIT.search(text)):
            continue
        leans_back = GOES_ON.match(text) is not None
        follows = before is not None and any(overlap(before, other) for other in said)
        named = _terms(document, [span], None if follows else SUBJECT)
        if any(2 * len(label & named) >= len(label) and label & named - subject for label in others):
            continue
        about = subject & named
        is_about = (
            follows if leans_back else len(about) > 1 or (about and (follows or (is_exception and about & heading)))
        )
        if is_about:
            said.append(span)
            found.append((2 * is_exception + leans_back + follows + len(about) / SUBJECT, section, span))
    chosen = sorted(found, key=lambda scored: (-scored[0], scored[2].start))[:MOST]
    return sorted(((section, span) for _, section, span in chosen), key=lambda placed: placed[1].start)


def _sentences(document: Document, own: int, quoted: Sequence[Span]) -> Iterator[_Sentence]:
    """Every sentence of the section, and of sections of exceptions beside or below it, in reading order.

    An item that goes on from the sentence above its list is none by itself: it is passed over, unless its list is quoted.
    So is what answers another question of a section that asks several.
    """
    blocks = document.sections[own].blocks
    questions = [b.end for b in blocks if b.kind == "paragraph" and asks(document.text, b.end)]
    asked = bisect_right(questions, quoted[-1].end)
    lists = {b.group for b in blocks if any(b.start < span.end and span.start < b.end for span in quoted)}
    for number, section in _sections(document, own):
        for block in section.blocks:
            if block.kind not in ("paragraph", "item"):
                continue
            if block.kind == "item" and block.group not in lists and document.text[block.start].islower():
                continue
            if number == own and bisect_right(questions, block.start) != asked:
                continue
            before: Span | None = None
            for start, end in sentences(document.text, block.start, block.end):
                span = Span(start=start, end=end)
                yield _Sentence(number, span, before)
                before = span


def _other_rows(document: Document, evidence: Evidence) -> Iterator[set[str]]:
    """The terms of the first cell of each row beside those that are quoted."""
    blocks = [block for block in document.sections[evidence.passage.section].blocks if block.kind in ("header", "row")]
    quoted = {block.group for block in blocks if any(overlap(block, span) for span in evidence.spans)}
    for block in blocks:
        if block.kind == "row" and block.group in quoted and not any(overlap(block, s) for s in evidence.spans):
            label, _, _ = document.at(block).partition(" | ")
            yield _terms(document, [Span(start=block.start, end=block.start + len(label))])


def _sections(document: Document, own: int) -> Iterator[tuple[int, Section]]:
    trail = document.sections[own].trail
    for number, section in enumerate(document.sections):
        beside = bool(trail) and section.trail[:-1] in (trail, trail[:-1])
        if number == own or (beside and _OF_EXCEPTIONS.search(section.heading)):
            yield number, section


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share any character."""
    return one.start < other.end and other.start < one.end


def _matters(term: str, index: Index) -> bool:
    return bm25.idf(len(index.engine), index.engine.holding(term)) >= MATTERS * bm25.idf(len(index.engine), 1)


def _terms(document: Document, spans: Sequence[Span], first: int | None = None) -> set[str]:
    """The terms of spans, or of the first words of meaning in each."""
    analyse = analyser_of(document.language)
    return {
        term
        for span in spans
        for term in index_terms([token for token in analyse(document.at(span)) if not token.stop][:first])
        if " " not in term
    }
