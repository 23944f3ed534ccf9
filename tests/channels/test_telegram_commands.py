"""What messages on Telegram are answered with, and what is remembered of a conversation."""

from re import sub

import pytest

from bot.channels import Incoming
from bot.channels.telegram_commands import Desk, Reply
from bot.storage.turns import Remembered
from tests.channels.fakes import Scripted, answer


def said(text: str, command: str | None = None) -> Incoming:
    """What a person says."""
    return Incoming(conversation="1", text=text, command=command, reply_to="1")


def words(reply: Reply) -> str:
    """The text of a reply."""
    return "\n".join(sub("<.*?>", "", message.html) for message in reply.messages)


def test_earlier_questions_go_along_and_the_new_one_is_to_be_remembered() -> None:
    """A question is answered with those before it, and joins them."""
    assistant = Scripted(lambda question: answer("Text.", suggestions=("more",)))

    reply = Desk(assistant).reply(said("two"), Remembered(("one",)))

    assert assistant.asked == [("two", ("one",))]
    assert (reply.question, reply.choices, reply.forget) == ("two", ("more",), "")


def test_a_new_start_forgets() -> None:
    """/new has what was said before forgotten, and is itself no question."""
    reply = Desk(Scripted(lambda question: answer("Text."))).reply(said("", "new"), Remembered(("one",)))

    assert (reply.question, reply.forget) == (None, "conversation")


@pytest.mark.parametrize(("text", "asked"), [("1", "the fax"), ("2.", "the phone"), ("3", "3"), ("0", "0")])
def test_a_number_picks_the_choice(text: str, asked: str) -> None:
    """After choices were offered their number stands for them; any other number is a question."""
    assistant = Scripted(lambda question: answer("Text."))

    reply = Desk(assistant).reply(said(text), Remembered(("which?",), ("the fax", "the phone")))

    assert assistant.asked == [(asked, ("which?",))]
    assert reply.question == asked


@pytest.mark.parametrize(
    "command", ["start", "help", "new", "sources", "contacts", "privacy", "forget", "ask", "weather", None]
)
def test_every_command_is_replied_to(command: str | None) -> None:
    """No command, and no message without text, is met with silence."""
    desk = Desk(Scripted(lambda question: answer("Text.")))

    assert words(desk.reply(said("", command), Remembered()))


def test_what_somebody_else_said_is_leaned_on_or_asked() -> None:
    """A question that replies to another's message goes on about it; a bare /ask, or the bare name, asks that message."""
    assistant = Scripted(lambda question: answer("Text."))
    desk, others = Desk(assistant), {"about": "Who pays for taxis?"}

    desk.reply(said("and for trains?").model_copy(update=others), Remembered(("one",)))
    desk.reply(said("", "ask").model_copy(update=others), Remembered(("one",)))
    desk.reply(said("").model_copy(update=others), Remembered(("one",)))

    bare = ("Who pays for taxis?", ("one",))
    assert assistant.asked == [("and for trains?", ("one", "Who pays for taxis?")), bare, bare]


def test_what_tells_who_somebody_is_is_not_remembered() -> None:
    """The question is answered as it is, and remembered with dots."""
    assistant = Scripted(lambda question: answer("Text."))

    reply = Desk(assistant).reply(said("May +44 1632 960 214 call me?"), Remembered())

    assert assistant.asked == [("May +44 1632 960 214 call me?", ())]
    assert reply.question == "May •••••••••••••••• call me?"


@pytest.mark.parametrize("kind", ["more", "section", "useful", "poor", "why"])
def test_a_tap_on_an_answer_that_is_forgotten_is_met_kindly(kind: str) -> None:
    """What can no longer be looked up is said, and nothing is asked."""
    assistant = Scripted(lambda question: answer("Text."))

    assert "too old" in words(Desk(assistant).tapped(kind, 5, "", ()))
    assert assistant.asked == []


def test_a_section_of_a_document_that_is_gone_is_met_kindly() -> None:
    """After the documents have changed an answer may quote what is not there any more."""
    reply = Desk(Scripted(lambda question: answer("Text."))).tapped("section", 5, "sha256:0", ("Who?",))

    assert "too old" in words(reply)


@pytest.mark.parametrize("kind", ["more", "section", "poor"])
def test_an_answer_from_other_documents_is_not_gone_on_from(kind: str) -> None:
    """Asked again after the documents have changed, it may quote something else: that is said, and nothing shown."""
    desk = Desk(Scripted(lambda question: answer("Text.")))

    assert words(desk.tapped(kind, 5, "sha256:9", ("Who?",))) == "This answer is too old for that. Please ask again."
    assert "too old" not in words(desk.tapped("poor", 5, "sha256:0", ("Who?",)))
