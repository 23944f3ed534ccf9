"""Questions made out of the documents themselves, for where nobody has judged any.

A question is some of the words of a sentence. It is answered rightly by evidence that overlaps the sentence. The same
words asked of everything but the sentence's section have no right answer: so absence looks. What merely tempts (near
misses, false premises) such questions do not show, and the probability is too sure of it.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from corpus.model import Document, Passage, Span
from corpus.sentences import sentences
from retrieval.analysis import analyser_of
from retrieval.evidence import EvidenceFinder
from retrieval.fitting import Judged
from retrieval.index import Index
from retrieval.model import Evidence
from retrieval.questions import make_query

MOST = 400
"""Sentences that are made into questions, at most."""
LEAST_WORDS = 5
"""Words of meaning in a sentence that is."""
KEPT = 0.6
"""Share of them that a question keeps."""
REACH = 60
"""Passages that are ranked, so that enough are left without those of the section."""


def judged(index: Index, finder: EvidenceFinder, limit: int) -> Iterator[Judged]:
    """What is found for every question and for the same one where its answer is absent."""
    for document, number, span in _chosen(index):
        query = make_query(_question(document, span), index)
        hits = index.search(query, REACH)
        if found := finder.find(query, hits, limit):
            yield Judged(found[0].signals, right=_overlaps(found[0], document, span))
        elsewhere = [hit for hit in hits if not _in_section(index.passage(hit.passage), document, number)]
        if found := finder.find(query, elsewhere, limit):
            yield Judged(found[0].signals, right=False)


def _chosen(index: Index) -> Iterator[tuple[Document, int, Span]]:
    """Sentences of all documents with their sections, spread evenly; the same ones each time."""
    every = [
        (document, number, Span(start=start, end=end))
        for document in index.library.documents
        if document.id not in index.versions.former
        for number, section in enumerate(document.sections)
        for block in section.blocks
        if block.kind in ("paragraph", "item")
        for start, end in sentences(document.text, block.start, block.end)
        if len(_words(document, Span(start=start, end=end))) >= LEAST_WORDS
    ]
    few = min(MOST, len(every))
    return (every[n * len(every) // few] for n in range(few))


def _words(document: Document, span: Span) -> Sequence[str]:
    tokens = analyser_of(document.language)(document.at(span))
    return [token.surface for token in tokens if not token.stop]


def _question(document: Document, span: Span) -> str:
    """Some of a sentence's words in their order; chance is the digest of each in its place."""
    words = _words(document, span)
    drawn = sorted(range(len(words)), key=lambda n: sha256(f"{span.start} {n} {words[n]}".encode()).digest())
    kept = sorted(drawn[: max(2, round(KEPT * len(words)))])
    return " ".join(words[n] for n in kept)


def _overlaps(evidence: Evidence, document: Document, span: Span) -> bool:
    return evidence.passage.document == document.id and any(
        one.start < span.end and span.start < one.end for one in evidence.spans
    )


def _in_section(passage: Passage, document: Document, number: int) -> bool:
    return (passage.document, passage.section) == (document.id, number)
