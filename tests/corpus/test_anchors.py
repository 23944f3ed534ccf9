"""Anchors and quotations: what is cut out of a document can be checked against it, and an edit elsewhere moves nothing."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.anchors import anchor, check, cite, quote, slug
from corpus.errors import NotInDocument
from corpus.loaders.building import Builder
from corpus.model import Block, Document, Quote, Section, Span
from corpus.splitting import split

TEXTS = st.text(min_size=1, max_size=60).filter(lambda text: text.strip() != "")


def _document(text: str, url: str | None = None, as_of: str | None = None) -> Document:
    section = Section(
        heading="Fees", trail=("Money", "Fees"), fragment="fees", blocks=(Block(start=0, end=len(text), page=3),)
    )
    return Document(id="fees.md", title="House rules", text=text, sections=(section,), url=url, as_of=as_of)


@st.composite
def quotations(draw: st.DrawFn) -> tuple[Document, Quote]:
    """A document with a quotation of any of its characters."""
    document = _document(draw(TEXTS))
    start = draw(st.integers(0, len(document.text) - 1))
    end = draw(st.integers(start + 1, len(document.text)))
    return document, quote(document, 0, Span(start=start, end=end))


@given(quotations())
def test_a_quotation_agrees_with_its_document(made: tuple[Document, Quote]) -> None:
    """What was cut out of a document passes the check against it, and is its characters between the offsets."""
    document, quotation = made
    place = quotation.citation

    check(quotation, document)
    assert quotation.text == document.text[place.start : place.end]


@given(quotations(), st.characters(), st.data())
def test_a_changed_character_fails_the_check(made: tuple[Document, Quote], other: str, data: st.DataObject) -> None:
    """A document that differs in one character of the quotation does not hold it."""
    document, quotation = made
    at = data.draw(st.integers(quotation.citation.start, quotation.citation.end - 1))
    assume(document.text[at] != other)
    changed = document.model_copy(update={"text": document.text[:at] + other + document.text[at + 1 :]})

    with pytest.raises(NotInDocument, match=r"^fees\.md holds "):
        check(quotation, changed)


@given(quotations(), TEXTS)
def test_a_changed_quotation_cannot_be_made(made: tuple[Document, Quote], other: str) -> None:
    """Words that are not those of their citation are no quotation, and what was made without asking fails the check."""
    document, quotation = made
    assume(other != quotation.text)

    with pytest.raises(ValidationError, match="cut quotations out of the document"):
        Quote(text=other, citation=quotation.citation)
    with pytest.raises(NotInDocument):
        check(quotation.model_copy(update={"text": other}), document)


def test_a_quotation_belongs_to_one_document() -> None:
    """The same words in another document are not the quotation."""
    document = _document("A copy costs two coins.")
    other = document.model_copy(update={"id": "rooms.md"})

    with pytest.raises(NotInDocument, match=r"is from fees\.md, not from rooms\.md"):
        check(quote(document, 0, Span(start=0, end=6)), other)


def test_a_digest_that_is_not_the_texts_fails_the_check() -> None:
    """The check trusts neither the words nor the digest that a quotation says of itself."""
    document = _document("A copy costs two coins.")
    made = quote(document, 0, Span(start=0, end=6))
    forged = made.model_copy(update={"citation": made.citation.model_copy(update={"digest": "sha256:0"})})

    with pytest.raises(NotInDocument, match="the digest sha256:0 is not that of"):
        check(forged, document)


def test_words_beyond_the_end_are_not_in_the_document() -> None:
    """An end past the text's is refused."""
    with pytest.raises(NotInDocument, match=r"fees\.md has 5 characters, none at 2\.\.6"):
        quote(_document("Fees."), 0, Span(start=2, end=6))


def test_a_citation_says_where_and_as_of_when() -> None:
    """A citation has the document's title, id and date, the trail, the page, and the address of the heading."""
    document = _document("A copy costs two coins.", url="https://example.org/rules", as_of="2024-05")
    place = cite(document, 0, Span(start=2, end=6))

    assert (place.document, place.title, place.as_of) == ("fees.md", "House rules", "2024-05")
    assert (place.trail, place.page, place.url) == (("Money", "Fees"), 3, "https://example.org/rules#fees")


def test_an_address_without_a_fragment_is_the_documents() -> None:
    """A heading without an id is cited by the page, and a document without an address by none."""
    document = _document("Fees.", url="https://example.org/rules")
    bare = document.model_copy(update={"sections": (document.sections[0].model_copy(update={"fragment": None}),)})
    place = Span(start=0, end=4)

    assert cite(bare, 0, place).url == "https://example.org/rules"
    assert cite(_document("Fees."), 0, place).url is None


def test_an_anchor_is_the_trail_and_a_digest() -> None:
    """An anchor is readable, and its digits are those that anyone can compute."""
    assert (
        anchor(("Fees & charges", "1.2 Copies"), "A copy\n  costs  two coins.")
        == "fees-charges/1-2-copies~95585932674e"
    )
    assert anchor((), "A copy costs two coins.") == "~95585932674e"


@given(TEXTS, st.lists(st.sampled_from(" \n\t"), min_size=1, max_size=3).map("".join))
def test_white_space_moves_no_anchor(text: str, space: str) -> None:
    """A text that is wrapped otherwise keeps its anchor."""
    assert anchor(("Fees",), space.join(text.split())) == anchor(("Fees",), f" {text}\n")


@pytest.mark.parametrize(
    ("heading", "made"),
    [
        ("Fees & Charges", "fees-charges"),
        ("§ 5 Été", "5-été"),
        ("第1条　目的", "第1条-目的"),
        ("_ﬁve_", "five"),
        ("!?", ""),
    ],
)
def test_a_slug_is_made_of_words_of_any_script(heading: str, made: str) -> None:
    """Slugs are in lower case, joined by hyphens, with nothing else at either end."""
    assert slug(heading) == made


@given(st.lists(TEXTS, min_size=2, max_size=5), TEXTS, st.data())
def test_an_edit_elsewhere_moves_no_anchor(texts: list[str], other: str, data: st.DataObject) -> None:
    """Where one section's text is replaced, and another section put before all, the other sections keep their anchors."""
    edited = data.draw(st.integers(0, len(texts) - 1))
    sections = {f"Section {number}": text for number, text in enumerate(texts)}
    changed = {"Put before all": other} | sections | {f"Section {edited}": other}
    before, after = _anchors(sections), _anchors(changed)

    assert all(after[heading] == before[heading] for heading in before if heading != f"Section {edited}")


def _anchors(sections: dict[str, str]) -> dict[str, list[str]]:
    """The anchors of a document's passages, by the heading above them."""
    builder = Builder()
    for heading, text in sections.items():
        builder.heading(heading, 1)
        builder.paragraph(text)
    document = Document(id="made.md", title="Made", text=builder.text(), sections=builder.sections("Made"))
    found: dict[str, list[str]] = {}
    for passage in split(document):
        found.setdefault(document.sections[passage.section].heading, []).append(passage.anchor)
    return found
