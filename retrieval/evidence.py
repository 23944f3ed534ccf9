"""Hits to evidence: of what may be quoted of a passage, the spans that answer, and what speaks for each."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from operator import attrgetter

from corpus.model import Document, Passage, Span
from retrieval.analysis import index_terms
from retrieval.analysis.tokens import Token
from retrieval.confidence import SHIPPED, Calibration, probability
from retrieval.errors import DamagedIndex
from retrieval.index import Index
from retrieval.model import Evidence, Hit, Query
from retrieval.quotables import Quotable, Spans, merged, quotables
from retrieval.scale import Candidate, Scale
from retrieval.widening import widened

CROWD = 10
"""So many of the best passages tell how many others match as well."""
A_PASSAGE = 2
"""Evidence of one passage, at most."""
LOOKED_INTO = 256
"""Passages whose candidates are kept for the next question."""
_START = attrgetter("start")


class EvidenceFinder:
    """Looks for evidence in an index."""

    def __init__(self, index: Index, calibration: Calibration = SHIPPED) -> None:
        self._index = index
        self._calibration = calibration
        self._candidates = lru_cache(maxsize=LOOKED_INTO)(self._candidates_in)

    def find(self, query: Query, hits: Sequence[Hit], limit: int) -> list[Evidence]:
        """Evidence in the first `limit` hits, the likeliest first, equal ones in the order of the hits; of one passage no two overlap.

        The hits are the best of all passages in order; those not looked into tell how many others match as well.
        """
        best = max((hit.score for hit in hits), default=1.0)
        scale = Scale(query, self._index, self._crowd(hits))
        found = [
            evidence
            for hit in hits[:limit]
            for evidence in self._in_passage(scale, hit.passage, hit.score / best, self._closeness(query, hit.passage))
        ]
        return sorted(found, key=lambda evidence: -evidence.probability)

    def _crowd(self, hits: Sequence[Hit]) -> float:
        """How many other places match as well: the tenth hit beside the best, less the more of the ten are of one document."""
        if len(hits) < CROWD:
            return 0.0
        documents = {self._index.passage(hit.passage).document for hit in hits[:CROWD]}
        return hits[CROWD - 1].score / hits[0].score * (len(documents) - 1) / (CROWD - 1)

    def _closeness(self, query: Query, number: int) -> Sequence[float | None]:
        """How close in meaning each candidate of a passage is, if that is known. Raises DamagedIndex for an older index."""
        count = len(self._candidates(number))
        found = self._index.closeness(query, number)
        if found is not None and len(found) != count:
            raise DamagedIndex("the vectors were made by another version of the program: build the index again")
        return (None,) * count if found is None else found

    def _in_passage(self, scale: Scale, number: int, rank: float, closeness: Sequence[float | None]) -> list[Evidence]:
        """The likeliest evidence of a passage, and the next that stands elsewhere in it."""
        passage = self._index.passage(number)
        headings = self._index.heading_terms(passage)
        around = frozenset(index_terms(self._index.tokens(number))) | headings
        found = []
        for candidate, meaning in zip(self._candidates(number), closeness, strict=True):
            signals = scale.signals(candidate, around, headings, rank, meaning)
            if scale.admits(candidate, signals):
                found.append((probability(signals, self._calibration), signals, candidate))
        found.sort(key=lambda scored: (scored[0], *scale.preference(scored[2])), reverse=True)
        if found and (more := scale.other_rows(found[0][2], [candidate for _, _, candidate in found])):
            whole = self._joined(number, found[0][2], more)
            signals = scale.signals(whole, around, headings, rank, found[0][1].meaning)
            found.insert(0, (probability(signals, self._calibration), signals, whole))
        document = self._index.document(passage.document)
        apart: list[Evidence] = []
        for likely, signals, candidate in found:
            quoted = widened(document, passage, candidate.spans, scale.asked)
            if not any(_overlap(quoted, taken.quoted) for taken in apart):
                apart.append(Evidence(passage, candidate.spans, quoted, signals, likely))
            if len(apart) == A_PASSAGE:
                break
        return apart

    def _joined(self, number: int, row: Candidate, others: Sequence[Candidate]) -> Candidate:
        """Several rows of a table under their header."""
        passage = self._index.passage(number)
        document = self._index.document(passage.document)
        spans = merged(document, (*row.spans, *(span for other in others for span in other.spans)))
        return self._candidate(document, passage, number, Quotable(spans), partial(self._terms, number))

    def _candidates_in(self, number: int) -> Sequence[Candidate]:
        passage = self._index.passage(number)
        document = self._index.document(passage.document)
        terms = cache(partial(self._terms, number))  # candidates of a block share its terms
        return [
            self._candidate(document, passage, number, quotable, terms) for quotable in quotables(document, passage)
        ]

    def _candidate(
        self,
        document: Document,
        passage: Passage,
        number: int,
        quotable: Quotable,
        terms: Callable[[Spans], frozenset[str]],
    ) -> Candidate:
        spans, above, goes_on = quotable
        asked = self._index.question_above(passage)
        blocks = tuple(b for b in passage.blocks if any(s.start < b.end and b.start < s.end for s in spans))
        return Candidate(
            spans=spans,
            text="\n".join(document.at(span) for span in spans),
            tokens=[token for span in spans for token in self._tokens(number, span)],
            terms=terms(spans) | asked,
            blocks=terms(blocks),
            goes_on=goes_on,
            rows=sum(block.kind == "row" for block in blocks),
            is_contact=any(
                c.citation.start < s.end and s.start < c.citation.end for s in spans for c in document.contacts
            ),
            without=terms(above) | asked if above else None,
            replies=bool(asked) and spans[0].start == document.sections[passage.section].blocks[0].start,
        )

    def _terms(self, number: int, spans: Spans) -> frozenset[str]:
        return frozenset(term for span in spans for term in index_terms(self._tokens(number, span)))

    def _tokens(self, number: int, span: Span) -> Sequence[Token]:
        passage = self._index.passage(number)
        if span.start < passage.start:  # a lead stands before its passage
            return self._index.tokens_of(passage.document, span)
        tokens = self._index.tokens(number)
        first = bisect_left(tokens, span.start - passage.start, key=_START)
        return tokens[first : bisect_left(tokens, span.end - passage.start, key=_START)]


def _overlap(one: Spans, other: Spans) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)
