"""The contract of a contender: one way to find passages, ours or a rival's, as its documentation uses it."""

from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable


class Passage(NamedTuple):
    """What is searched for."""

    id: str
    """Its own name."""
    title: str
    """The title of the document it stands in; may be empty."""
    body: str
    """The passage itself."""

    @property
    def text(self) -> str:
        """What a contender indexes: title, newline, body."""
        return f"{self.title}\n{self.body}"


class Contender(Protocol):
    """Finds passages for questions.

    - It is made without arguments, in a process of its own, and is given the same text and questions as the others.
    - What the first question needs is made when the question comes: no work is put off to it.
    """

    def about(self) -> str:
        """Its packages with their versions."""
        ...

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        """Index passages; `folder` is empty and its own. They can be read once, one after the other."""
        ...

    def search(self, question: str, limit: int) -> Sequence[str]:
        """The ids of the best passages, the best first; at most `limit`."""
        ...


@runtime_checkable
class Persistent(Contender, Protocol):
    """A contender whose `build` keeps an index in the folder; the others are asked in the process that built them."""

    def open(self, folder: Path) -> None:
        """Read what `build` kept in the folder, in another process."""
        ...


def versions(*packages: str) -> str:
    """Packages with their versions, as `about` tells them."""
    return ", ".join(f"{package} {metadata.version(package)}" for package in packages)
