"""What became of the questions of a judged set, made into measures."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from bot.evaluate.judged import JudgedSet
from bot.evaluate.outcomes import LOOKED_AT, Outcome
from bot.evaluate.ranking import MEASURES, ranked
from corpus.model import Model
from retrieval.measures import Flags, auroc, bootstrap, coverage_at_risk

RISKS = (5, 10)
"""Shares of wrong answers, in per cent, at which coverage is measured."""
ALONE = ("success@1", "recall@5")
"""Measures of ranking that are taken without history as well."""


class Measure(Model):
    """A figure over questions."""

    value: float
    """Over those that were asked."""
    low: float
    """Where its 95% interval begins."""
    high: float
    """Where it ends."""
    questions: int = Field(exclude=True)
    """How many they are."""


class Evaluation(Model):
    """The measures of a judged set."""

    set: str
    """The set's name."""
    measures: Mapping[str, Measure]
    """By name; one that does not apply is absent."""
    without_history: Mapping[str, Measure]
    """Of the same questions without what was said before; none where nothing was."""
    confidence: tuple[float, ...]
    """Of each question, the probability that it is answered rightly; 0 where there is no answer to give."""
    right: tuple[bool, ...]
    """Of each question, whether what is quoted answers, or would if it were quoted."""
    latency_ms: tuple[float, ...]
    """Of each question, the time that its answer took."""
    memory_mb: float
    """The most memory that the process had held by the last question."""
    passages: int
    """How many were searched."""
    corpus_version: str
    """Digest of the passages."""

    def latency(self, percent: float) -> float:
        """The milliseconds within which so many per cent of the answers came."""
        return round(float(np.percentile(self.latency_ms, percent)), 3)

    def as_json(self) -> dict[str, Any]:
        """What `--json` prints."""
        measures: dict[str, Any] = {name: measure.model_dump() for name, measure in self.measures.items()}
        if self.without_history:
            measures["without_history"] = {name: m.model_dump() for name, m in self.without_history.items()}
        return {
            "set": self.set,
            "measures": measures,
            "latency_ms": {"p50": self.latency(50), "p99": self.latency(99)},
            "memory_mb": self.memory_mb,
            "passages": self.passages,
            "questions": len(self.confidence),
            "corpus_version": self.corpus_version,
        }


def evaluation(judged: JudgedSet, outcomes: Sequence[Outcome], passages: int) -> Evaluation:
    """The measures of what became of a set's questions."""
    with_positive = [o for o in outcomes if o.question.answerable and judged.positives(o.question)]
    has_history = any(outcome.question.history for outcome in outcomes)
    alone = {o.question.id: o.alone for o in with_positive} if has_history else {}
    return Evaluation(
        set=judged.name,
        measures={
            **_of_ranking({o.question.id: o.ranking for o in with_positive}, judged, list(MEASURES)),
            **_of_evidence(outcomes),
            **(_of_confidence(outcomes) if any(not o.question.answerable for o in outcomes) else {}),
        },
        without_history=_of_ranking(alone, judged, ALONE),
        confidence=tuple(outcome.confidence for outcome in outcomes),
        right=tuple(outcome.right for outcome in outcomes),
        latency_ms=tuple(outcome.elapsed_ms for outcome in outcomes),
        memory_mb=peak_memory_mb(),
        passages=passages,
        corpus_version=outcomes[0].corpus_version,
    )


def _of_ranking(rankings: Mapping[str, Sequence[str]], judged: JudgedSet, names: Sequence[str]) -> dict[str, Measure]:
    """Whether the passages that answer stand first."""
    values = ranked(rankings, judged.grades, names) if rankings else {}
    return dict(_measured((name, np.mean, (column,)) for name, column in values.items()))


def _of_evidence(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """Whether the likeliest evidence proves the answer."""
    proved = [outcome.proved for outcome in outcomes if outcome.proved is not None]
    columns = {f"answer_hit@{depth}": np.array([any(p[:depth]) for p in proved]) for depth in (1, LOOKED_AT)}
    return dict(_measured((name, np.mean, (column,)) for name, column in columns.items() if proved))


def _of_confidence(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """Whether the probability tells what it can answer from what it cannot."""
    confidence = np.array([outcome.confidence for outcome in outcomes])
    right = np.array([outcome.right for outcome in outcomes])
    answered = np.array([outcome.answered for outcome in outcomes])
    answerable = np.array([outcome.question.answerable for outcome in outcomes])
    statistics: dict[str, tuple[Callable[..., float], tuple[NDArray[Any], ...]]] = {
        "auroc": (auroc, (confidence, answerable)),
        "auroc_right": (auroc, (confidence, right)),
        **{
            f"coverage@{risk}%risk": (partial(coverage_at_risk, risk=risk / 100), (confidence, right)) for risk in RISKS
        },
        "wrong_share": (_wrong_share, (answered, right)),
    }
    return dict(_measured((name, *statistic) for name, statistic in statistics.items()))


def _wrong_share(answered: Flags, right: Flags) -> float:
    """Share of the answers that is wrong; NaN where nothing is answered."""
    return float(1 - right[answered].mean()) if answered.any() else float("nan")


def _measured(
    statistics: Iterable[tuple[str, Callable[..., float], tuple[NDArray[Any], ...]]],
) -> Iterator[tuple[str, Measure]]:
    """Each statistic's value over its columns with its interval, where it has a value."""
    for name, statistic, columns in statistics:
        value = float(statistic(*columns))
        if not np.isnan(value):
            low, high = bootstrap(statistic, *columns)
            rounded = {"value": round(value, 4), "low": round(low, 4), "high": round(high, 4)}
            yield name, Measure(questions=len(columns[0]), **rounded)


def peak_memory_mb(status: Path = Path("/proc/self/status")) -> float:
    """The most memory that this process has held: Linux tells it of the program alone, others with what started it."""
    if status.exists() and (held := re.search(r"^VmHWM:\s+(\d+) kB", status.read_text("utf-8"), re.MULTILINE)):
        return round(int(held[1]) / 1024, 1)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return round(getrusage(RUSAGE_SELF).ru_maxrss * unit / 1024**2, 1)
