"""Splitting: every block once, nothing across a heading, lists with their lead."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders import load
from corpus.loaders.building import Builder, Source
from corpus.model import Document
from corpus.splitting import LONG, split

WORDS = st.text(alphabet="abcde .", min_size=1, max_size=400).filter(lambda text: text.strip(" .") != "")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of paragraphs, lists and tables in any order."""
    builder = Builder()
    for _ in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["heading", "paragraph", "list", "table"]))
        if kind == "heading":
            builder.heading(draw(WORDS)[:60], draw(st.integers(1, 3)))
        elif kind == "paragraph":
            builder.paragraph(draw(WORDS) + draw(st.sampled_from([":", ".", " Sentence. " * 80])))
        elif kind == "list":
            group = builder.group()
            for text in draw(st.lists(WORDS, min_size=1, max_size=6)):
                builder.item(text, group, draw(st.integers(0, 2)))
        else:
            group = builder.group()
            builder.row(["one", "two"], group, header=True)
            for text in draw(st.lists(WORDS, min_size=1, max_size=6)):
                builder.row([text, "x"], group)
    return Document(id="made.md", title="Made", text=builder.text(), sections=builder.sections("Made"))


@given(documents())
def test_a_split_covers_the_text_once(document: Document) -> None:
    """Every character of every block stands in exactly one passage, which belongs to the block's section."""
    passages = split(document)
    covered = [
        (passage.section, place)
        for passage in passages
        for block in passage.blocks
        for place in range(block.start, block.end)
    ]
    wanted = {
        (number, place)
        for number, section in enumerate(document.sections)
        for block in section.blocks
        for place in range(block.start, block.end)
        if not document.text[place].isspace()
    }

    assert len(covered) == len(set(covered))
    assert {place for place in covered if not document.text[place[1]].isspace()} == wanted


@given(documents())
def test_items_and_rows_stay_whole(document: Document) -> None:
    """No list item and no table row is cut."""
    kept = {(block.start, block.end) for passage in split(document) for block in passage.blocks}

    assert all(
        (block.start, block.end) in kept for section in document.sections for block in section.blocks if block.group
    )


@given(documents())
def test_passages_are_short_enough_to_read(document: Document) -> None:
    """A passage is longer than the limit only where one item, row or sentence is, or its lead is added to it."""
    for passage in split(document):
        longest = max(block.end - block.start for block in passage.blocks)

        assert passage.end - passage.start <= LONG + longest


def _load(text: str) -> Document:
    return load(Source(id="page.txt", data=text.encode())).documents[0]


def test_a_list_stays_with_the_sentence_that_introduces_it() -> None:
    """A short list is one passage with its introduction."""
    document = _load("Rules\n\nSome words first. The office pays for:\n\n  - trains,\n  - buses.\n")

    (passage,) = split(document)

    assert document.at(passage) == "Some words first. The office pays for:\n\n  - trains,\n  - buses."
    assert passage.lead is not None
    assert document.at(passage.lead) == "The office pays for:"


def test_an_edit_elsewhere_moves_no_anchor() -> None:
    """Anchors of untouched passages are the same after another paragraph has changed."""
    before = _load("Rules\n\nScope\n\nThe rule is for staff.\n\nMoney\n\nThe office pays.\n")
    after = _load("Rules\n\nScope\n\nThe rule is for staff and for guests, new and old.\n\nMoney\n\nThe office pays.\n")

    assert split(before)[1].anchor == split(after)[1].anchor
    assert split(before)[0].anchor != split(after)[0].anchor
    assert split(before)[1].anchor.startswith("money~")
