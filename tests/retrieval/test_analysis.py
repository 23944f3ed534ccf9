"""Analysis: the same thing, however it is written, shares a term."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis import analyser, index_terms
from retrieval.analysis.english import analyse
from retrieval.analysis.synonyms import sayings, synonyms
from retrieval.errors import UnknownLanguage
from tests.case_files import Case, cases


@pytest.mark.parametrize("case", cases("writings"), ids=lambda case: case.title)
def test_a_name_is_found_in_every_writing(case: Case) -> None:
    """Every way to write a name shares a term that is not a stop word with the document's way."""
    there = set(index_terms(analyse(case.input)))

    assert [way for way in case.expected.splitlines() if not there.intersection(index_terms(analyse(way)))] == []


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say(text: str) -> None:
    """A token's surface is the text between its offsets, and tokens are in order."""
    tokens = analyse(text)

    assert all(token.surface == text[token.start : token.end] for token in tokens)
    assert all(one.end <= two.start for one, two in pairwise(tokens))


def test_words_without_meaning_are_no_index_terms() -> None:
    """Stop words are left out, and neighbours across them are a pair."""
    assert index_terms(analyse("the entry into force")) == ["entri", "forc", "entri forc"]


def test_synonyms_stand_for_each_other() -> None:
    """Two words of a group find each other, a word does not find itself."""
    (dental,) = index_terms(analyse("dental"))
    (tooth,) = index_terms(analyse("tooth"))

    assert tooth in synonyms("en").of(dental)
    assert dental in synonyms("en").of(tooth)
    assert dental not in synonyms("en").of(dental)


def test_contracted_words_of_asking_say_nothing() -> None:
    """What a verb is contracted with counts as little as written out; an ill person and an ID are things."""
    assert index_terms(analyse("They've, who'll, I'd, mustn't")) == []
    assert index_terms(analyse("ill")) + index_terms(analyse("an ID")) == ["ill", "id"]


def test_words_of_people_who_ask_find_those_of_documents() -> None:
    """Everyday words find official ones, one by one or two together, and not the other way."""
    assert {"manag", "supervisor"} <= set(synonyms("en").of("boss"))
    assert synonyms("en").of("boss") == sorted(synonyms("en").of("boss"))
    assert "dismiss" in synonyms("en").of("let go")
    assert "depart" in synonyms("en").of("dept")
    assert "vacat" in synonyms("en").of("day off")
    assert "vacat" not in synonyms("en").of("day")
    assert "let go" not in synonyms("en").of("dismiss")


def test_an_unknown_language_is_named() -> None:
    """A language without an analysis is an error that names those there are."""
    with pytest.raises(UnknownLanguage, match=r"'xx'.*en"):
        analyser("xx")


def test_words_that_mean_something_together_only() -> None:
    """One of the two has a meaning of its own; neither says much alone."""
    assert sayings("How many days off do I get?") == ["days off"]
    assert sayings("What time is it?") == []
