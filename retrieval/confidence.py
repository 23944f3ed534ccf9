"""Signals to a probability, in two steps.

How well evidence *matches* is a logistic model of hand-set weights, and shortfalls that lower it: a date is asked for and
none shown, a number or a rare name missing, what is asked of the subject missing. How much a match is worth, a
*calibration* says: its log odds, how much in all was matched, how many other passages match as well, out of how many
it was chosen (the more there are, the better the best of them matches by chance), and, where sentences are read for it,
how close it is in meaning, in a logistic model of so few weights that few judged questions suffice to fit them. Few
passages are all of one subject and close to any question about it: there closeness says less, and a shortfall more.
"""

from collections.abc import Mapping
from math import exp, log
from operator import attrgetter, mul

from pydantic import Field

from corpus.model import Model
from retrieval.model import Signals

BIAS = -6.5
WEIGHTS: Mapping[str, float] = {"coverage": 3.5, "context": 2.7, "rank": 2.0, "known": 1.3}
"""Weight of each signal in the log odds of a match."""
KIND = 0.65
"""Share of a match that goes where a date, place, person, number or definition is asked for and none is shown."""
EXACT = 0.65
"""Share that goes where a number, an ordinal or an unknown name of the question is missing."""
FOCUS = 0.5
"""Share that goes where what is asked of the subject is missing."""
NEAR = 1 / 3
"""What closeness in meaning counts where there are few passages to choose from, beside where there are many."""
SUREST = 1e-4
"""A match is never surer, and never less sure, than by so much."""


class Calibration(Model):
    """What a match is worth: the weights in the log odds of the probability that it answers."""

    bias: float
    """The log odds where all else is 0."""
    match: float
    """Weight of the match's log odds."""
    mass: float
    """Weight of how much in all was matched."""
    crowd: float
    """Weight of how many other passages match as well."""
    size: float
    """Weight of how many passages there are."""
    meaning: float = 0.0
    """Weight of how close it is in meaning among many passages, where that is known."""
    shortfall: float = 0.0
    """Weight of the logarithm of what shortfalls leave, among few passages."""
    threshold: float = Field(ge=0, le=1)
    """Least probability at which evidence is given as an answer."""


FITTED = ("match", "mass", "crowd", "size", "meaning", "shortfall")
"""The weights of a calibration beside its bias, in the order of `features`."""
SHIPPED = Calibration(bias=-0.55, match=0.81, mass=2.23, crowd=-3.59, size=-1.1, threshold=0.5)
"""Where an organisation has not calibrated with questions of its own (how it was fitted: docs/benchmarks.md)."""
WITH_MEANING = Calibration(
    bias=-1.49, match=0.48, mass=2.39, crowd=-1.7, size=-4.76, meaning=8.67, shortfall=1.14, threshold=0.46
)
"""The same, where sentences are read for their meaning; fitted with all-MiniLM-L6-v2."""


def matching(signals: Signals) -> float:
    """How well evidence matches the question, between 0 and 1.

    1 / (1 + exp(-(bias + weights . signals))): D. R. Cox: The Regression Analysis of Binary Sequences (1958); times
    what the shortfalls leave.
    """
    odds = BIAS + sum(weight * getattr(signals, name) for name, weight in WEIGHTS.items())
    return _left(signals) / (1 + exp(-odds))


def _left(signals: Signals) -> float:
    """What shortfalls leave of a match."""
    return (1 - KIND * (1 - signals.kind)) * (1 - EXACT * (1 - signals.exact)) * (1 - FOCUS * (1 - signals.focus))


def features(signals: Signals) -> tuple[float, float, float, float, float, float]:
    """What a calibration weighs: the log odds of the match, the mass, the crowd, the size, the closeness, the shortfall."""
    match = min(max(matching(signals), SUREST), 1 - SUREST)
    closeness = (signals.meaning or 0.0) * (NEAR + (1 - NEAR) * signals.size)
    shortfall = (1 - signals.size) * log(_left(signals))
    return log(match / (1 - match)), signals.mass, signals.crowd, signals.size, closeness, shortfall


def probability(signals: Signals, calibration: Calibration = SHIPPED) -> float:
    """Probability that the evidence answers.

    Logistic calibration of a score: J. Platt: Probabilistic Outputs for Support Vector Machines (1999); with what tells
    how hard the question is for this collection, after Y. Zhou, W. B. Croft: Query Performance Prediction in Web Search
    Environments (2007).
    """
    odds = calibration.bias + sum(map(mul, attrgetter(*FITTED)(calibration), features(signals)))
    return 1 / (1 + exp(-odds))
