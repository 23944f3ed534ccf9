"""Signals to a probability: a logistic model with readable weights, and shortfalls that lower it."""

from collections.abc import Mapping
from math import exp

from retrieval.model import Signals

BIAS = -6.5
WEIGHTS: Mapping[str, float] = {"coverage": 3.5, "context": 2.7, "rank": 2.0, "known": 1.3}
"""Weight of each signal in the log odds."""
KIND = 0.55
"""Share of the probability that goes where a date, place, person, number or definition is asked for and none is shown."""
EXACT = 0.65
"""Share that goes where a number, an ordinal or an unknown name of the question is missing."""
FOCUS = 0.5
"""Share that goes where what is asked of the subject is missing."""


def probability(signals: Signals) -> float:
    """Probability that the evidence answers.

    1 / (1 + exp(-(bias + weights . signals))): D. R. Cox: The Regression Analysis of Binary Sequences (1958); times
    what the shortfalls leave.
    """
    odds = BIAS + sum(weight * getattr(signals, name) for name, weight in WEIGHTS.items())
    left = (1 - KIND * (1 - signals.kind)) * (1 - EXACT * (1 - signals.exact)) * (1 - FOCUS * (1 - signals.focus))
    return left / (1 + exp(-odds))
