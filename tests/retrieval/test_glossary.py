"""The glossary: an organisation's own words for the same thing, and what is wrong with a file of them."""

from pathlib import Path

import pytest

from bot.bootstrap import build
from bot.settings import RetrievalOptions, Settings
from retrieval.errors import MalformedGlossary
from retrieval.glossary import Glossary, read

POLICY = """\
# Staff policy

## Leave

Everybody has 25 days of holiday entitlement a year.

## Signing

The HoU signs every contract.

## Parking

Cars are parked in the yard.
"""
GROUPS = (
    'groups = [["annual leave", "holiday entitlement", "furlough"], ["HoU", "head of unit"], ["J-BILAT", "desk 7"]]\n'
)


def written(folder: Path, text: str) -> Path:
    """A glossary that holds the text."""
    path = folder / "glossary.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("How many days of annual leave are there?", "holiday entitlement"),
        ("How many days of furlough are there?", "holiday entitlement"),
        ("How many days of furlouhg are there?", "holiday entitlement"),
        ("What does the head of unit sign?", "The HoU signs"),
    ],
)
def test_any_word_of_a_group_finds_the_others(tmp_path: Path, question: str, quoted: str) -> None:
    """A question in the organisation's words, misspelt too, is answered by a passage that has others of their group, and surer than without the glossary."""
    (tmp_path / "policy.md").write_text(POLICY, "utf-8")
    options = RetrievalOptions(glossary=written(tmp_path, GROUPS))
    data = tmp_path / "data"
    plain = build(Settings(data_dir=data), [tmp_path / "policy.md"])
    knowing = build(Settings(data_dir=data, retrieval=options), [tmp_path / "policy.md"])

    answer = knowing.answer(question)

    assert quoted in "".join(quote.text for quote in answer.quotes)
    assert answer.confidence > plain.answer(question).confidence


def test_a_name_stands_for_all_of_its_words() -> None:
    """Words of several, and a compound, are each one thing."""
    glossary = Glossary([["head of unit", "HoU"], ["J-BILAT", "desk"]])

    assert glossary.others[("head", "unit")] == [("hou",)]
    assert glossary.others[("desk",)] == [("jbilat",)]
    assert ("unit",) not in glossary.others


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("groups = [", "cannot be read"),
        ("words = []", "'words'"),
        ("", "holds no groups"),
        ("groups = 3", "holds no groups"),
        ('groups = [["a fee", "a charge"], ["leave"]]', "group 2 (['leave'])"),
        ('groups = [["leave", 3]]', "3 is no text"),
        ('groups = ["leave"]', "group 1 ('leave')"),
        ('groups = [["leave", "the"]]', "'the' says nothing by itself"),
        ('groups = [["leave", " "]]', "' ' says nothing by itself"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    """A wrong glossary is an error that names the file and the group or entry."""
    path = written(tmp_path, text)

    with pytest.raises(MalformedGlossary) as wrong:
        read(path)

    assert str(path) in str(wrong.value)
    assert said in str(wrong.value)


def test_a_glossary_that_is_not_there_is_named(tmp_path: Path) -> None:
    """So is a file that does not exist."""
    with pytest.raises(MalformedGlossary, match="nowhere"):
        read(tmp_path / "nowhere.toml")
