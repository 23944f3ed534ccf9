"""The whole way: questions are asked, weights fitted to half of the answers, and the other half says what they are worth."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.calibrating import pseudo
from bot.calibrating.record import Record, Trial
from bot.errors import MalformedSet
from bot.evaluate.judged import JudgedSet, Report, read, read_questions
from bot.evaluate.outcomes import Examination, Outcome
from bot.settings import Settings
from retrieval.analysis import ANALYSERS
from retrieval.confidence import Calibration, probability
from retrieval.fitting import Judged, fitted, threshold_at
from retrieval.measures import at_most

FEWEST = 20
"""Judged questions that weights are fitted to, at least; and answers that a statement is made of."""


def calibrate(settings: Settings, sets: Sequence[Path], corpus: Sequence[Path], risk: float, report: Report) -> Record:
    """Fit a calibration: to judged questions if there are any, else to such as are made out of the documents.

    A set is a folder as `evaluate` takes it, or a file of questions about the documents that are answered from.
    Raises MalformedSet, also for too few questions.
    """
    today = datetime.now(UTC).date().isoformat()
    window = build(settings, corpus, report, as_shipped=True)
    if not sets:
        made = list(pseudo.judged(window.grounds.index, window.grounds.finder, settings.retrieval.limit))
        if len(made) < FEWEST:
            raise MalformedSet(f"the documents hold too few sentences to make {FEWEST} questions of; give judged ones")
        weights = fitted(made, window.calibration)
        weights = weights.model_copy(update={"threshold": threshold_at(risk, weights, made)})
        return Record(
            calibration=weights,
            basis="pseudo",
            questions=len(made),
            risk=risk,
            corpus_version=window.version,
            day=today,
        )
    asked = [each for path in sets for each in _asked(path, settings, window, report)]
    fit = [Judged(each.signals, right=each.right) for each in asked if each.signals and _is_fit(each)]
    if len(fit) < FEWEST:
        raise MalformedSet(f"{len(asked)} judged questions are too few to fit to: {2 * FEWEST} at least")
    weights = fitted(fit, window.calibration)
    weights = weights.model_copy(update={"threshold": threshold_at(risk, weights, fit)})
    return Record(
        calibration=weights,
        basis="judged",
        questions=sum(map(_is_fit, asked)),
        risk=risk,
        corpus_version=window.version,
        day=today,
        trial=_trial(weights, [each for each in asked if not _is_fit(each)]),
    )


def _asked(path: Path, settings: Settings, window: Madoguchi, report: Report) -> Iterator[Outcome]:
    """What becomes of each question of a set."""
    judged, over = _set(path, settings, window, report)
    examination = Examination(judged, over)
    return map(examination.ask, judged.questions)


def _is_fit(outcome: Outcome) -> bool:
    """Whether a question is one of the half that is fitted to, by the digest of its id."""
    return sha256(outcome.question.id.encode()).digest()[0] % 2 == 0


def _set(path: Path, settings: Settings, window: Madoguchi, report: Report) -> tuple[JudgedSet, Madoguchi]:
    """A set, with a window over the documents that it is about."""
    if path.is_dir():
        judged = read(path, ANALYSERS, None, report)
        return judged, build(settings, [judged.corpus], report, as_shipped=True)
    return read_questions(path), window


def _trial(weights: Calibration, outcomes: Sequence[Outcome]) -> Trial | None:
    """How questions fared that were not fitted to; those decided on contact records are answered as before."""
    answers = [
        each.right
        for each in outcomes
        if (probability(each.signals, weights) >= weights.threshold if each.signals else each.answered)
    ]
    if len(answers) < FEWEST:
        return None
    wrong = answers.count(False)
    return Trial(
        questions=len(outcomes), answered=len(answers), wrong=wrong, at_most=round(at_most(wrong, len(answers)), 4)
    )
