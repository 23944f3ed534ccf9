"""Splitting: every block once, nothing across a heading, lists with their lead."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders import load
from corpus.loaders.building import Builder, Source
from corpus.model import Document, Section
from corpus.splitting import LONG, SHORT, split

WORDS = st.text(alphabet="abcde .", min_size=1, max_size=400).filter(lambda text: text.strip(" .") != "")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of paragraphs, contact blocks, lists and tables in any order."""
    builder = Builder()
    for _ in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["heading", "paragraph", "contact", "list", "table"]))
        if kind == "heading":
            builder.heading(draw(WORDS)[:60], draw(st.integers(1, 3)))
        elif kind == "paragraph":
            builder.paragraph(draw(WORDS) + draw(st.sampled_from([":", ".", " Sentence. " * 80])))
        elif kind == "contact":
            builder.contact(draw(WORDS) + "\nTel: 1")
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


@given(documents())
def test_a_passage_stays_below_its_heading(document: Document) -> None:
    """The blocks of a passage lie in its section, and its lead is in it or before it there."""
    for passage in split(document):
        section = document.sections[passage.section]

        assert section.blocks[0].start <= passage.start < passage.end <= section.blocks[-1].end
        assert passage.lead is None or section.blocks[0].start <= passage.lead.start < passage.end


def _markdown(text: str) -> Document:
    return load(Source(id="page.md", data=text.encode())).documents[0]


def _texts(document: Document) -> list[str]:
    return [document.at(passage) for passage in split(document)]


def _load(text: str) -> Document:
    return load(Source(id="page.txt", data=text.encode())).documents[0]


def test_a_list_stays_with_the_sentence_that_introduces_it() -> None:
    """A short list is one passage with its introduction."""
    document = _load("Rules\n\nSome words first. The office pays for:\n\n  - trains,\n  - buses.\n")

    (passage,) = split(document)

    assert document.at(passage) == "Some words first. The office pays for:\n\n  - trains,\n  - buses."
    assert passage.lead is not None
    assert document.at(passage.lead) == "The office pays for:"


def test_a_sentence_without_an_end_introduces_a_list() -> None:
    """It goes on in the items, which are never read without it."""
    text = b"# Rules\n\nIn addition, what the office pays for\n\n- must be needed,\n- must be printed.\n"
    document = load(Source(id="page.md", data=text)).documents[0]

    (passage,) = split(document)

    assert passage.lead is not None
    assert document.at(passage.lead) == "In addition, what the office pays for"


def test_an_edit_elsewhere_moves_no_anchor() -> None:
    """Anchors of untouched passages are the same after another paragraph has changed."""
    before = _load("Rules\n\nScope\n\nThe rule is for staff.\n\nMoney\n\nThe office pays.\n")
    after = _load("Rules\n\nScope\n\nThe rule is for staff and for guests, new and old.\n\nMoney\n\nThe office pays.\n")

    assert split(before)[1].anchor == split(after)[1].anchor
    assert split(before)[0].anchor != split(after)[0].anchor
    assert split(before)[1].anchor.startswith("money~")


def test_short_paragraphs_are_read_together() -> None:
    """Paragraphs that follow each other are one passage while they are short together."""
    document = _markdown("One.\n\nTwo.\n\n" + "Long word. " * 44 + "\n\nThree.\n")

    assert _texts(document) == ["One.\n\nTwo.\n\n" + ("Long word. " * 44).strip(), "Three."]
    assert all(passage.end - passage.start <= SHORT for passage in split(document))


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """Every piece of a long paragraph ends with a sentence, and the next begins with one."""
    document = _markdown("A sentence of some words. " * 60)
    texts = _texts(document)

    assert len(texts) > 2
    assert all(text.startswith("A sentence") and text.endswith("words.") for text in texts)
    assert all(len(text) <= SHORT for text in texts)


def test_a_sentence_is_never_cut() -> None:
    """One long sentence is one passage, whatever its length, and parts those around it."""
    sentence = "This goes on " * 120 + "to its end."
    document = _markdown(f"Before. {sentence} After.")

    assert _texts(document) == ["Before.", sentence, "After."]


def test_a_contact_block_is_a_passage_of_its_own() -> None:
    """Neither what stands before a contact block nor what comes after it is read with it."""
    document = _load(
        "Fees\n\nIt is paid here.\n\nRegistrar\nTel: +32 2 299 11 11\n\nClerk\nTel: +32 2 299 11 12\n\nOr there.\n"
    )

    assert _texts(document) == [
        "It is paid here.",
        "Registrar\nTel: +32 2 299 11 11",
        "Clerk\nTel: +32 2 299 11 12",
        "Or there.",
    ]


def test_a_ready_passage_is_not_split() -> None:
    """A passage that comes ready stays whole, however long."""
    text = "A sentence of some words. " * 60
    (document,) = load(Source(id="page.jsonl", data=b'{"_id": "a", "text": "%s"}' % text.encode())).documents

    assert _texts(document) == [text.strip()]


def test_a_ready_passage_without_words_is_none() -> None:
    """A ready document that has no block gives no passage."""
    document = Document(id="a", title="", text="", sections=(Section(),), ready=True)

    assert split(document) == ()


def test_every_piece_of_a_long_list_knows_its_lead() -> None:
    """A list that is cut keeps its introduction in the first piece, and every piece names it."""
    items = "".join(f"- item {number} of a list that is long\n" for number in range(60))
    document = _markdown(f"The office pays for the following things. Among them are:\n\n{items}")
    passages = split(document)

    assert len(passages) > 1
    assert document.at(passages[0]).startswith("The office pays")
    assert {document.at(passage.lead) for passage in passages if passage.lead} == {"Among them are:"}
    assert all(passage.lead for passage in passages)


def test_a_long_introduction_stands_apart_from_a_long_list() -> None:
    """An introduction that would fill the passage of its list is a passage before it."""
    items = "".join(f"- item {number} of a list that is long\n" for number in range(60))
    document = _markdown("Words on the matter. " * 30 + f"The following counts.\n\n{items}")
    first, second, *_ = split(document)

    assert document.at(first).endswith("The following counts.")
    assert document.at(second).startswith("item 0")
    assert second.lead is not None
    assert document.at(second.lead) == "The following counts."


def test_a_list_that_nothing_announces_has_no_lead() -> None:
    """A paragraph that ends like any other introduces no list."""
    document = _markdown("Trains are fast.\n\n- one\n- two\n")

    assert _texts(document) == ["Trains are fast.", "one\n• two"]
    assert [passage.lead for passage in split(document)] == [None, None]


def test_every_piece_of_a_long_table_knows_its_header() -> None:
    """The header row leads every piece of a table that is cut."""
    rows = "".join(f"| copy number {number} of the house | {number} coins |\n" for number in range(60))
    document = _markdown(f"Fees.\n\n| Copy | Fee |\n|---|---|\n{rows}")
    first, *pieces = split(document)

    assert document.at(first) == "Fees."
    assert len(pieces) > 1
    assert {document.at(piece.lead) for piece in pieces if piece.lead} == {"Copy | Fee"}


def test_two_lists_are_two_passages() -> None:
    """Lists that follow each other are not read together."""
    document = _markdown("- one\n\n* two\n\n| a | b |\n|---|---|\n| c | d |\n")

    assert _texts(document) == ["one", "two", "a | b\nc | d"]


def test_a_question_begins_a_passage_and_keeps_its_answer() -> None:
    """Questions and answers that are paragraphs are read in pairs, be the answer a list."""
    document = _markdown("Fees are low.\n\nMay I pay later?\n\nYes.\n\nHow?\n\n- in cash\n- by card\n")

    assert _texts(document) == ["Fees are low.", "May I pay later?\n\nYes.", "How?\n\n• in cash\n• by card"]
