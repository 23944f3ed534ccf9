"""Spelling: what is repaired, and what is left alone."""

import pytest

from retrieval.spelling import halves, is_word, nearest, swapped_letters

KNOWN = frozenset({"agreement", "committee", "priority", "japan", "road", "map", "force", "year", "2011"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("agrement", "agreement"),
        ("comittee", "committee"),
        ("priorty", "priority"),
        ("jpaan", "japan"),
        ("aggrement", "agreement"),
    ],
)
def test_a_misspelt_word_is_read_as_the_nearest_known_one(typed: str, meant: str) -> None:
    """One mistake is forgiven in a short word, two in a long one."""
    assert nearest(typed, KNOWN) == meant


@pytest.mark.parametrize("word", ["force", "2012", "jap", "budget", "forty", "ear"])
def test_known_short_far_and_numeric_words_are_left_alone(word: str) -> None:
    """A known word, a number, a short word and a word that is near to none stay as they are."""
    assert nearest(word, KNOWN) is None


def test_two_words_written_as_one_are_parted() -> None:
    """A compound of two known words is taken apart, any other word is not."""
    assert halves("roadmap", KNOWN) == ("road", "map")
    assert halves("roadside", KNOWN) is None
    assert halves("road", KNOWN) is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("teh", "the"), ("fro", "for"), ("for", None), ("wat", None), ("them", None)]
)
def test_swapped_letters_of_a_small_word_are_put_right(typed: str, meant: str | None) -> None:
    """Of words too short for anything else, two neighbours that changed places are put back."""
    assert swapped_letters(typed, {"the", "for", "from"}) == meant


def test_a_common_word_of_the_language_is_no_misspelling() -> None:
    """A word that people often write is one; a misspelling is none, and no language without a dictionary has any."""
    assert is_word("size", "en")
    assert not is_word("agrement", "en")
    assert not is_word("size", "xx")
