"""Contact records: what is printed of people and offices, and nothing else."""

import pytest

from corpus.anchors import check, quote
from corpus.contacts import find_contacts, is_contact_block
from corpus.loaders import load
from corpus.loaders.building import Source
from corpus.model import Document, Span
from tests.case_files import Case, cases
from tests.corpus.dump import dump_contacts


@pytest.mark.parametrize("case", cases("contacts"), ids=lambda case: case.title)
def test_contacts_are_what_is_printed(case: Case) -> None:
    """A record has the fields that its words print, each as printed and in normal form where it is valid."""
    suffix = case.title.rpartition("[")[2].rstrip("]")

    assert dump_contacts(f"page.{suffix}", case.input) == case.expected


def _documents() -> list[Document]:
    named = ((f"page.{case.title.rpartition('[')[2].rstrip(']')}", case.input.encode()) for case in cases("contacts"))
    return [document for id, data in named for document in load(Source(id=id, data=data)).documents]


@pytest.mark.parametrize("document", _documents(), ids=lambda document: document.title)
def test_every_value_stands_where_the_record_says(document: Document) -> None:
    """Each number and address is printed, as it is, in the words that the record is cited from."""
    for contact in document.contacts:
        place = contact.citation
        made = quote(document, 0, Span(start=place.start, end=place.end))

        check(made, document)
        assert place.digest == made.citation.digest
        assert all(value.printed in made.text for value in (*contact.phones, *contact.faxes, *contact.emails))


def test_finding_twice_finds_the_same() -> None:
    """A loaded document holds the records that are found in it."""
    for document in _documents():
        assert document.contacts == find_contacts(document)


@pytest.mark.parametrize(
    "lines",
    [
        ["Tel: +32 2 299 11 11"],
        ["Registrar", "Room 5"],
        ["Registrar", *["Room 5"] * 14, "Tel: +32 2 299 11 11"],
        ["Registrar of " + "the house of " * 12, "Tel: +32 2 299 11 11"],
        ["Whoever wants a copy calls the registry before noon.", "Tel: +32 2 299 11 11"],
    ],
    ids=["one line", "nothing reaches", "too many lines", "a long line", "prose"],
)
def test_other_lines_are_no_contact_block(lines: list[str]) -> None:
    """A block has two to fifteen short lines, no sentence, and one line at least that reaches somebody."""
    assert not is_contact_block(lines)
    assert is_contact_block(["Registrar", "Tel: +32 2 299 11 11"])
