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

    def __init__(self, k1: float = 1.0, b: float = 0.7) -> None:
        self._k1, self._b = k1, b
        self._passages: list[list[str]] = []
        self._holders: dict[str, list[int]] = {}
        self._ranker: _LuceneIdf | None = None

    def add(self, passages: Iterable[Sequence[str]]) -> None:
        """Add passages, each as its terms, under the next numbers."""
        for terms in passages:
            for term in set(terms):
                self._holders.setdefault(term, []).append(len(self._passages))
            self._passages.append(list(terms))
        self._ranker = None

    def search(self, terms: Mapping[str, float], limit: int) -> list[Hit]:
        """The best passages for weighted terms."""
        known = {term: weight for term, weight in terms.items() if term in self._holders and weight > 0}
        if not known or limit <= 0:
            return []
        ranker = self._ranked()
        scores = np.zeros(len(self._passages))
        for term, weight in known.items():
            holders = self._holders[term]
            scores[holders] += weight * np.asarray(ranker.get_batch_scores([term], holders))
        found = np.flatnonzero(scores)
        best = found[np.argsort(-scores[found], kind="stable")][:limit]
        return [Hit(passage=int(number), score=float(scores[number])) for number in best]

    def holding(self, term: str) -> int:
        """How many passages hold a term."""
        return len(self._holders.get(term, ()))

    def __len__(self) -> int:
        return len(self._passages)

    def _ranked(self) -> _LuceneIdf:
        if self._ranker is None:
            self._ranker = _LuceneIdf(self._passages, k1=self._k1, b=self._b)
            self._ranker.doc_len = np.asarray(self._ranker.doc_len)  # once, not once a term
        return self._ranker
