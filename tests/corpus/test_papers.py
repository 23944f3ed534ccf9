"""PDF and Word files are read as their readers see them."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from corpus.errors import MissingReader, UnreadableDocument
from corpus.loaders import load
from corpus.loaders.building import Source
from corpus.model import Document
from tests.corpus.dump import shown
from tests.corpus.papers import Part, pdf, scan, word

APPROVAL = (
    "Every member of staff who travels for the office asks for approval before anything is booked, and says what the "
    "journey is for, how long it takes and what it is expected to cost in all."
)
RULES: Sequence[Part] = (
    ("title", "Travel and leave"),
    ("h1", "Travel"),
    ("p", APPROVAL),
    ("h2", "Trains"),
    ("p", "Trains are booked in second class."),
    (
        "bullets",
        [
            "Tickets are bought at least three days before the journey, unless it could not be foreseen by anybody who was asked.",
            "Seats may be reserved.",
        ],
    ),
    ("p", "The steps are these:"),
    ("numbers", ["Ask the head of the unit.", "Book with the travel desk."]),
    ("table", [["Grade", "Days"], ["A", "30"], ["B", "28"]]),
    ("h1", "Leave"),
    ("p", "Leave is granted by the head of the unit."),
)
READ = f"""\
== Travel #1
paragraph: {APPROVAL}
== Travel > Trains #2
paragraph: Trains are booked in second class.
item[1/0]: Tickets are bought at least three days before the journey, unless it could not be foreseen by anybody who was asked.
item[1/0]: Seats may be reserved.
paragraph: The steps are these:
item[2/0] 1.: Ask the head of the unit.
item[2/0] 2.: Book with the travel desk.
header[3/0]: Grade | Days
row[3/0]: A | 30
row[3/0]: B | 28
== Leave #3
paragraph: Leave is granted by the head of the unit."""


def read(name: str, data: bytes) -> Document:
    """The document of a file that holds one and has no problems."""
    loaded = load(Source(id=name, data=data))
    assert loaded.problems == ()
    (document,) = loaded.documents
    return document


def without(line: str) -> str:
    """A line without the address of its section."""
    return line.partition(" #")[0] if line.startswith("==") else line


@pytest.mark.parametrize(("name", "data"), [("rules.pdf", pdf(RULES)), ("rules.docx", word(RULES))])
def test_headings_paragraphs_lists_and_tables(name: str, data: bytes) -> None:
    """Both formats give the same sections and blocks; the number of the page is in none."""
    document = read(name, data)
    lines = [line for line in shown(document).splitlines() if not line.startswith("as-of")]

    assert lines[0] == "title: Travel and leave"
    assert [*map(without, lines[1:])] == [*map(without, READ.splitlines())]


def blocks(document: Document) -> list[tuple[str, int | None]]:
    """Each block with its page."""
    return [(document.at(block), block.page) for section in document.sections for block in section.blocks]


def test_pages_are_known_and_what_stands_at_their_edges_is_left_out() -> None:
    """A block is on the page that it begins on, its section's address leads to the page of its heading, and a running title is no text."""
    parts = [("title", "Rules of the house"), ("h1", "Travel"), ("p", APPROVAL), ("break", "")]
    parts += [("p", "Trains are booked by the desk."), ("break", ""), ("h1", "Leave"), ("p", "Leave is granted.")]
    document = read("rules.pdf", pdf(parts, running="Example Office, rules of 2024"))

    assert blocks(document) == [(APPROVAL, 1), ("Trains are booked by the desk.", 2), ("Leave is granted.", 3)]
    assert [section.fragment for section in document.sections] == ["page=1", "page=3"]


@pytest.mark.parametrize(("above", "left"), [(93.5, 0), (170.0, 2)])
def test_the_number_of_a_page_may_stand_a_little_higher(above: float, left: int) -> None:
    """Some points above the bottom it is no text; a number in the midst of a page stays."""
    parts = [("bullets", ["Trains.", "Flights."]), ("break", ""), ("bullets", ["Hotels.", "Taxis."])]
    found = blocks(read("list.pdf", pdf(parts, number="{}", above=above)))

    assert [text for text, _ in found if not text.isdigit()] == ["Trains.", "Flights.", "Hotels.", "Taxis."]
    assert sum(text.isdigit() for text, _ in found) == left


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_footnotes_come_last() -> None:
    """The sentence is one piece of text, and what stands between its halves on the page is not in it."""
    fill = ("p", " ".join([APPROVAL] * 18))
    parts = [
        fill,
        ("lines", "The approval is given by the head of the unit<super>1</super>, who may"),
        ("note", "1 Or by whom the board has named."),
    ]
    parts += [
        ("break", ""),
        ("lines", "ask the travel desk for what it costs."),
        ("p", "A third page is not needed."),
    ]
    document = read("rules.pdf", pdf(parts))
    texts = [text for text, _ in blocks(document)]

    assert any(text.endswith("who may ask the travel desk for what it costs.") for text in texts)
    assert texts[-1] == "1 Or by whom the board has named."


def test_a_paragraph_that_the_end_of_a_page_cuts_is_one_whatever_it_goes_on_with() -> None:
    """A last line that is full goes on, with a capital too."""
    said = " ".join(["The Travel Desk Of The House"] * 200) + " is closed."
    document = read("rules.pdf", pdf([("h1", "Desk"), ("p", said), ("h2", "Duration:"), ("p", "It ends in May.")]))

    assert [text for text, _ in blocks(document)] == [said, "It ends in May."]
    assert [section.trail for section in document.sections] == [("Desk",), ("Desk", "Duration:")]


def test_small_print_is_no_footnote_because_its_lines_begin_with_numbers() -> None:
    """Only what begins with a number is one, and it stands where it is read."""
    small = "Agreed in " + " ".join(map(str, range(1000, 1100))) + "."
    said = " ".join([APPROVAL] * 5)
    document = read("rules.pdf", pdf([("p", said), ("note", small), ("p", APPROVAL)]))

    assert [text for text, _ in blocks(document)] == [said, small, APPROVAL]


def test_a_table_of_contents_is_left_out_and_a_frame_around_text_is_no_table() -> None:
    """Neither says anything that the text does not; what is framed is text."""
    parts = [
        ("lines", "Travel .............................. 3"),
        ("p", APPROVAL),
        ("table", [["Ask before you book."]]),
    ]

    assert [text for text, _ in blocks(read("rules.pdf", pdf(parts)))] == [APPROVAL, "Ask before you book."]


def test_a_page_without_text_is_said() -> None:
    """What is read of the others counts."""
    loaded = load(
        Source(id="rules.pdf", data=pdf([("p", APPROVAL), ("break", ""), ("space", 9), ("break", ""), ("p", APPROVAL)]))
    )

    assert loaded.problems == ("rules.pdf: page 2 shows no text",)
    assert len(blocks(loaded.documents[0])) == 2


def test_lines_that_end_before_they_have_to_are_lines_of_their_own() -> None:
    """So the lines of an address are, and it is a contact record."""
    document = read(
        "rules.pdf",
        pdf([("p", APPROVAL), ("lines", "Travel Desk<br/>Telephone: +32 2 299 11 11<br/>E-mail: travel@example.org")]),
    )
    (contact,) = document.contacts

    assert (
        document.at(document.sections[0].blocks[1])
        == "Travel Desk\nTelephone: +32 2 299 11 11\nE-mail: travel@example.org"
    )
    assert (contact.unit, contact.phones[0].normal, contact.citation.page) == ("Travel Desk", "+3222991111", 1)


def test_words_that_are_parted_at_the_end_of_a_line_are_put_together() -> None:
    """A word that the document knows whole loses its hyphen, one that it writes with a hyphen keeps it."""
    said = "Reimbursement is asked for.<br/>Who asks for reimburse-<br/>ment of a non-<br/>refundable ticket says so. A non-refundable ticket is rare."
    document = read("rules.pdf", pdf([("p", APPROVAL), ("lines", said)]))

    assert "Who asks for reimbursement of a non-refundable ticket says so." in document.text


def test_a_title_over_several_lines_ends_where_a_label_begins() -> None:
    """What is as large and labelled ("From: …") is no part of it."""
    parts = [("title", "Memorandum on"), ("title", "travel by train"), ("title", "FROM: The Office"), ("p", APPROVAL)]

    assert read("memo.pdf", pdf(parts)).title == "Memorandum on travel by train"


def test_what_a_file_says_of_itself() -> None:
    """Its title where no program has made it up, and the day of its last change."""
    named, unnamed = (
        read("staff-rules.pdf", pdf([("p", APPROVAL)], title=title))
        for title in ("Travel policy", "Microsoft Word - x.doc")
    )
    written = read("staff-rules.docx", word([("p", APPROVAL)], "Travel policy", datetime(2023, 2, 1, tzinfo=UTC)))

    assert (named.title, unnamed.title, written.title) == ("Travel policy", "staff rules", "Travel policy")
    assert written.as_of == "2023-02-01"


@pytest.mark.parametrize(
    ("name", "data", "what_to_do"),
    [
        ("x.pdf", pdf([("p", APPROVAL)], password="secret"), "locked with a password"),
        ("x.pdf", scan(), "OCR"),
        ("x.pdf", b"%PDF-1.4 and nothing else", "save it anew"),
        ("x.pdf", b"", "save it anew"),
        ("x.docx", b"PK and nothing else", "save it as .docx anew"),
        ("x.docx", word([]), "holds no text"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, data: bytes, what_to_do: str) -> None:
    """The file is named, and what would make it readable."""
    with pytest.raises(UnreadableDocument, match=what_to_do) as raised:
        load(Source(id=name, data=data))

    assert raised.value.source == name


def test_a_format_whose_packages_are_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be installed is named."""
    monkeypatch.delitem(sys.modules, "corpus.loaders.word", raising=False)
    monkeypatch.setitem(sys.modules, "mammoth", None)

    with pytest.raises(MissingReader, match=r"madoguchi\[documents\]"):
        load(Source(id="rules.docx", data=word(RULES)))
