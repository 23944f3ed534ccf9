"""Signals to a probability: a logistic model with readable weights."""

from collections.abc import Mapping
from math import exp

from retrieval.model import Signals

BIAS = -7.0
WEIGHTS: Mapping[str, float] = {
    "coverage": 5.0,
    "context": 3.0,
    "rank": 0.8,
    "kind": 1.5,
    "exact": 1.5,
    "known": 0.0,
}
"""Weight of each signal in the log odds."""


def probability(signals: Signals) -> float:
    """1 / (1 + exp(-(bias + weights . signals))): D. R. Cox: The Regression Analysis of Binary Sequences (1958)."""
    return 1 / (1 + exp(-(BIAS + sum(weight * getattr(signals, name) for name, weight in WEIGHTS.items()))))
