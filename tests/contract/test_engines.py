"""The contract of an engine, over every engine."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.engine import Engine
from retrieval.engines.rank_bm25 import RankBM25
from retrieval.engines.tantivy import K1, B, Tantivy


def reference() -> Engine:
    """The reference, with what tantivy does not let be set."""
    return RankBM25(K1, B)


ENGINES: list[Callable[[], Engine]] = [reference, Tantivy]
TERMS = st.sampled_from("abcdef")
PASSAGES = st.lists(st.lists(TERMS, max_size=12), max_size=12)
QUERIES = st.dictionaries(TERMS | st.just("unknown"), st.floats(0.1, 1), max_size=5)

every_engine = pytest.mark.parametrize("make", ENGINES, ids=lambda make: make.__name__.lower())


def _filled(make: Callable[[], Engine], passages: list[list[str]]) -> Engine:
    engine = make()
    engine.add(enumerate(passages))
    engine.refresh()
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
def test_passages_added_later_are_found_after_a_refresh(make: Callable[[], Engine]) -> None:
    """What is added counts from the next refresh on, and not before."""
    engine = _filled(make, [["a"]])
    engine.add([(1, ["b"]), (2, ["b", "a"])])
    before = engine.search({"b": 1.0}, 5)
    engine.refresh()

    assert before == []
    assert [hit.passage for hit in engine.search({"b": 1.0}, 5)] == [1, 2]
    assert (len(engine), engine.holding("b"), engine.holding("unknown")) == (3, 2, 0)


@every_engine
@given(passages=PASSAGES, query=QUERIES, gone=st.sets(st.integers(0, 11)), changed=st.sets(st.integers(0, 11)))
@settings(max_examples=20)
def test_what_was_there_before_leaves_no_trace(
    make: Callable[[], Engine], passages: list[list[str]], query: dict[str, float], gone: set[int], changed: set[int]
) -> None:
    """After deletions and replacements, hits and scores are those of an engine that never held anything else."""
    engine = make()
    engine.add((n, ["f", "a"] if n in changed else terms) for n, terms in enumerate(passages))
    engine.add((n, ["a", "b"]) for n in gone if n >= len(passages))
    engine.refresh()
    engine.delete(gone)
    engine.add((n, terms) for n, terms in enumerate(passages) if n in changed - gone)
    engine.refresh()
    fresh = make()
    fresh.add((n, terms) for n, terms in enumerate(passages) if n not in gone)
    fresh.refresh()

    assert engine.search(query, 20) == fresh.search(query, 20)
    assert (len(engine), engine.holding("a")) == (len(fresh), fresh.holding("a"))


@given(passages=PASSAGES, query=QUERIES)
def test_engines_rank_as_the_reference_does(passages: list[list[str]], query: dict[str, float]) -> None:
    """Scores are the reference's, to the digits that count."""
    ours, theirs = (_filled(make, passages).search(query, 20) for make in (reference, Tantivy))

    assert {hit.passage: hit.score for hit in theirs} == pytest.approx({h.passage: h.score for h in ours}, rel=1e-4)


@every_engine
def test_a_query_of_ten_thousand_terms_is_answered(make: Callable[[], Engine]) -> None:
    """A huge query is answered like any other."""
    hits = _filled(make, [["t5"], ["other"]]).search({f"t{number}": 1.0 for number in range(10_000)}, 10)

    assert [hit.passage for hit in hits] == [0]
