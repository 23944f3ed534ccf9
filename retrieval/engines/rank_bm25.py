"""The reference engine: rank-bm25 in memory, for small collections.

As shipped, rank-bm25 gives a term that stands in half of the passages a weight of zero or less, divides by zero on
an empty collection and returns passages that share no word with the query. Here idf is Lucene's, an empty collection
is an empty result, and only passages that hold a term are scored.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from rank_bm25 import BM25Okapi

from retrieval import bm25
from retrieval.model import Hit


class _LuceneIdf(BM25Okapi):  # type: ignore[misc]  # rank-bm25 has no types
    def _calc_idf(self, holding: Mapping[str, int]) -> None:
        self.idf = {term: bm25.idf(self.corpus_size, count) for term, count in holding.items()}


class RankBM25:
    """An engine over rank-bm25; see retrieval.engine.Engine for what it promises.

    `k1` and `b` are BM25's: saturation of term frequency (>= 0) and share of length normalisation (0 to 1).
    """

    def __init__(self, k1: float, b: float) -> None:
        self._k1, self._b = k1, b
        self._passages: dict[int, list[str]] = {}
        self._numbers: list[int] = []
        self._holders: dict[str, list[int]] = {}
        self._ranker: _LuceneIdf | None = None

    def add(self, passages: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Add passages, each as its number and its terms."""
        self._passages.update((number, list(terms)) for number, terms in passages)

    def delete(self, numbers: Iterable[int]) -> None:
        """Take passages out; numbers that are not there are passed over."""
        for number in numbers:
            self._passages.pop(number, None)

    def refresh(self) -> None:
        """Let what was added and deleted since the last time count."""
        self._numbers = sorted(self._passages)
        self._holders = {}
        for place, number in enumerate(self._numbers):
            for term in dict.fromkeys(self._passages[number]):
                self._holders.setdefault(term, []).append(place)
        self._ranker = _ranker([self._passages[number] for number in self._numbers], self._k1, self._b)

    def search(self, terms: Mapping[str, float], limit: int) -> list[Hit]:
        """The best passages for weighted terms."""
        known = {term: weight for term, weight in terms.items() if term in self._holders and weight > 0}
        if not known or limit <= 0 or self._ranker is None:
            return []
        scores = np.zeros(len(self._numbers))
        for term, weight in known.items():
            holders = self._holders[term]
            scores[holders] += weight * np.asarray(self._ranker.get_batch_scores([term], holders))
        found = np.flatnonzero(scores)
        best = found[np.argsort(-scores[found], kind="stable")][:limit]
        return [Hit(passage=self._numbers[place], score=float(scores[place])) for place in best]

    def holding(self, term: str) -> int:
        """How many passages hold a term."""
        return len(self._holders.get(term, ()))

    def __len__(self) -> int:
        return len(self._numbers)


def _ranker(passages: list[list[str]], k1: float, b: float) -> _LuceneIdf | None:
    """What scores the passages; None where there is no word to score by."""
    if not any(passages):
        return None
    ranker = _LuceneIdf(passages, k1=k1, b=b)
    ranker.doc_len = np.asarray(ranker.doc_len)  # once, not once a term
    return ranker
