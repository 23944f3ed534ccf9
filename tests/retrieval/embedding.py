"""An embedder of five directions, for tests."""

from collections.abc import Sequence

import numpy as np

from retrieval.embedder import Matrix

MEANINGS: dict[str, int] = {
    word: direction
    for direction, words in enumerate(("dog hound pet", "fee price cost", "room chamber", "rain weather", "train rail"))
    for word in words.split()
}
"""Which direction a word points in."""


class Topics:
    """An embedder; see retrieval.embedder.Embedder. It counts what it embeds."""

    name = "topics"
    dimensions = 5

    def __init__(self, version: str = "1", *, reads_sentences: bool = False) -> None:
        self.reads_sentences = reads_sentences
        self.version = version
        self.embedded: list[str] = []
        """Every text that was embedded, in order."""

    def embed(self, texts: Sequence[str]) -> Matrix:
        self.embedded.extend(texts)
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                if (direction := MEANINGS.get(word.strip("#?.,"))) is not None:
                    row[direction] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(lengths > 0, lengths, 1).astype(np.float32)
        return rows
