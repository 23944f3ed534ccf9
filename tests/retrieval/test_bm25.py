"""BM25: the reference engine against the formula, written out."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.bm25 import idf
from retrieval.engines.rank_bm25 import RankBM25


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_idf_is_positive_and_falls(holding: int, more: int) -> None:
    """A term is worth something however common, and no more the more passages hold it."""
    passages = holding + more

    assert idf(passages, holding) > 0
    assert idf(passages, passages) <= idf(passages, holding)


@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=9), min_size=1, max_size=8))
def test_scores_are_those_of_the_formula(passages: list[list[str]]) -> None:
    """The engine's scores are BM25's with Lucene's idf, worked out by hand."""
    k1, b = 1.3, 0.6
    engine = RankBM25(k1, b)
    engine.add(enumerate(passages))
    engine.refresh()
    mean = sum(map(len, passages)) / len(passages)

    for hit in engine.search({"a": 1.0, "b": 0.5}, len(passages)):
        terms = passages[hit.passage]
        wanted = 0.0
        for term, weight in (("a", 1.0), ("b", 0.5)):
            n, f = sum(term in other for other in passages), terms.count(term)
            rarity = log(1 + (len(passages) - n + 0.5) / (n + 0.5))
            wanted += weight * rarity * f * (k1 + 1) / (f + k1 * (1 - b + b * len(terms) / mean))

        assert hit.score == pytest.approx(wanted)
