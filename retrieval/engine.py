"""The contract of an engine."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from retrieval.model import Hit


class Engine(Protocol):
    """Ranks passages by terms.

    - Terms arrive ready: an engine neither splits, folds nor stems.
    - A passage is known by its number, given when it is added: 0, 1, 2, …
    - `search` returns only passages that share a term with the query, the best first; equal scores in the order of
      their numbers. At most `limit` hits; no hit for an empty query or an empty index.
    - Scores are comparable only within one result list, and every one is positive.
    - The same passages and query give the same hits, to the bit.
    """

    def add(self, passages: Iterable[Sequence[str]]) -> None:
        """Add passages, each as its terms, under the next numbers."""
        ...

    def search(self, terms: Mapping[str, float], limit: int) -> list[Hit]:
        """The best passages for weighted terms."""
        ...

    def holding(self, term: str) -> int:
        """How many passages hold a term."""
        ...

    def __len__(self) -> int:
        """How many passages there are."""
        ...
