"""The whole way: sets are read, a window over each one's passages is asked its questions, what became of them is measured."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

from bot.bootstrap import build
from bot.errors import MissingExtra
from bot.evaluate.judged import JudgedSet, Question, Report, read
from bot.evaluate.measuring import Evaluation, evaluation
from bot.evaluate.outcomes import Examination
from bot.settings import Settings


def require_libraries() -> None:
    """Raises MissingExtra where what measures and draws is not installed; nothing is imported that would count as held."""
    if not all(map(find_spec, ("ir_measures", "matplotlib"))):
        raise MissingExtra("madoguchi evaluate", "evaluate")


def evaluations(
    folders: Sequence[Path],
    settings: Settings,
    languages: Collection[str],
    limit: int | None,
    report: Report,
    screen: TextIO,
) -> Iterator[Evaluation]:
    """Evaluate sets one after the other, after all were read; see `read`.

    Raises MalformedSet, and corpus.errors.NothingToRead for a set of empty passages.
    """
    for judged in [read(folder, languages, limit, report) for folder in folders]:
        window = build(settings, [judged.corpus], report)
        examination = Examination(judged, window)
        outcomes = [examination.ask(question) for question in _counted(judged, screen)]
        yield evaluation(judged, outcomes, len(window.documents))


def _counted(judged: JudgedSet, screen: TextIO) -> Iterable[Question]:
    """A set's questions, with a bar that shows how many were asked where the screen is a terminal."""
    if not screen.isatty():
        return judged.questions
    from rich.console import Console
    from rich.progress import track

    return track(judged.questions, judged.name, console=Console(file=screen), transient=True)
