"""The contract of an engine."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from retrieval.model import Hit


class Engine(Protocol):
    """Ranks passages by terms.

    - Terms arrive ready: an engine neither splits, folds nor stems.
    - A passage is known by its number, a whole number from 0 on that whoever adds it gives; adding a number again
      replaces what stood there.
    - What is added or deleted counts from the next `refresh` on, and not before: until then searches see the state of the
      last one.
    - `search` returns only passages that share a term with the query, the best first; equal scores in the order of
      their numbers. At most `limit` hits; no hit for an empty query or an empty index.
    - Scores are comparable only within one result list, and every one is positive.
    - The same passages and query give the same hits, to the bit, whatever was deleted before.
    - An engine over several shards counts how many hold a term over all of them, and answers with all of them or raises
      a RetrievalError: never with fewer hits and without a word.
    """

    def add(self, passages: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Add passages, each as its number and its terms."""
        ...

    def delete(self, numbers: Iterable[int]) -> None:
        """Take passages out; numbers that are not there are passed over."""
        ...

    def refresh(self) -> None:
        """Let what was added and deleted since the last time count."""
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
