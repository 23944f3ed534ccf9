"""How well a probability knows what is right, and how sure any figure over questions is: pure functions over arrays.

`confidence` holds a probability (0 to 1) for every question, 0 where there is nothing to answer with; `right`, whether
what would be answered is right.
"""

from collections.abc import Callable
from math import comb
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

RESAMPLES = 1000
"""Resamples that an interval is taken from."""


class Interval(NamedTuple):
    """Between which figures the true one is with 95%."""

    low: float
    high: float


class Bin(NamedTuple):
    """Questions of about the same confidence."""

    confidence: float
    """The mean of theirs."""
    right: float
    """Share that is right."""
    questions: int
    """How many they are."""


def auroc(confidence: Numbers, right: Flags) -> float:
    """Probability that a right answer has a higher confidence than a wrong one, where equal ones count half.

    NaN where all are right or all are wrong. The area under the ROC curve by the sum of ranks: J. Hanley, B. McNeil: The
    Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve (1982).
    """
    positive, negative = np.count_nonzero(right), np.count_nonzero(~right)
    if not positive or not negative:
        return float("nan")
    _, places, counts = np.unique(confidence, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    return float((ranks[right].sum() - positive * (positive + 1) / 2) / (positive * negative))


def risk_coverage(confidence: Numbers, right: Flags) -> tuple[Numbers, Numbers]:
    """Share of the questions that is answered, and share of the answers that is wrong, at each threshold, the highest first.

    The risk-coverage curve: R. El-Yaniv, Y. Wiener: On the Foundations of Noise-free Selective Classification (2010).
    """
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order]
    last = np.flatnonzero(np.diff(ranked, append=-1.0))  # of those with equal confidence: a threshold takes all or none
    last = last[ranked[last] > 0]
    return (last + 1) / len(ranked), np.cumsum(~right[order])[last] / (last + 1)


def coverage_at_risk(confidence: Numbers, right: Flags, risk: float) -> float:
    """The largest share of the questions that a threshold answers with at most a share `risk` of the answers wrong.

    Y. Geifman, R. El-Yaniv: Selective Classification for Deep Neural Networks (2017), with the risk seen instead of a bound.
    """
    coverage, wrong = risk_coverage(confidence, right)
    return float(coverage[wrong <= risk].max(initial=0.0))


def calibration(confidence: Numbers, right: Flags, bins: int = 10) -> list[Bin]:
    """Confidence against what is right, in bins of about equally many questions, the least confident first.

    The reliability diagram: M. DeGroot, S. Fienberg: The Comparison and Evaluation of Forecasters (1983); with bins of
    equal size: K. Nguyen, B. O'Connor: Posterior Calibration and Exploratory Analysis for Natural Language Processing Models
    (2015).
    """
    order = np.argsort(confidence, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return [Bin(float(confidence[part].mean()), float(right[part].mean()), len(part)) for part in parts]


def at_most(wrong: int, answers: int, confidence: float = 0.95) -> float:
    """The share of wrong answers that is not exceeded with this confidence, where so many of the answers seen were wrong.

    The upper limit of C. Clopper, E. Pearson: The Use of Confidence or Fiducial Limits Illustrated in the Case of the
    Binomial (1934), one-sided: the share at which so few wrong ones would be seen with probability 1 - confidence.
    """
    if wrong >= answers:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        share = (low + high) / 2
        seen = sum(comb(answers, n) * share**n * (1 - share) ** (answers - n) for n in range(wrong + 1))
        low, high = (share, high) if seen > 1 - confidence else (low, share)
    return high


def bootstrap(
    statistic: Callable[..., float], *columns: NDArray[Any], resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """The 95% interval of a statistic of columns that hold a value for every question; the same seed gives the same.

    By percentiles over resampled questions; a resample of which the statistic is NaN is left out. B. Efron, R. Tibshirani:
    An Introduction to the Bootstrap (1993), chapter 13.
    """
    generator = np.random.default_rng(seed)
    questions = len(columns[0])
    drawn = (generator.integers(questions, size=questions) for _ in range(resamples))
    values = [statistic(*(column[chosen] for column in columns)) for chosen in drawn]
    low, high = np.nanquantile(values, (0.025, 0.975))
    return Interval(float(low), float(high))
