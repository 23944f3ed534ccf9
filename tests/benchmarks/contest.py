"""A contest: the same passages and questions for every contender, and what is measured of each.

Each builds in turn, alone; then all are asked in turn, a few questions at a time, so that whatever else the machine
does slows all alike. They are asked all questions in several rounds, and a question's time is the median over them; who
needed long for a round is not asked again.
"""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tests.benchmarks.judged import Question
from tests.benchmarks.process import Process, Stopped

LIMIT = 10
"""Passages asked for."""
WARM_UP = 20
"""Questions asked before the first that counts."""
TURN = 20
"""Questions asked of one contender before the next one's turn."""
ENOUGH = 60.0
"""Who took so many seconds for a round is not asked in another."""


@dataclass(frozen=True)
class Rules:
    """What every contender is bound by."""

    seconds: float = 600.0
    """Budget for building, opening and being asked over one corpus."""
    most_mb: int = 12_000
    """Most data that a process may hold, in MB."""
    rounds: int = 3
    """How often all questions are asked."""


@dataclass
class Result:
    """What was measured of a contender over one corpus. What was not measured is None."""

    contender: str
    """Its name."""
    about: str = ""
    """Its packages with their versions."""
    note: str = ""
    """Why something was not measured, or not over all questions."""
    build_s: float | None = None
    """Seconds to index the passages."""
    build_mb: float | None = None
    """Peak memory of the process that built."""
    open_s: float | None = None
    """Seconds to open what was built, in a new process; where nothing is kept on disk, to build it again."""
    persists: bool = False
    """Whether it was opened from disk."""
    peak_mb: float | None = None
    """Peak memory of the process that was asked."""
    success_1: float | None = None
    """Share of questions whose first passage is right."""
    recall_5: float | None = None
    """Share of the right passages that are among the first five, averaged over the questions."""
    questions: int = 0
    """Questions it answered."""
    p50_ms: float | None = None
    """Half of the questions took no longer."""
    p99_ms: float | None = None
    """All but one of a hundred questions took no longer."""


class Contest(NamedTuple):
    """A contest that was held."""

    corpus: str
    """Its name."""
    passages: int
    """How many it has."""
    results: Sequence[Result]
    """One a contender."""
    mixed: bool = False
    """Whether the corpus was made out of another's sentences."""


class _Entrant:
    """A contender in its process, with what it has answered so far."""

    def __init__(self, result: Result, process: Process, questions: Sequence[Question]) -> None:
        self.name = result.contender
        self.going = True
        """Whether it can be asked."""
        self._result, self._process, self._questions = result, process, questions
        self._times: list[list[float]] = []
        """Milliseconds, in every round, of each question."""
        self._found: list[list[str]] = []
        """What it found for each question in the first round."""

    def warm_up(self) -> None:
        self._order(self._questions[-WARM_UP:])

    def ask(self, start: int) -> None:
        """Ask the questions of one turn, which begin at a place."""
        report = self._order(self._questions[start : start + TURN])
        if report is None:
            return
        if start == len(self._times):
            self._times += [[] for _ in report["ms"]]
            self._found += report["ids"]
        for place, time in enumerate(report["ms"], start):
            self._times[place].append(time)

    def is_slow(self) -> bool:
        """Whether a round took so long that one is enough."""
        return sum(times[0] for times in self._times) / 1000 > ENOUGH

    def conclude(self) -> None:
        """Write down what was measured."""
        result = self._result
        result.questions = len(self._times)
        if result.questions < 2:
            return
        times = [median(each) for each in self._times]
        result.p50_ms, result.p99_ms = median(times), quantiles(times, n=100, method="inclusive")[98]
        answered = zip(self._questions, self._found, strict=False)
        judged = [(question.right, ids) for question, ids in answered if question.right]
        if judged:
            result.success_1 = fmean(bool(right.intersection(ids[:1])) for right, ids in judged)
            result.recall_5 = fmean(len(right.intersection(ids[:5])) / len(right) for right, ids in judged)

    def _order(self, questions: Sequence[Question]) -> dict[str, Any] | None:
        try:
            report = self._process.order("ask", questions=[question.text for question in questions], limit=LIMIT)
        except Stopped as reason:
            self.going = False
            self._result.note = f"{reason}; asked {len(self._times)} of {len(self._questions)} questions"
            return None
        self._result.peak_mb = report["peak_mb"]
        return report


def hold(names: Sequence[str], corpus: Path, questions: Sequence[Question], rules: Rules) -> list[Result]:
    """Measure contenders over a corpus.jsonl, in the order of `names`."""
    results = [Result(name) for name in names]
    with ExitStack() as stack:
        entrants = []
        for result in results:
            say(f"  {result.contender}: building")
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="madoguchi-benchmark-")))
            try:
                process = _ready(stack, result, corpus, folder, rules)
            except Stopped as reason:
                result.note = f"{reason}; before the first question"
                continue
            entrants.append(_Entrant(result, process, questions))
        _ask_in_turns(entrants, len(questions), rules.rounds)
    for entrant in entrants:
        entrant.conclude()
    return results


def _ready(stack: ExitStack, result: Result, corpus: Path, folder: Path, rules: Rules) -> Process:
    """A process that can be asked."""
    with ExitStack() as alone:
        builder = alone.enter_context(Process(result.contender, rules.seconds, rules.most_mb))
        built = builder.order("build", passages=str(corpus.resolve()), folder=str(folder))
        result.about, result.persists, result.build_s = built["about"], built["persists"], built["seconds"]
        result.build_mb = result.peak_mb = built["peak_mb"]
        if not result.persists:
            result.open_s = result.build_s
            stack.push(alone.pop_all())
            return builder
    reader = stack.enter_context(Process(result.contender, rules.seconds, rules.most_mb))
    reader.left = builder.left
    result.open_s = reader.order("open", folder=str(folder))["seconds"]
    return reader


def _ask_in_turns(entrants: Sequence[_Entrant], questions: int, rounds: int) -> None:
    for entrant in entrants:
        entrant.warm_up()
    for number in range(rounds):
        asked = [entrant for entrant in entrants if entrant.going and not entrant.is_slow()]
        say(f"  round {number + 1}: {', '.join(entrant.name for entrant in asked)}")
        for start in range(0, questions, TURN):
            for entrant in asked:
                if entrant.going:
                    entrant.ask(start)


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
