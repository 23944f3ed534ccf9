"""What messages on Telegram are answered with, and what is remembered of a conversation."""

from re import sub

import pytest

from bot.channels import Choice, Incoming
from bot.channels.telegram_commands import Desk
from bot.channels.telegram_reply import Reply, Tapped
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
    "command", ["start", "help", "language", "new", "sources", "contacts", "privacy", "forget", "ask", "weather", None]
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


def test_a_choice_that_is_tapped_is_asked_and_noted() -> None:
    """What stands on the button is asked; which choice it was is noted, so that it is asked once."""
    assistant = Scripted(lambda question: answer("Text."))
    choice = said("the fax").model_copy(update={"picked": Choice(update=7, place=2)})

    reply = Desk(assistant).reply(choice, Remembered(("which?",), ("the phone", "the fax")))

    assert assistant.asked == [("the fax", ("which?",))]
    assert reply.tapped == Tapped(7, "pick 2")


def test_a_beginner_is_shown_what_can_be_asked() -> None:
    """/start offers examples as buttons, and does not take up the conversation by them."""
    reply = Desk(Scripted(lambda question: answer("Text."))).reply(said("", "start"), Remembered())

    assert [message.choices for message in reply.messages] == [(), ("Who pays?",)]
    assert reply.question is None


def test_the_languages_that_exist_are_named() -> None:
    """/language names them as they call themselves."""
    reply = Desk(Scripted(lambda question: answer("Text."))).reply(said("", "language"), Remembered())

    assert "English" in words(reply)
