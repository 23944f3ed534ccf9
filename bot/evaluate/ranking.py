"""How good rankings of passages are, by ir-measures; only this file knows it."""

from collections.abc import Mapping, Sequence

import ir_measures
import numpy as np

from retrieval.measures import Numbers

MEASURES: Mapping[str, str] = {
    "success@1": "Success@1",
    "recall@5": "R@5",
    "recall@10": "R@10",
    "mrr@10": "RR@10",
    "ndcg@10": "nDCG@10",
    "map@10": "AP@10",
}
"""Name here -> name of the measure in ir-measures, where each is described with its source."""


def ranked(
    rankings: Mapping[str, Sequence[str]], grades: Mapping[str, Mapping[str, int]], names: Sequence[str]
) -> dict[str, Numbers]:
    """Each measure's value for every question, in the order of `rankings`, which hold passages, the best first."""
    measures = {ir_measures.parse_measure(MEASURES[name]): name for name in names}
    values: dict[str, dict[str, float]] = {name: {} for name in names}
    judgements = {question: dict(grades[question]) for question in rankings}
    scored = {
        question: {passage: float(-place) for place, passage in enumerate(ranking)}
        for question, ranking in rankings.items()
    }
    for found in ir_measures.iter_calc(measures, judgements, scored):
        values[measures[found.measure]][found.query_id] = found.value
    return {name: np.array([values[name][question] for question in rankings]) for name in names}
