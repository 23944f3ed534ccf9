"""Static word vectors: WordLlama's, out of its wheel.

A text's row is the mean of the vectors of its word pieces, made length 1; there is no network to run, and none to be
asked. Of the wheel only the two files are read: importing the package would set up logging for the whole program, and
its loader would download what it does not find.
"""

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from retrieval.embedder import Matrix
from retrieval.embedders import folder_of

MODEL, DIMENSIONS = "l2_supercat", 256
"""The one model that the wheel holds: https://github.com/dleemiller/WordLlama."""


class WordLlama:
    """An embedder; see retrieval.embedder.Embedder for what it promises. Raises ModuleNotFoundError without the package."""

    name = "wordllama"
    dimensions = DIMENSIONS
    reads_sentences = False

    def __init__(self) -> None:
        package = folder_of("wordllama")
        self.version = f"{version('wordllama')} {MODEL} {DIMENSIONS}"
        weights = load_file(package / "weights" / f"{MODEL}_{DIMENSIONS}.safetensors")
        self._vectors = weights["embedding.weight"]
        self._tokenizer = Tokenizer.from_file(str(package / "tokenizers" / f"{MODEL}_tokenizer_config.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def embed(self, texts: Sequence[str]) -> Matrix:
        """A row for each text."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            pieces = self._tokenizer.encode(text, add_special_tokens=False).ids
            if pieces:
                total = self._vectors[pieces].sum(axis=0, dtype=np.float32)
                row[:] = total / (np.linalg.norm(total) or 1.0)
        return rows
