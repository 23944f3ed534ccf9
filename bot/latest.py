"""A window that stays up to date: before each question it looks whether there is a newer index, and opens it."""

import gc
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.answering import Madoguchi
from bot.errors import BotError
from bot.model import Answer
from corpus.errors import CorpusError
from corpus.model import Document
from retrieval.errors import RetrievalError

_log = logging.getLogger(__name__)


class LatestWindow:
    """A window that is opened anew when one of the files changes that say what is to be opened.

    An Assistant (bot.channels). One that cannot be opened is said in the log once, and the one before goes on answering.
    """

    def __init__(self, files: Sequence[Path], opened: Callable[[], Madoguchi]) -> None:
        self._files = files
        self._opened = opened
        self._marks = self._read_marks()
        self._window = opened()
        _hold()

    @property
    def documents(self) -> Sequence[Document]:
        """The documents that are answered from."""
        return self._latest().documents

    def document(self, id: str) -> Document:
        """The document of that id. Raises retrieval.errors.UnknownDocument."""
        return self._latest().document(id)

    @property
    def helpdesk(self) -> str:
        """Where else people can turn to; empty where nothing is set."""
        return self._latest().helpdesk

    def examples(self) -> Sequence[str]:
        """Questions to begin with; see bot.examples."""
        return self._latest().examples()

    def titles(self) -> str:
        """What is answered from, in a few words."""
        return self._latest().titles()

    def answer(self, question: str, history: Sequence[str] = (), id: str | int | None = None) -> Answer:
        """Answer a question; see bot.channels.Assistant."""
        return self._latest().answer(question, history, id)

    def _latest(self) -> Madoguchi:
        marks = self._read_marks()
        if marks != self._marks:
            self._marks = marks
            try:
                self._window = self._opened()
            except (BotError, CorpusError, RetrievalError) as problem:
                _log.error("what is new cannot be opened, and what was before goes on answering: %s", problem)
            else:
                _hold()
                _log.info("answering from corpus version %s", self._window.version)
        return self._window

    def _read_marks(self) -> tuple[tuple[int, int] | None, ...]:
        return tuple(map(_mark, self._files))


def _hold() -> None:
    """Have the garbage collector pass over all that there is now: to look through it takes a tenth of a second, again and again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _mark(file: Path) -> tuple[int, int] | None:
    """What changes whenever another file takes a file's place; None where there is none."""
    try:
        there = file.stat()
    except OSError:
        return None
    return there.st_ino, there.st_mtime_ns
