"""A calibration out of judged answers: which weights fit them, and from which probability on they are answered.

Weights are fitted by logistic regression with a penalty for moving away from those that ship, so that few answers move
them little and one that never varies does not move its weight at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.confidence import FITTED, SHIPPED, Calibration, features, probability
from retrieval.measures import Numbers
from retrieval.model import Signals

PENALTY = 1.0
"""Weight of the squared distance to what ships; so much as a prior that is normal with variance 1 says."""
WEIGHTS = ("bias", *FITTED)
"""Fields of a calibration that are fitted."""
STEPS = 50
"""Steps of Newton's method, at most."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found for a question, and whether it answers."""

    signals: Signals
    """Those of the likeliest evidence."""
    right: bool
    """Whether it answers."""


def fitted(judged: Sequence[Judged], shipped: Calibration = SHIPPED) -> Calibration:
    """The weights under which the judged answers are likeliest; few answers move those that ship little.

    Maximum a posteriori by Newton's method: C. Bishop: Pattern Recognition and Machine Learning (2006), 4.3.3 and 4.5.
    """
    columns: Numbers = np.array([[1.0, *features(each.signals)] for each in judged])
    right: Numbers = np.array([float(each.right) for each in judged])
    prior: Numbers = np.array([getattr(shipped, name) for name in WEIGHTS])
    weights = prior.copy()
    for _ in range(STEPS if len(judged) else 0):
        likely = 1 / (1 + np.exp(-(columns @ weights)))
        slope = columns.T @ (likely - right) + PENALTY * (weights - prior)
        curve = (columns * (likely * (1 - likely))[:, None]).T @ columns + PENALTY * np.eye(len(prior))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return shipped.model_copy(update={n: round(float(weight), 4) for n, weight in zip(WEIGHTS, weights, strict=True)})


def threshold_at(risk: float, calibration: Calibration, judged: Sequence[Judged]) -> float:
    """The lowest threshold at which at most a share `risk` of the answers is wrong; 1 if there is none.

    Selective classification with a guaranteed risk: Y. Geifman, R. El-Yaniv: Selective Classification for Deep Neural Networks
    (2017), here with the risk as it is seen; what it is worth is said by answers that were not fitted to.
    """
    ranked = sorted(((probability(j.signals, calibration), j.right) for j in judged), reverse=True)
    best, wrong = 1.0, 0
    for place, (likely, right) in enumerate(ranked, 1):
        wrong += not right
        following = ranked[place][0] if place < len(ranked) else 0.0
        if following < likely and wrong <= risk * place:
            best = (likely + following) / 2
    return round(best, 4)
