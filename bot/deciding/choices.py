"""Two documents answer about equally well, each something else: which one is meant? A choice is the question with the
document's title in brackets at its end, and is answered out of that document alone.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Document
from retrieval.analysis import analyser_of
from retrieval.index import Index
from retrieval.library import Library
from retrieval.model import Evidence, Query

_WORD = re.compile(r"\w+")

CLOSE = 0.02
"""Probabilities that differ by so much at most are about equal."""
ALIKE = 0.5
"""Evidence that shares so much of what it adds to the question says the same."""


class Chosen(NamedTuple):
    """A question asked of one document."""

    question: str
    """It, without the title."""
    document: str
    """Id of the document."""


def in_document(question: str, library: Library) -> Chosen | None:
    """The document whose title stands in brackets at the end of a question, or None."""
    text, mark = (question[:-1], "?") if question.endswith(")?") else (question, "")
    if not text.endswith(")"):
        return None
    for start in (place for place, letter in enumerate(text) if letter == "("):
        document = library.titled(text[start + 1 : -1])
        if document is not None and text[:start].strip():
            return Chosen(text[:start].strip() + mark, document)
    return None


def entitled(document: Document, words: Sequence[str]) -> bool:
    """Whether a document's title holds all of some words."""
    analyse = analyser_of(document.language)
    title = {token.terms[0] for token in analyse(document.title)}
    return all(token.terms[0] in title for word in words for token in analyse(word))


def choices(query: Query, evidence: Sequence[Evidence], index: Index, threshold: float) -> tuple[str, ...]:
    """The question asked of each document that answers about as well as the best, but otherwise; none if one is meant."""
    best = evidence[0]
    titles = {best.passage.document: index.document(best.passage.document).title}
    if query.documents or index.document(best.passage.document).ready:
        return ()
    for other in evidence[1:]:
        document = index.document(other.passage.document)
        close = other.probability >= max(threshold, best.probability - CLOSE)
        if close and document.id not in titles and not document.ready and not says_the_same(query, best, other, index):
            titles[document.id] = document.title
    if len(titles) < 2 or len(set(titles.values())) < len(titles):
        return ()
    return tuple(f"{query.text.rstrip('?').rstrip()} ({title})?" for title in titles.values())


def says_the_same(query: Query, one: Evidence, other: Evidence, index: Index) -> bool:
    """Whether two pieces of evidence add about the same words to those of the question."""
    asked = set(_WORD.findall(query.text.lower()))
    words, others = (
        {word for span in e.spans for word in _WORD.findall(index.document(e.passage.document).at(span).lower())}
        - asked
        for e in (one, other)
    )
    return len(words & others) >= ALIKE * min(len(words), len(others))
