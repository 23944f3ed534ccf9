"""The contract of an embedder."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""One direction, of length 1."""
Matrix = NDArray[np.float32]
"""A vector a row."""


class Embedder(Protocol):
    """Turns texts into directions: the closer in meaning, the greater the cosine.

    - `embed` gives a row for each text, in their order: `dimensions` numbers, of length 1, or all 0 for a text in which
      there is nothing to embed.
    - A text's row is the same to the bit, whatever it is embedded together with, and whenever.
    - Any text is taken, the empty one and one of a million characters too.
    - Rows of two embedders can be compared if, and only if, both have the same `name` and `version`.
    - Nothing is sent or fetched.
    """

    @property
    def name(self) -> str:
        """What it is called in the settings."""
        ...

    @property
    def version(self) -> str:
        """Another one whenever a text may get another row."""
        ...

    @property
    def dimensions(self) -> int:
        """How many numbers a row has."""
        ...

    @property
    def reads_sentences(self) -> bool:
        """Whether a cosine tells which sentence answers; else it ranks passages, and no more is made of it."""
        ...

    def embed(self, texts: Sequence[str]) -> Matrix:
        """A row for each text."""
        ...


def signature(embedder: Embedder) -> str:
    """What is kept with vectors, to tell whose they are."""
    return f"{embedder.name} {embedder.version}"
