"""What a calibration says of itself, in sentences that are exact."""

from collections.abc import Iterator

from bot.calibrating.record import Record
from bot.replies import say

SHIPPED_AGAIN = say("calibration-shipped")


def lines(record: Record) -> Iterator[str]:
    """What it was fitted to, from where on it answers, and what it is worth."""
    yield say(f"calibration-{record.basis}", questions=record.questions, day=record.day)
    yield say(
        "calibration-threshold",
        threshold=_per_cent(record.calibration.threshold),
        risk=_per_cent(record.risk),
    )
    if record.trial:
        yield say(
            "calibration-trial",
            questions=record.trial.questions,
            answered=record.trial.answered,
            wrong=record.trial.wrong,
            at_most=_per_cent(record.trial.at_most),
        )
    else:
        yield say("calibration-untried" if record.basis == "judged" else "calibration-unjudged")


def _per_cent(share: float) -> str:
    return f"{100 * share:.3g}"
