"""A calibration out of judged answers."""

from random import Random

import pytest

from retrieval.confidence import SHIPPED, probability
from retrieval.fitting import Judged, fitted, threshold_at
from retrieval.measures import at_most
from retrieval.model import Signals


def found(coverage: float, crowd: float) -> Signals:
    """Signals of evidence that differ in two of them."""
    return Signals(
        coverage=coverage,
        context=coverage,
        rank=1,
        kind=1,
        exact=1,
        known=1,
        focus=1,
        mass=coverage / 2,
        crowd=crowd,
        size=0.5,
    )


def answers(count: int, wrong_from: float, seed: int = 7) -> list[Judged]:
    """Answers of which those with a crowd above a bound are wrong."""
    chance = Random(seed)
    crowds = [chance.random() for _ in range(count)]
    return [Judged(found(0.5 + chance.random() / 2, crowd), right=crowd < wrong_from) for crowd in crowds]


def test_nothing_judged_leaves_what_ships() -> None:
    """Without an answer the weights are those that ship."""
    assert fitted([]) == SHIPPED


def test_what_tells_right_from_wrong_gains_weight() -> None:
    """Where a crowd alone makes answers wrong, it counts more than it ships, and right answers are likelier than wrong ones."""
    judged = answers(300, wrong_from=0.3)
    weights = fitted(judged)
    likely = {right: [probability(j.signals, weights) for j in judged if j.right is right] for right in (True, False)}

    assert weights.crowd < SHIPPED.crowd
    assert min(map(len, likely.values())) > 20
    assert sum(likely[True]) / len(likely[True]) > 0.6
    assert sum(likely[False]) / len(likely[False]) < 0.3


def test_the_mean_probability_is_the_share_that_is_right() -> None:
    """Fitted to many answers, what is said on average is what is seen."""
    judged = answers(2000, wrong_from=0.6)
    weights = fitted(judged)
    said = sum(probability(each.signals, weights) for each in judged) / len(judged)

    assert said == pytest.approx(sum(each.right for each in judged) / len(judged), abs=0.01)


@pytest.mark.parametrize("risk", [0.05, 0.2, 0.5])
def test_the_threshold_keeps_the_risk(risk: float) -> None:
    """Of the answers from the threshold on at most the wanted share is wrong, and a lower one would exceed it or gain nothing."""
    judged = answers(300, wrong_from=0.5)
    weights = fitted(judged)
    threshold = threshold_at(risk, weights, judged)
    given = [each.right for each in judged if probability(each.signals, weights) >= threshold]
    everyone = threshold <= min(probability(each.signals, weights) for each in judged)

    assert given
    assert given.count(False) <= risk * len(given)
    assert everyone or len(given) < len(judged)


def test_no_threshold_keeps_a_risk_that_every_answer_exceeds() -> None:
    """Where all are wrong nothing is answered."""
    judged = [Judged(found(1.0, 0.1), right=False) for _ in range(5)]

    assert threshold_at(0.1, SHIPPED, judged) == 1.0


@pytest.mark.parametrize(("wrong", "count"), [(0, 30), (2, 96), (13, 169), (5, 5), (40, 1000)])
def test_at_most_is_the_exact_upper_limit(wrong: int, count: int) -> None:
    """The same as scipy's exact one-sided interval."""
    stats = pytest.importorskip("scipy.stats")
    exact = stats.binomtest(wrong, count, alternative="less").proportion_ci(0.95, method="exact").high

    assert at_most(wrong, count) == pytest.approx(exact, abs=1e-9)
