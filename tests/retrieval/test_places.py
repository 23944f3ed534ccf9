"""Places that documents number, and questions that ask for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders import load
from corpus.loaders.building import Source
from corpus.model import Document
from retrieval.places import asked_place, places_of

CODE = """\
# Code of the port

## Article 7 Mooring

Ships moor at the quay.

### 7.1 Fees

A fee is due.

### 7.2. Exceptions

3.4 Boats of the port pay nothing. They are marked.

## Annex A: forms

Form 1 is for ships.

## II. Former rules

None.

## 30 days of notice

The port is told.
"""


def document(text: str) -> Document:
    """A document in Markdown."""
    return load(Source(id="code.md", data=text.encode())).documents[0]


def test_headings_and_paragraphs_that_bear_a_number_are_places() -> None:
    """A place holds what stands below its heading, down to the next one beside it."""
    code = document(CODE)
    found = {(place.kind, place.number): code.text[place.start : place.end] for place in places_of(code)}

    assert found == {
        ("article", "7"): "Ships moor at the quay.\n\n7.1 Fees\n\nA fee is due.\n\n7.2. Exceptions\n\n"
        "3.4 Boats of the port pay nothing. They are marked.",
        ("", "7.1"): "A fee is due.",
        ("", "7.2"): "3.4 Boats of the port pay nothing. They are marked.",
        ("annex", "a"): "Form 1 is for ships.",
        ("", "ii"): "None.",
        ("", "30"): "The port is told.",
        ("paragraph", "3.4"): "3.4 Boats of the port pay nothing. They are marked.",
    }


@pytest.mark.parametrize(
    ("question", "kind", "number"),
    [
        ("What does section 4.1.3 say?", "section", "4.1.3"),
        ("show me Art. 7", "article", "7"),
        ("§ 5a", "section", "5a"),
        ("§5", "section", "5"),
        ("annex a", "annex", "a"),
        ("chapter IV please", "chapter", "iv"),
        ("4.3.4", "", "4.3.4"),
        ("read A.3 to me", "", "a.3"),
    ],
)
def test_a_place_is_asked_for_by_its_number(question: str, kind: str, number: str) -> None:
    """With what it is called, in full or in short, or by a number with points alone."""
    asked = asked_place(question)

    assert asked is not None
    assert (asked.kind, asked.number) == (kind, number)


@pytest.mark.parametrize("question", ["What does it cost?", "12 days", "1.2.3.4.x", "this section", "particle 7", ""])
def test_other_numbers_ask_for_no_place(question: str) -> None:
    """Nor do words that only look alike."""
    assert asked_place(question) is None


def test_a_document_may_be_a_numbered_place() -> None:
    """A manual may have a file for each of its chapters."""
    chapter = document("# 12. Ropes\n\nRopes are dry.\n\n## 12.1 Knots\n\nKnots are tied.\n")

    assert [(p.number, chapter.text[p.start : p.end]) for p in places_of(chapter)] == [
        ("12", "Ropes are dry.\n\n12.1 Knots\n\nKnots are tied."),
        ("12.1", "Knots are tied."),
    ]


def test_what_is_counted_apart_is_no_other_place() -> None:
    """A heading that bears a number alone may be an article, but no annex; a section may be called a clause."""
    places = {(place.kind, place.number): place for place in places_of(document(CODE))}

    def means(question: str, kind: str, number: str) -> bool:
        asked = asked_place(question)
        return asked is not None and asked.means(places[kind, number])

    assert means("article 7.1", "", "7.1")
    assert not means("annex 7.1", "", "7.1")
    assert means("annex a", "annex", "a")
    assert not means("section 7", "article", "7")
    assert means("clause 3.4", "paragraph", "3.4")


@given(
    st.lists(
        st.sampled_from(["# 1 A", "## 1.1 B", "## Article 2", "1.2 c d.", "text", "- 1.3 e", "| 1.4 | f |"]),
        max_size=12,
    )
)
def test_places_stand_in_their_document(lines: list[str]) -> None:
    """Each begins in its section and ends behind its beginning."""
    made = document("\n\n".join([*lines, "end"]))
    for place in places_of(made):
        first = made.sections[place.section].blocks
        assert first[0].start <= place.start < first[-1].end
        assert place.start < place.end <= len(made.text)
