"""Spelling: what is repaired, and what is left alone."""

import pytest

from corpus.loaders import load
from corpus.loaders.building import Source
from retrieval.engines.rank_bm25 import RankBM25
from retrieval.index import Index
from retrieval.library import MemoryLibrary
from retrieval.respelling import respelt
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
    assert nearest(typed, KNOWN) == [meant]


@pytest.mark.parametrize("word", ["force", "2012", "jap", "budget", "forty", "ear"])
def test_known_short_far_and_numeric_words_are_left_alone(word: str) -> None:
    """A known word, a number, a short word and a word that is near to none stay as they are."""
    assert not nearest(word, KNOWN)


def test_of_equally_near_words_all_are_found() -> None:
    """First the one that begins alike for longest; none that is further away."""
    assert nearest("sapes", {"shapes", "sales", "tapes", "sandpaper"}) == ["sales", "shapes", "tapes"]


def test_two_words_written_as_one_are_parted() -> None:
    """A compound of two known words is taken apart, any other word is not."""
    assert list(halves("roadmap", KNOWN)) == [("road", "map")]
    assert list(halves("roadside", KNOWN)) == []
    assert list(halves("road", KNOWN)) == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("teh", "the"), ("fro", "for"), ("form", "from"), ("for", None), ("wat", None), ("them", None)]
)
def test_swapped_letters_of_a_small_word_are_put_right(typed: str, meant: str | None) -> None:
    """Two neighbours that changed places are put back."""
    assert swapped_letters(typed, {"the", "for", "from"}) == meant


def test_a_common_word_of_the_language_is_no_misspelling() -> None:
    """A word that people often write is one; a misspelling is none, and no language without a dictionary has any."""
    assert is_word("size", "en")
    assert not is_word("agrement", "en")
    assert not is_word("size", "xx")


SKY = b"""# The sky

## The moon

The moon shows different shapes in a month. Its phases come back in order.

## Trade

The sales of telescopes rose. A road crosses a map of the town.

## Paths

A road map lists the aims.
"""


@pytest.fixture(scope="module")
def index() -> Index:
    """Documents about the sky."""
    library = MemoryLibrary(load(Source(id="sky.md", data=SKY)).documents)
    engine = RankBM25(1.2, 0.75)
    engine.add(library.terms())
    engine.refresh()
    return Index(library, engine)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("what makes the sapes of the moon", "what makes the shapes of the moon"),
        ("what makes the sapes of telescopes rise", "what makes the sales of telescopes rise"),
        ("waht is in the moon's phaess?", "what is in the moon's phases?"),
        ("the mnoth's shapes", "the month's shapes"),
        ("the form of the moon", "the form of the moon"),
        ("the roadmap", "the roadmap"),
        ("the showshapes", "the showshapes"),
    ],
)
def test_a_misspelt_word_is_read_as_what_the_documents_speak_of_with_the_rest(
    typed: str, read: str, index: Index
) -> None:
    """Of equally near words the one that stands with the others; small words and possessives are put right too."""
    assert respelt(typed, index)[0] == read
