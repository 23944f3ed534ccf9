"""Measures of confidence: against their definitions written out, and what must hold of any figures."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrieval.measures import auroc, bootstrap, calibration, coverage_at_risk, risk_coverage

JUDGED = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=30)

Judged = list[tuple[float, bool]]


def columns(judged: Judged) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Confidence and rightness, as the measures take them."""
    return np.array([c for c, _ in judged]), np.array([r for _, r in judged])


@given(JUDGED)
def test_auroc_is_the_share_of_pairs_in_the_right_order(judged: Judged) -> None:
    """Over all pairs of a right and a wrong one: those where the right one is surer, and half of those that are equal."""
    pairs = [(good, bad) for good, is_right in judged if is_right for bad, wrong in judged if not wrong]

    measured = auroc(*columns(judged))

    if pairs:
        assert measured == pytest.approx(sum((g > b) + (g == b) / 2 for g, b in pairs) / len(pairs))
    else:
        assert math.isnan(measured)


@given(JUDGED)
def test_risk_and_coverage_are_those_of_each_threshold(judged: Judged) -> None:
    """At every confidence above zero: what is at least that sure is answered."""
    coverage, risk = risk_coverage(*columns(judged))
    thresholds = sorted({c for c, _ in judged if c > 0}, reverse=True)
    answered = [[right for c, right in judged if c >= threshold] for threshold in thresholds]

    assert coverage == pytest.approx([len(rights) / len(judged) for rights in answered])
    assert risk == pytest.approx([rights.count(False) / len(rights) for rights in answered])


@given(JUDGED, st.floats(0, 1), st.floats(0, 1))
def test_more_risk_never_answers_less(judged: Judged, one: float, other: float) -> None:
    """Coverage grows with the risk that is taken, and at full risk all is answered that there is anything to answer with."""
    less, more = sorted((one, other))
    confidence, right = columns(judged)

    assert coverage_at_risk(confidence, right, less) <= coverage_at_risk(confidence, right, more)
    assert coverage_at_risk(confidence, right, 1.0) == pytest.approx(np.mean(confidence > 0))


def test_coverage_goes_past_a_mistake_that_later_answers_make_up_for() -> None:
    """The largest share counts, although a higher threshold is above the risk."""
    confidence, right = columns([(0.9, False), (0.8, True), (0.7, True), (0.6, True), (0.5, False)])

    assert coverage_at_risk(confidence, right, 0.25) == 0.8
    assert coverage_at_risk(confidence, right, 0.2) == 0.0


@given(JUDGED, st.integers(1, 12))
def test_every_question_is_in_one_bin(judged: Judged, bins: int) -> None:
    """Bins are as many as asked for or as there are questions, rise in confidence, and give back the whole's means."""
    confidence, right = columns(judged)
    found = calibration(confidence, right, bins)

    assert len(found) == min(bins, len(judged))
    assert [b.confidence for b in found] == pytest.approx(sorted(b.confidence for b in found))
    assert sum(b.questions for b in found) == len(judged)
    assert sum(b.right * b.questions for b in found) == pytest.approx(right.sum())
    assert sum(b.confidence * b.questions for b in found) == pytest.approx(confidence.sum())


def test_an_interval_is_the_same_every_time() -> None:
    """The same figures and seed give the same interval to the bit; another seed gives another."""
    values = np.random.default_rng(5).random(60)

    assert bootstrap(np.mean, values) == bootstrap(np.mean, values)
    assert bootstrap(np.mean, values) != bootstrap(np.mean, values, seed=1)


def test_an_interval_is_as_wide_as_the_mean_is_unsure() -> None:
    """For the mean it is about what the normal distribution gives: 1.96 standard errors to either side."""
    values = np.random.default_rng(5).random(400)
    width = 1.96 * values.std() / math.sqrt(len(values))

    low, high = bootstrap(np.mean, values)

    assert (low, high) == pytest.approx((values.mean() - width, values.mean() + width), abs=width / 8)


def test_columns_are_drawn_together_and_what_has_no_value_is_left_out() -> None:
    """A question keeps its confidence and its rightness; resamples with nothing wrong have no AUROC and do not count."""
    confidence, right = columns([(0.9, True), (0.8, True), (0.1, False)])

    assert bootstrap(auroc, confidence, right) == (1.0, 1.0)
