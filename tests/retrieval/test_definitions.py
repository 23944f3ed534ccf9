"""Definitions: texts that say what a thing is, and what an acronym stands for."""

import pytest

from retrieval.definitions import defines, expands, spells


def test_a_text_about_a_longer_name_defines_less() -> None:
    """What is said of EX-LAB is worth less for LAB than what is said of LAB itself."""
    itself = defines("LAB stands for Logic and Beyond.", ["LAB"])
    longer = defines("EX-LAB stands for Extended LAB.", ["LAB"])
    mention = defines("The proposals that arrive by the end of the year are read by LAB.", ["LAB"])

    assert itself > longer > mention


def test_what_says_what_a_thing_is_one_of_defines_more() -> None:
    """Beginning with a name is less than saying what it is."""
    says = defines("LEX (once LXX) is a laboratory of examples.", ["LEX"])
    begins = defines("The LEX rules were written by its founders.", ["LEX"])

    assert says == 1.0
    assert begins < says


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BILAT in Japan (J-BILAT) informs researchers.", ["J-BILAT"]),
        ("the Laboratory for Integrated Systems (LIS)", ["LIS"]),
        ("J-BILAT is short for BILAT in Japan.", ["J-BILAT"]),
        ("EUrope-Japan opening of LIMMS aims high.", ["EUJO-LIMMS"]),
        ("NASA (National Aeronautics and Space Administration)", ["NASA"]),
    ],
)
def test_an_acronym_that_is_spelt_out_is_recognised(text: str, names: list[str]) -> None:
    """In brackets, in words, or by the initials alone."""
    assert expands(text, names) == 1.0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The call is run by the EUJO-LIMMS consortium.", ["EUJO-LIMMS"]),
        ("An ERA-NET initiative.", ["ERA-NET"]),
        ("Text.", []),
    ],
)
def test_an_acronym_that_only_stands_there_is_not(text: str, names: list[str]) -> None:
    """A mention says nothing of what it stands for."""
    assert expands(text, names) == 0.0


def test_three_letters_are_spelt_by_chance() -> None:
    """Initials alone count for acronyms of four letters or more."""
    assert not spells("Research and Technology Development", "RTD")
    assert spells("Research and Technology Development Action", "RTDA")
