"""From signals to a probability."""

from dataclasses import replace
from math import exp, isclose, log

import pytest

from retrieval.confidence import SHIPPED, Calibration, matching, probability
from retrieval.model import Signals

GOOD = Signals(coverage=1, context=1, rank=1, kind=1, exact=1, known=1, focus=1, mass=0.6, crowd=0.3, size=0.5)


@pytest.mark.parametrize("name", ["coverage", "context", "rank", "kind", "exact", "known", "focus", "mass"])
def test_what_is_missing_lowers_the_probability(name: str) -> None:
    """Each signal that speaks for evidence raises its probability."""
    without = replace(GOOD, **{name: 0.0})

    assert probability(without) < probability(GOOD)


def test_a_crowd_lowers_the_probability() -> None:
    """Where ten passages match as well as the best, none of them is as likely to answer."""
    assert probability(replace(GOOD, crowd=0.9)) < probability(GOOD)


def test_the_more_there_is_to_choose_from_the_less_a_match_says() -> None:
    """The best of many passages matches better by chance than the best of few."""
    assert probability(replace(GOOD, size=1.0)) < probability(GOOD)


def test_a_neutral_calibration_gives_the_match() -> None:
    """With weight 1 for the match and 0 for all else the probability is the match."""
    neutral = Calibration(bias=0, match=1, mass=0, crowd=0, size=0, threshold=0.5)

    assert isclose(probability(GOOD, neutral), matching(GOOD))


def test_the_probability_is_the_weighted_sum_of_log_odds() -> None:
    """Worked out by hand for the weights that ship."""
    match = 1 / (1 + exp(6.5 - 3.5 - 2.7 - 2.0 - 1.3))
    odds = SHIPPED.bias + SHIPPED.match * log(match / (1 - match)) + SHIPPED.mass * 0.6
    odds += SHIPPED.crowd * 0.3 + SHIPPED.size * 0.5

    assert isclose(probability(GOOD), 1 / (1 + exp(-odds)))
