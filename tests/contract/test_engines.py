"""The contract of an engine, over every engine."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.engine import Engine
from retrieval.engines.rank_bm25 import RankBM25

ENGINES: list[Callable[[], Engine]] = [RankBM25]
TERMS = st.sampled_from("abcdef")
PASSAGES = st.lists(st.lists(TERMS, max_size=12), max_size=12)
QUERIES = st.dictionaries(TERMS | st.just("unknown"), st.floats(0.1, 1), max_size=5)

every_engine = pytest.mark.parametrize("make", ENGINES, ids=lambda make: make.__name__)


def _filled(make: Callable[[], Engine], passages: list[list[str]]) -> Engine:
    engine = make()
    engine.add(passages)
    return engine


@every_engine
@given(passages=PASSAGES, query=QUERIES)
def test_only_passages_that_share_a_term_are_found(
    make: Callable[[], Engine], passages: list[list[str]], query: dict[str, float]
) -> None:
    """Hits are exactly the passages that hold a term of the query, each once, with a positive score, the best first."""
    hits = _filled(make, passages).search(query, len(passages))

    assert {hit.passage for hit in hits} == {n for n, terms in enumerate(passages) if set(terms) & set(query)}
    assert len({hit.passage for hit in hits}) == len(hits)
    assert all(hit.score > 0 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@every_engine
@given(passages=PASSAGES, query=QUERIES)
def test_the_same_question_gets_the_same_hits(
    make: Callable[[], Engine], passages: list[list[str]], query: dict[str, float]
) -> None:
    """Two engines filled alike answer alike, to the bit; a smaller limit gives the first of them."""
    one, two = _filled(make, passages), _filled(make, passages)

    assert one.search(query, 10) == two.search(query, 10)
    assert one.search(query, 10)[:3] == two.search(query, 3)


@every_engine
def test_an_empty_index_is_an_empty_result(make: Callable[[], Engine]) -> None:
    """Nothing indexed, nothing asked or nothing known gives no hits and no error."""
    assert make().search({"a": 1.0}, 10) == []
    assert _filled(make, [["a"]]).search({}, 10) == []
    assert _filled(make, [["a"]]).search({"unknown": 1.0}, 10) == []
    assert _filled(make, [[]]).search({"a": 1.0}, 10) == []


@every_engine
def test_a_term_in_every_passage_still_counts(make: Callable[[], Engine]) -> None:
    """A term that all passages hold ranks the one that holds it most first."""
    hits = _filled(make, [["a", "b"], ["a", "a"], ["a", "c"]]).search({"a": 1.0}, 10)

    assert [hit.passage for hit in hits] == [1, 0, 2]


@every_engine
def test_equal_passages_come_in_the_order_of_their_numbers(make: Callable[[], Engine]) -> None:
    """Ties are broken by number."""
    hits = _filled(make, [["a"]] * 5).search({"a": 1.0}, 3)

    assert [hit.passage for hit in hits] == [0, 1, 2]


@every_engine
@given(st.integers(1, 8), st.integers(1, 8))
def test_more_of_a_term_is_worth_more(make: Callable[[], Engine], few: int, more: int) -> None:
    """Of two passages of the same length, the one that holds the term more often is not behind."""
    first, second = (["a"] * count + ["x"] * (10 - count) for count in (few, few + more))
    hits = {hit.passage: hit.score for hit in _filled(make, [first, second]).search({"a": 1.0}, 2)}

    assert hits[1] >= hits[0]


@every_engine
def test_passages_added_later_are_found(make: Callable[[], Engine]) -> None:
    """What is added after a search is found by the next one, under the next number."""
    engine = _filled(make, [["a"]])
    engine.search({"a": 1.0}, 1)

    engine.add([["b"], ["b", "a"]])

    assert [hit.passage for hit in engine.search({"b": 1.0}, 5)] == [1, 2]
    assert (len(engine), engine.holding("b"), engine.holding("unknown")) == (3, 2, 0)


@every_engine
def test_a_query_of_ten_thousand_terms_is_answered(make: Callable[[], Engine]) -> None:
    """A huge query is answered like any other."""
    hits = _filled(make, [["t5"], ["other"]]).search({f"t{number}": 1.0 for number in range(10_000)}, 10)

    assert [hit.passage for hit in hits] == [0]
