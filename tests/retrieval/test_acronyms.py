"""Acronyms: how documents spell them out, and that a question may use either."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ingest import read_sources
from retrieval.acronyms import spelt_out
from retrieval.engines.rank_bm25 import RankBM25
from retrieval.index import Index
from retrieval.library import MemoryLibrary
from retrieval.questions import make_query
from tests.case_files import Case, cases

LAB = """\
# Laboratories

## History

The Laboratory for Integrated Micro Mechatronic Systems (LIMMS) was founded in 1995.

## Money

LIMMS is paid by both countries.

## Rooms

The Laboratory for Integrated Micro Mechatronic Systems has forty rooms.

## Systems

Others are paid in other ways, as systems go.
"""


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Some sections, of which one gives an acronym with its words, one has the acronym only, one the words only."""
    (tmp_path / "lab.md").write_text(LAB, "utf-8")
    library, engine = MemoryLibrary(read_sources([tmp_path]).documents), RankBM25(1.2, 0.75)
    engine.add(library.terms())
    engine.refresh()
    return Index(library, engine)


def headings(index: Index, question: str) -> Sequence[str]:
    """The headings of the sections found for a question, the best first."""
    passages = [index.passage(hit.passage) for hit in index.search(make_query(question, index), 10)]
    return [index.document(passage.document).sections[passage.section].heading for passage in passages]


@pytest.mark.parametrize("case", cases("acronyms"), ids=lambda case: case.title)
def test_a_text_gives_its_acronyms(case: Case) -> None:
    """An acronym is known by its words beside it, one of both in brackets."""
    found = [f"{short} = {full}" for short, full in spelt_out(case.input)]

    assert "\n".join(found or ["none"]) == case.expected


@given(st.text(alphabet="ABab (;).&-İß", max_size=60))
def test_acronym_and_words_stand_in_the_text(text: str) -> None:
    """Nothing is given that the text does not hold, and whatever a text is, it is read."""
    assert all(found.short in text and found.full in text for found in spelt_out(text))


def test_words_find_what_holds_the_acronym_only(index: Index) -> None:
    """A question that spells the name out finds the section that has the acronym, before one that shares single words."""
    found = headings(index, "Who pays the Laboratory for Integrated Micro Mechatronic Systems?")

    assert found.index("Money") < found.index("Systems")


def test_an_acronym_finds_what_holds_its_words_only(index: Index) -> None:
    """A question with the acronym finds the section that spells it out."""
    assert "Rooms" in headings(index, "What does LIMMS have?")


def test_they_stand_for_each_other_in_what_answers(index: Index) -> None:
    """Every word of the name has the acronym among its terms, and the acronym a pair of the words."""
    asked_in_words = make_query("the Laboratory for Integrated Micro Mechatronic Systems", index)
    (asked_short,) = make_query("LIMMS", index).concepts

    assert all("limm" in concept.terms for concept in asked_in_words.concepts)
    assert "laboratori integr" in asked_short.terms


def test_a_part_of_the_words_is_not_the_name(index: Index) -> None:
    """Words that only begin like the name do not stand for the acronym."""
    query = make_query("the laboratory for integrated systems", index)

    assert not any("limm" in concept.terms for concept in query.concepts)
