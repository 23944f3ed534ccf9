"""What stands under an answer, and what a tap is met with."""

from re import sub

import pytest
import vobject

from bot.channels.telegram_buttons import buttons, tapped
from bot.channels.telegram_reply import Reply
from bot.model import Answer
from corpus.anchors import quote
from corpus.model import Block, Document, Section, Span
from tests.channels.fakes import Scripted, answer, contact

MARK = "sha256:0"
"""What marks the documents of the answers here."""


def words(reply: Reply) -> str:
    """The text of a reply."""
    return "\n".join(sub("<.*?>", "", message.html) for message in reply.messages)


def asked(said: Answer, kind: str, reason: str = MARK) -> Reply:
    """What a tap under an answer is met with."""
    return tapped(Scripted(lambda question: said), kind, 5, reason, ("Who?",))


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (answer("Text.", contacts=(contact(),)), ["section", "person", "card", "useful", "poor"]),
        (answer("Text."), ["section", "person", "useful", "poor"]),
        (answer(status="abstained.no_evidence", message="No.", contacts=(contact(),)), ["card"]),
        (answer(status="smalltalk.greeting", message="Hello."), []),
    ],
)
def test_what_can_be_done_with_an_answer_is_offered(said: Answer, kinds: list[str]) -> None:
    """Every button says what it does, within what Telegram lets it hold; none is there that leads to nothing."""
    offered = buttons(said, 2**62)

    assert [data.partition(":")[0] for _, data in offered] == kinds
    assert all(label.strip() and len(data.encode()) <= 64 for label, data in offered)


@pytest.mark.parametrize("kind", ["more", "section", "person", "card", "useful", "poor", "why"])
def test_a_tap_on_an_answer_that_is_forgotten_is_met_kindly(kind: str) -> None:
    """What can no longer be looked up is said, once, and nothing is asked."""
    assistant = Scripted(lambda question: answer("Text."))

    reply = tapped(assistant, kind, 5, "", ())

    assert "too old" in words(reply)
    assert reply.tapped is not None
    assert assistant.asked == []


def test_a_section_of_a_document_that_is_gone_is_met_kindly() -> None:
    """After the documents have changed an answer may quote what is not there any more."""
    assert "too old" in words(asked(answer("Text."), "section"))


@pytest.mark.parametrize("kind", ["more", "section", "person", "card", "poor"])
def test_an_answer_from_other_documents_is_not_gone_on_from(kind: str) -> None:
    """Asked again after the documents have changed, it may quote something else: that is said, and nothing shown."""
    said = answer("Text.", contacts=(contact(),))

    assert words(asked(said, kind, "sha256:9")) == "This answer is too old for that. Please ask again."
    assert "too old" not in words(asked(said, "poor"))


def test_every_place_that_is_quoted_is_marked_in_its_section() -> None:
    """Two quotations of a section are shown in it together; one of another section in that."""
    text = "One rule. A filler. Another rule.\nElsewhere."
    sections = (
        Section(heading="A", trail=("A",), blocks=(Block(start=0, end=33),)),
        Section(heading="B", trail=("B",), blocks=(Block(start=34, end=44),)),
    )
    document = Document(id="d.md", title="D", text=text, sections=sections)
    quotes = tuple(
        quote(document, section, Span(start=start, end=end))
        for section, start, end in ((0, 0, 9), (0, 20, 33), (1, 34, 44))
    )
    said = answer("x").model_copy(update={"quotes": quotes})

    reply = tapped(Scripted(lambda question: said, [document]), "section", 5, MARK, ("Who?",))

    assert [message.html.split("\n\n")[0] for message in reply.messages] == [
        "<b>One rule.</b> A filler. <b>Another rule.</b>",
        "<b>Elsewhere.</b>",
    ]


def test_a_person_to_ask_is_named_with_where_else_to_turn() -> None:
    """Contacts as they are printed, and what the organisation set as its help desk."""
    assistant = Scripted(lambda question: answer("Text.", contacts=(contact("Desk officer"),)))
    assistant.helpdesk = "room 12"

    said = words(tapped(assistant, "person", 5, MARK, ("Who?",)))

    assert "Desk officer" in said
    assert "You can turn to room 12." in said
    assert "name nobody" in words(asked(answer("Text."), "person"))


def test_a_contact_can_be_saved() -> None:
    """The card holds what the record prints, and nothing else; what would break its lines is escaped."""
    record = contact("Officer; for, all", "Street 1\n1000 Town")

    (message,) = asked(answer("Text.", contacts=(record,)), "card").messages

    assert message.file is not None
    assert message.file.name == "contact.vcf"
    card = vobject.readOne(message.file.text)
    assert card.fn.value == "Officer; for, all"
    assert card.org.value == ["Example Office", "Unit for <Asia> & Pacific"]
    assert [(line.value, line.params["TYPE"]) for line in card.tel_list] == [
        ("+00 (0) 1234 56 78", ["WORK", "VOICE"]),
        ("+00 1234 9", ["WORK", "FAX"]),
    ]
    assert (card.email.value, card.adr.value.street) == ("desk@example.org", "Street 1\n1000 Town")
    assert card.title.value == "Policy officer"


def test_a_card_without_a_name_goes_by_what_is_printed() -> None:
    """Nobody's name is made up: the office stands for it."""
    record = contact(None).model_copy(update={"role": None, "phones": (), "faxes": (), "address": None})

    (message,) = asked(answer("Text.", contacts=(record,)), "card").messages

    assert message.file is not None
    card = vobject.readOne(message.file.text)
    assert (card.fn.value, card.n.value.given) == ("Unit for <Asia> & Pacific", "")
    assert "tel" not in card.contents
