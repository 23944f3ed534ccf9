"""The contract of a loader, over every loader: bytes in; a document whose offsets hold, or a reason, and nothing else."""

import json
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.anchors import check, quote
from corpus.errors import UnreadableDocument
from corpus.loaders import LOADERS, SUFFIXES, load
from corpus.loaders.building import Source
from corpus.model import Citation, Document, Span
from corpus.splitting import split
from tests.corpus.papers import pdf, sheets, slides, word

PDF, WORD, SLIDES, SHEETS = (SUFFIXES[suffix] for suffix in (".pdf", ".docx", ".pptx", ".xlsx"))
SAMPLES: Mapping[str, bytes] = {
    "text/markdown": b"# Fees\n\n## Copies\n\nA copy costs two coins.\n",
    "text/html": b"<h1>Fees</h1><h2>Copies</h2><p>A copy costs two coins.</p>",
    "text/plain": b"Fees\n\nCopies\n\nA copy costs two coins.\n",
    "application/jsonl": b'{"_id": "fees", "title": "Fees", "text": "A copy costs two coins."}\n',
    PDF: pdf([("h1", "Copies"), ("p", "A copy costs two coins.")], title="Fees"),
    WORD: word([("title", "Fees"), ("h1", "Copies"), ("p", "A copy costs two coins.")]),
    SLIDES: slides([("title", "Fees"), ("h1", "Copies"), ("p", "A copy costs two coins.")]),
    SHEETS: sheets([("h1", "Copies"), ("p", "A copy costs two coins.")], title="Fees"),
}
"""The same sentence in every format."""

WORDS = (
    "Fees¦A copy costs two coins.¦coins¦Tel: +32 2 299 11 11¦Registrar¦fees@example.org¦10%¦é¦名前。¦\u2028¦\x85¦\x0b"
)
LINES = "\n¦\n\n¦\n\n\n¦\r\n¦\f¦ ¦    ¦\t"
PIECES: Mapping[str, str] = {
    "text/markdown": "# ¦## ¦- ¦1. ¦> ¦: ¦---¦```¦    ¦*¦**¦`¦[¦](x)¦](mailto:a@b.c)¦[^1]¦[^1]: ¦^[¦]¦![¦<div>¦</div>¦<br>¦<!--¦-->¦|a|b|"
    "¦|-|-|¦|¦\\¦{#a}¦{{¦}}¦{%¦%}¦!!! note¦:::¦[!NOTE]¦title: x¦as-of: 2¦---\ntitle: '\\ud800'\n---\n¦<table>¦<tr>¦<td>¦</td>¦<h2>¦# a\n\nb\n\n- c\n  - d\n",
    "text/html": "<p>¦</p>¦<h1>¦<h2 id=a>¦</h2>¦<ul>¦<ol start=2>¦<li>¦</li>¦</ul>¦<dl>¦<dt>¦<dd>¦</dl>¦<table>¦<tr>¦<th colspan=2>¦<td rowspan=3>"
    "¦</table>¦<caption>¦<thead>¦<main>¦</main>¦<nav>¦</nav>¦<article>¦<body>¦<section id=a>¦<div class=menu>¦</div>¦<br>¦<a href=mailto:a@b.c>"
    "¦<a name=b>¦</a>¦<pre>¦<address>¦</address>¦<!-- ¦-->¦<![CDATA[¦&amp;¦&#0;¦&#xD800;¦<script>¦</script>¦<form>¦<template>"
    "¦<time datetime=2024>¦<title>¦<b>¦<¦<tr><td>a<td>b",
    "text/plain": "====¦----¦- ¦  - ¦• ¦1. ¦1.1 ¦a) ¦FEES¦Article 1¦# ¦Home¦Legal notice¦Last updated: 2024-05-06¦E-mail :",
    "application/jsonl": '{¦}¦[¦]¦"¦:¦,¦"_id"¦"text"¦"title"¦1¦null¦\\ud800¦{"_id": "a", "text": "b"}¦{"_id": "a", "text": "c\\nd"}¦{"_id": 1, "text": "\\ud800"}',
}
"""Pieces of each format that is text, out of which sources are thrown together."""
KINDS = ("title", "h1", "h2", "p", "lines", "note", "bullets", "numbers", "table", "break")

every_loader = pytest.mark.parametrize("media_type", LOADERS)
every_text = pytest.mark.parametrize("media_type", PIECES)


def _name(media_type: str) -> str:
    return f"folder/fees{LOADERS[media_type][0][0]}"


def _read(media_type: str, data: bytes) -> tuple[Document, ...]:
    """What a source holds; nothing where it is refused."""
    try:
        return load(Source(id=_name(media_type), data=data)).documents
    except UnreadableDocument:
        return ()


def _pieces(media_type: str) -> list[str]:
    return "¦".join([WORDS, LINES, PIECES[media_type]]).split("¦")


def _holds(document: Document) -> None:
    """The document can be kept, and its offsets agree with its text, in everything that is made of it."""
    blocks = [block for section in document.sections for block in section.blocks]
    passages = split(document)
    spans = [
        (number, Span(start=passage.start, end=passage.end)) for passage in passages for number in [passage.section]
    ]
    quotes = [quote(document, number, span) for number, span in spans]

    assert Document.model_validate_json(document.model_dump_json()) == document
    assert blocks
    assert all(section.blocks for section in document.sections)
    assert all(document.at(block) == document.at(block).strip() != "" for block in blocks)
    assert all(one.end <= two.start for one, two in pairwise(blocks))
    assert blocks[-1].end <= len(document.text)
    assert all(one.end <= two.start for one, two in pairwise(passages))
    assert all(
        passage.blocks[0].start == passage.start and passage.blocks[-1].end == passage.end for passage in passages
    )
    for made in [*quotes, *(quote(document, 0, _span(contact.citation)) for contact in document.contacts)]:
        check(made, document)


def _span(place: Citation) -> Span:
    return Span(start=place.start, end=place.end)


@every_loader
def test_what_is_read_is_known_by_its_source(media_type: str) -> None:
    """A document has its source's name or its own id, the digest of the bytes, the media type, a title and the text."""
    source = Source(id=_name(media_type), data=SAMPLES[media_type])
    (document,) = load(source).documents

    assert document.id in (source.id, "fees")
    assert (document.title, document.media_type, document.file_digest) == ("Fees", media_type, source.digest)
    assert "A copy costs two coins." in [document.at(block) for block in document.sections[-1].blocks]


@every_loader
def test_every_suffix_is_read(media_type: str) -> None:
    """Each suffix that is announced, in capitals too, is read by the loader of its format."""
    for suffix in LOADERS[media_type][0]:
        (document,) = load(Source(id=f"fees{suffix.upper()}", data=SAMPLES[media_type])).documents

        assert (SUFFIXES[suffix], document.media_type) == (media_type, media_type)


@every_loader
@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
def test_any_bytes_are_a_document_or_unreadable(media_type: str, data: bytes) -> None:
    """Whatever the bytes are, there is a document that agrees with itself, or a reason why there is none."""
    for document in _read(media_type, data):
        _holds(document)


@every_text
@given(data=st.data())
def test_any_pieces_of_the_format_are_a_document_or_unreadable(media_type: str, data: st.DataObject) -> None:
    """However the format's pieces are thrown together, there is a document that agrees with itself, or a reason."""
    pieces = st.sampled_from(_pieces(media_type)) | st.text(max_size=5)
    text = "".join(data.draw(st.lists(pieces, max_size=40)))

    for document in _read(media_type, text.encode("utf-8", "replace")):
        _holds(document)


@every_text
@given(st.data())
def test_the_same_bytes_are_read_the_same(media_type: str, data: st.DataObject) -> None:
    """A source that is read twice gives the same documents."""
    text = "".join(data.draw(st.lists(st.sampled_from(_pieces(media_type)), max_size=20))).encode()

    assert _read(media_type, text) == _read(media_type, text)


@every_loader
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xfea"])
def test_what_is_no_text_is_unreadable(media_type: str, data: bytes) -> None:
    """An empty file, or one that is no text, is refused by name with what to do."""
    with pytest.raises(UnreadableDocument, match=f"{_name(media_type)}: .*; (remove|save) it"):
        load(Source(id=_name(media_type), data=data))


@every_text
def test_depth_ends_no_reading(media_type: str) -> None:
    """A source that is nested thousands of times is read or refused like any other."""
    nested = {
        "text/html": "<div>",
        "text/markdown": "> ",
        "application/jsonl": '{"_id": "a", "text": ',
        "text/plain": "A\n",
    }
    data = (nested[media_type] * 3_000).encode()

    for document in _read(media_type, data + SAMPLES[media_type]):
        _holds(document)


@every_text
def test_line_ends_and_byte_order_marks_change_nothing(media_type: str) -> None:
    """The same text in UTF-8 and UTF-16, with a byte order mark and with other line ends, has the same blocks."""
    text = SAMPLES[media_type].decode()
    written = [text.encode("utf-8-sig"), text.encode("utf-16"), text.replace("\n", "\r\n").encode()]
    read = [_read(media_type, data) for data in (text.encode(), *written)]

    assert (
        len({json.dumps([[d.at(block) for s in d.sections for block in s.blocks] for d in found]) for found in read})
        == 1
    )


@given(
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.lists(st.sampled_from(WORDS.split("¦")), min_size=1, max_size=30)),
        max_size=12,
    )
)
@settings(max_examples=12)
def test_any_parts_of_a_paper_are_a_document_or_unreadable(parts: list[tuple[str, list[str]]]) -> None:
    """However headings, text, lists, tables and ends of pages follow each other, the document agrees with itself, and is read the same again."""
    said = [(kind, _said(kind, words)) for kind, words in parts]
    for media_type, data in (
        (PDF, pdf(said)),
        (WORD, word([part for part in said if part[0] not in ("lines", "note", "break")])),
        (SLIDES, slides([part for part in said if part[0] != "break"])),
        (SHEETS, sheets([part for part in said if part[0] != "break"])),
    ):
        for document in _read(media_type, data):
            _holds(document)
            assert _read(media_type, data) == (document,)


def _said(kind: str, words: list[str]) -> object:
    """What a part of a kind says, without signs that a file cannot hold."""
    words = [word for word in words if word.isprintable()]
    if kind in ("bullets", "numbers"):
        return words or ["Fees"]
    return [words or ["Fees"]] * 3 if kind == "table" else " ".join(words)
