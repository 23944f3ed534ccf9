"""Passages that say it in other words: the cosine of their vectors and the question's, beside the scores of words.

    score = score of the words + weight x max(cosine, 0)

Candidates are the best passages of either side. Sums of scores keep how far apart passages are, which is lost where
their ranks are fused (S. Bruch, S. Gai, A. Ingber: An Analysis of Fusion Functions for Hybrid Retrieval, 2023).
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from retrieval.embedder import Embedder, Vector
from retrieval.engine import Engine
from retrieval.model import Hit, Query
from retrieval.vectors import Vectors

CANDIDATES = 50
"""So many of the best passages of either side are weighed, at least."""
DIGITS = 6
"""Decimals of a score that count."""


class Meaning:
    """What an embedder and the vectors of all passages add to an engine's hits.

    `weight` is what a cosine of 1 counts, in the unit of the engine's scores.
    """

    def __init__(self, embedder: Embedder, vectors: Vectors, weight: float) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self._weight = weight

    def search(self, query: Query, engine: Engine, limit: int) -> list[Hit]:
        """The best passages by words and meaning together; equal scores in the order of their numbers."""
        count = max(limit, CANDIDATES)
        words = {hit.passage: hit.score for hit in engine.search(query.ranking, count)}
        vector = question_vector(query, self._embedder)
        scores = self._scores(words, vector, {*words, *self._vectors.nearest(vector, count)})
        hits = (Hit(passage=number, score=score) for number, score in scores.items() if score > 0)
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage))[:limit]

    def _scores(self, words: Mapping[int, float], vector: Vector, numbers: Collection[int]) -> Mapping[int, float]:
        cosines = self._vectors.cosines(vector, sorted(numbers))
        return {
            number: round(words.get(number, 0.0) + self._weight * max(cosine, 0.0), DIGITS)
            for number, cosine in cosines.items()
        }


def question_vector(query: Query, embedder: Embedder) -> Vector:
    """The direction of a question and of the earlier ones that it leans on, each by its weight."""
    asked: Sequence[tuple[str, float]] = ((query.text, 1.0), *query.earlier)
    rows = embedder.embed([text for text, _ in asked])
    total: Vector = np.asarray([weight for _, weight in asked], dtype=np.float32) @ rows
    length = float(np.linalg.norm(total))
    return (total / length).astype(np.float32) if length else total
