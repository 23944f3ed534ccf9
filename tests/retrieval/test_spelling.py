"""Spelling: what is repaired, and what is left alone."""

import pytest

from retrieval.spelling import halves, nearest

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
