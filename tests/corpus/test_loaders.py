"""Each format as its readers see it; encodings; what is refused, and why."""

from pathlib import Path
from time import process_time

import pytest

from corpus.errors import UnreadableDocument
from corpus.loaders import LOADERS, SUFFIXES, load
from corpus.loaders.building import Builder, Source
from corpus.model import Document
from tests.case_files import Case, cases
from tests.corpus.dump import dump
from tests.corpus.papers import MADE

NAMES = {"html": "page.html", "markdown": "page.md", "plain": "page.txt", "ready": "page.jsonl"}


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(NAMES[format], case, id=f"{format}: {case.title}") for format in NAMES for case in cases(format)],
)
def test_a_source_is_read_as_its_readers_see_it(name: str, case: Case) -> None:
    """A source has the title, sections and blocks that a reader of it sees."""
    assert dump(name, case.input) == case.expected


def _read(id: str, data: bytes) -> Document:
    (document,) = load(Source(id=id, data=data)).documents
    return document


def _blocks(document: Document) -> list[str]:
    return [document.at(block) for section in document.sections for block in section.blocks]


def test_every_format_has_cases() -> None:
    """A format that is added comes with a file of cases, or is made for tests."""
    assert {SUFFIXES[Path(name).suffix] for name in (*NAMES.values(), *MADE)} == set(LOADERS)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Das Café öffnet um neun.", "utf-8"),
        ("Das Café öffnet um neun.", "utf-8-sig"),
        ("Das Café öffnet um neun.", "utf-16"),
        ("“Café” opens – at nine.", "windows-1252"),
        ("窓口は九時に開く。", "utf-16"),
    ],
)
def test_a_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    """Nothing needs to be said of UTF-8, UTF-16 with a byte order mark, and Windows-1252."""
    assert _blocks(_read("page.txt", text.encode(encoding))) == [text]


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "windows-1252", "“Café” – 5 €"),
        ("iso-8859-1", "utf-8", "Café – wrongly declared"),
        ("utf-8", "windows-1252", "Café wrongly declared"),
        ("utf-16", "utf-8", "read byte by byte, so no UTF-16!"),
        ("utf-32", "utf-8", "nor UTF-32"),
        ("iso-8859-2", "iso-8859-2", "Łódź"),
        ("koi8-r", "koi8-r", "Окно"),
        ("shift_jis", "cp932", "窓口①"),
        ("euc-jp", "euc-jp", "窓口"),
        ("gb2312", "gb18030", "窗口€"),
        ("no-such-encoding", "utf-8", "Café"),
        ("hex", "utf-8", "Café"),
        ("undefined", "utf-8", "Café"),
    ],
)
def test_a_page_is_read_as_it_declares_where_that_can_be(declared: str, encoding: str, text: str) -> None:
    """The encoding that a page names counts where it says something and the bytes agree."""
    page = f'<html><head><META http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{text}</p>'

    assert _blocks(_read("page.html", page.encode(encoding))) == [text]


def test_an_xml_page_is_read_as_its_declaration_says() -> None:
    """The encoding of an XML declaration counts, and the declaration is no text."""
    page = '<?xml version="1.0" encoding="iso-8859-2"?><html><body><p>Łódź</p></body></html>'

    assert _blocks(_read("page.xhtml", page.encode("iso-8859-2"))) == ["Łódź"]


@pytest.mark.parametrize(
    ("id", "data"),
    [
        ("page.txt", b"%PDF-1.7\x00\x01\x02"),
        ("page.txt", b"\x8d\x8f"),
        ("page.txt", b"\xff\xfe\x00\xd8"),
        ("page.html", '<meta charset="euc-jp">窓口'.encode() + b"\xff"),
    ],
)
def test_bytes_in_no_known_encoding_are_refused(id: str, data: bytes) -> None:
    """What is binary, broken, or neither UTF-8 nor as declared is refused with what to do."""
    with pytest.raises(UnreadableDocument, match=f"{id}: is not a text in a known encoding; save it as UTF-8"):
        load(Source(id=id, data=data))


@pytest.mark.parametrize("id", ["page.rtf", "page", ".md", "folder.md/page.md5"])
def test_other_formats_are_refused_with_those_there_are(id: str) -> None:
    """A suffix that nothing reads is named, with those that are read."""
    with pytest.raises(UnreadableDocument, match=r"is no format read here; there is \.md, ") as refused:
        load(Source(id=id, data=b"Text."))

    assert (refused.value.source, str(refused.value)) == (id, f"{id}: {refused.value.reason}")


@pytest.mark.parametrize("data", [b"<div>" * 3000 + b"Fees.", b"<ul><li>" * 3000 + b"Fees."])
def test_a_page_that_is_nested_too_deeply_is_refused(data: bytes) -> None:
    """Thousands of elements inside of each other are refused, and end nothing else."""
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        load(Source(id="page.html", data=data))


def test_a_passage_that_is_nested_too_deeply_is_left_out() -> None:
    """One line of ready passages that cannot be read leaves the others."""
    lines = b"[" * 100_000 + b'\n{"_id": "a", "text": "Fees."}'
    loaded = load(Source(id="page.jsonl", data=lines))

    assert [document.id for document in loaded.documents] == ["a"]
    assert len(loaded.problems) == 1


def test_broken_front_matter_is_refused_with_its_place() -> None:
    """Front matter that is no YAML is refused in one line that says where it breaks."""
    with pytest.raises(
        UnreadableDocument, match=r"its front matter is no YAML: .* line 1, column 8: title: \[Fees "
    ) as error:
        load(Source(id="page.md", data=b"---\ntitle: [Fees\n---\nText.\n"))

    assert "\n" not in error.value.reason


def test_broken_front_matter_of_other_programs_is_passed_over() -> None:
    """A key that says nothing to us may hold what is no YAML; what says how long a document is in force may not get lost so."""
    broken = "---\ntitle: Fees\nas-of: 2024\ndescription: 'Here's how'\n{}---\nText.\n"
    (document,) = load(Source(id="page.md", data=broken.format("").encode())).documents

    assert (document.title, document.as_of, document.text) == ("Fees", "2024", "Text.")
    with pytest.raises(UnreadableDocument, match="no YAML"):
        load(Source(id="page.md", data=broken.format("  valid-until: 2020-01-01\n").encode()))


def test_front_matter_may_be_toml() -> None:
    """It says the same as YAML does, and what breaks it is said."""
    text = b'+++\ntitle = "Fees"\nas-of = 2024-05-01\nsupersedes = ["old.md"]\ndraft = false\n+++\n\nText.\n'
    (document,) = load(Source(id="page.md", data=text)).documents

    assert (document.title, document.as_of, document.supersedes) == ("Fees", "2024-05-01", ("old.md",))
    assert document.text == "Text."
    assert load(Source(id="page.md", data=b"+++\n+++\nText.\n")).documents[0].text == "Text."
    with pytest.raises(UnreadableDocument, match=r"its front matter is no TOML: .*line 1"):
        load(Source(id="page.md", data=b"+++\ntitle = \n+++\nText.\n"))


MDX = """\
---
title: Fees
---
import { Tabs } from "./tabs"
export const now = () => {
  return 1
}

Import duties are paid. <Badge items={[1, 2]} said="a > b" /> Moorings are free.

import of goods is reported, {/* not
really */} export too.

<Tabs>
  <Tab label="Boats">

Boats pay 30.

  </Tab>
</Tabs>
"""


def test_the_code_of_mdx_is_no_text() -> None:
    """Statements, comments and the tags of components are left out, and what the components hold is read."""
    (document,) = load(Source(id="page.mdx", data=MDX.encode())).documents

    assert [document.at(block) for section in document.sections for block in section.blocks] == [
        "Import duties are paid. Moorings are free.",
        "import of goods is reported, export too.",
        "Boats pay 30.",
    ]


def test_a_footnote_inside_of_anothers_list_ends_no_reading() -> None:
    """Where the parser loses the beginning of a list, what comes after is read."""
    document = _read("page.md", b"Fees[^a].\n\n[^a]: - one\n\n    - [^b]: two\n\n    - three\n\n- four\n")

    assert _blocks(document)[-1] == "four"


@pytest.mark.parametrize(
    ("id", "title"),
    [("folder/leave_policy-2024.txt", "leave policy 2024"), ("-.txt", "-.txt"), ("a.b.txt", "a.b")],
)
def test_a_document_without_a_title_is_named_by_its_file(id: str, title: str) -> None:
    """The file's name without suffix, hyphens and underscores is the title where no other is."""
    assert _read(id, b"A copy costs two coins.").title == title


@pytest.mark.parametrize("id", ["page.html", "page.md", "page.txt"])
def test_where_a_page_was_fetched_is_its_address(id: str) -> None:
    """The address of the source is the document's, where it names none itself."""
    (document,) = load(Source(id=id, data=b"Text.", url="https://example.org/page")).documents

    assert document.url == "https://example.org/page"


def test_duplicate_passages_are_all_read() -> None:
    """The loader leaves it to the reading of all sources to choose between passages of one id."""
    line = b'{"_id": "a", "text": "Fees."}\n'

    assert [document.id for document in load(Source(id="page.jsonl", data=line * 2)).documents] == ["a", "a"]


def test_a_list_of_ten_thousand_items_keeps_the_nesting_of_each() -> None:
    """A long list is read like a short one."""
    (section,) = _read("page.txt", b"Fees\n\n" + b"- one\n  - two\n" * 5000).sections

    assert [block.depth for block in section.blocks] == [0, 1] * 5000


def test_many_passages_are_read_in_proportion() -> None:
    """Twenty times as many passages take about twenty times as long, and far less than their square."""
    line = b'{"_id": "a", "title": "Fees", "text": "A copy costs two coins."}\n'
    few, many = (Source(id="page.jsonl", data=line * count) for count in (500, 10_000))

    assert _seconds(many) < 80 * min(_seconds(few) for _ in range(3))


def _seconds(source: Source) -> float:
    before = process_time()
    load(source)
    return process_time() - before


def test_nothing_built_is_nothing() -> None:
    """A builder that was given headings and empty words only has no sections, and no heading where there was none."""
    builder = Builder()
    builder.paragraph(" \n ")
    builder.row([" ", ""], builder.group())

    assert (builder.text(), builder.sections("Fees"), builder.first_heading()) == ("", (), None)
