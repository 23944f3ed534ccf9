"""Signals to a probability, in two steps.

How well evidence *matches* is a logistic model of hand-set weights, and shortfalls that lower it: a date is asked for and
none shown, a number or a rare name missing, what is asked of the subject missing. How much a match is worth, a
*calibration* says: its log odds, how much in all was matched, how many other passages match as well, out of how many
it was chosen (the more there are, the better the best of them matches by chance), and how close it is in meaning where
sentences are read for that, in a logistic model of so few weights that few judged questions suffice to fit them.
"""

from collections.abc import Mapping
from math import exp, log
from operator import mul

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
    """Weight of how close it is in meaning, where that is known."""
    threshold: float = Field(ge=0, le=1)
    """Least probability at which evidence is given as an answer."""


SHIPPED = Calibration(bias=-0.55, match=0.81, mass=2.23, crowd=-3.59, size=-1.1, threshold=0.5)
"""Where an organisation has not calibrated with questions of its own (how it was fitted: docs/benchmarks.md)."""
WITH_MEANING = Calibration(bias=-2.66, match=0.65, mass=2.0, crowd=-1.93, size=-1.2, meaning=4.69, threshold=0.5)
"""The same, where sentences are read for their meaning; fitted with all-MiniLM-L6-v2."""


def matching(signals: Signals) -> float:
    """How well evidence matches the question, between 0 and 1.

    1 / (1 + exp(-(bias + weights . signals))): D. R. Cox: The Regression Analysis of Binary Sequences (1958); times
    what the shortfalls leave.
    """
    odds = BIAS + sum(weight * getattr(signals, name) for name, weight in WEIGHTS.items())
    left = (1 - KIND * (1 - signals.kind)) * (1 - EXACT * (1 - signals.exact)) * (1 - FOCUS * (1 - signals.focus))
    return left / (1 + exp(-odds))


def features(signals: Signals) -> tuple[float, float, float, float, float]:
    """What a calibration weighs: the log odds of the match, the mass, the crowd, the size, the closeness in meaning."""
    match = min(max(matching(signals), SUREST), 1 - SUREST)
    return log(match / (1 - match)), signals.mass, signals.crowd, signals.size, signals.meaning or 0.0


def probability(signals: Signals, calibration: Calibration = SHIPPED) -> float:
    """Probability that the evidence answers.

    Logistic calibration of a score: J. Platt: Probabilistic Outputs for Support Vector Machines (1999); with what tells
    how hard the question is for this collection, after Y. Zhou, W. B. Croft: Query Performance Prediction in Web Search
    Environments (2007).
    """
    weights = (calibration.match, calibration.mass, calibration.crowd, calibration.size, calibration.meaning)
    odds = calibration.bias + sum(map(mul, weights, features(signals)))
    return 1 / (1 + exp(-odds))
