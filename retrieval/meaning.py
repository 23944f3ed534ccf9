"""What says it in other words: the cosine of its vector and the question's, beside what is said by words.

    score = score of the words + weight x (max(cosine, 0) + max(closest, 0))

Where an embedder reads sentences, everything that may be quoted of a passage has a vector too: `closest` is the greatest of
their cosines (0 elsewhere), and each is a signal. A passage's own vector is a mean, in which one sentence of many is lost.

Candidates are the best passages of either side. Sums of scores keep how far apart passages are, which is lost where
their ranks are fused (S. Bruch, S. Gai, A. Ingber: An Analysis of Fusion Functions for Hybrid Retrieval, 2023).
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

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
    """What an embedder and the vectors of all passages, and of what may be quoted of them, add to an engine's hits.

    `weight` is what a cosine of 1 counts, in the unit of the engine's scores.
    """

    def __init__(self, embedder: Embedder, vectors: Vectors, weight: float, quotables: Vectors | None = None) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self._weight = weight
        self._quotables = quotables
        self._asked = lru_cache(maxsize=8)(self._question_vector)

    def search(self, query: Query, engine: Engine, limit: int) -> list[Hit]:
        """The best passages by words and meaning together; equal scores in the order of their numbers."""
        count = max(limit, CANDIDATES)
        words = {hit.passage: hit.score for hit in engine.search(query.ranking, count)}
        vector = self._asked(query.text, query.earlier)
        scores = self._scores(words, vector, {*words, *self._vectors.nearest(vector, count)})
        hits = (Hit(passage=number, score=score) for number, score in scores.items() if score > 0)
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage))[:limit]

    @property
    def reads_sentences(self) -> bool:
        """Whether it says how close in meaning what may be quoted is."""
        return self._quotables is not None

    def closeness(self, query: Query, number: int) -> Sequence[float] | None:
        """The cosine of the question and of each that may be quoted of a passage, in the order of retrieval.quotables;
        None where the embedder does not read sentences.
        """
        if self._quotables is None:
            return None
        return self._quotables.of_pieces(self._asked(query.text, query.earlier), number)

    def _scores(self, words: Mapping[int, float], vector: Vector, numbers: Collection[int]) -> Mapping[int, float]:
        ordered = sorted(numbers)
        closest = self._quotables.closest(vector, ordered) if self._quotables else {}
        return {
            number: round(
                words.get(number, 0.0) + self._weight * (max(cosine, 0.0) + max(closest.get(number, 0.0), 0.0)), DIGITS
            )
            for number, cosine in self._vectors.closest(vector, ordered).items()
        }

    def _question_vector(self, question: str, earlier: Sequence[tuple[str, float]]) -> Vector:
        """The direction of a question and of the earlier ones that it leans on, each by its weight."""
        asked: Sequence[tuple[str, float]] = ((question, 1.0), *earlier)
        rows = self._embedder.embed([text for text, _ in asked])
        total: Vector = np.asarray([weight for _, weight in asked], dtype=np.float32) @ rows
        length = float(np.linalg.norm(total))
        return (total / length).astype(np.float32) if length else total
