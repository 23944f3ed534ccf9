"""What messages on Telegram are answered with, and what is remembered of a conversation."""

from re import sub

import pytest

from bot.channels import Incoming
from bot.channels.telegram_commands import Desk
from tests.channels.fakes import Scripted, answer


def ask(desk: Desk, text: str, command: str | None = None, conversation: str = "1") -> str:
    """The text the desk replies with."""
    said = Incoming(conversation=conversation, text=text, command=command, reply_to="1")
    return "\n".join(sub("<.*?>", "", message.html) for message in desk.reply(said))


def test_earlier_questions_of_the_conversation_go_along() -> None:
    """A question is answered with those before it in its conversation, until /new."""
    assistant = Scripted(lambda question: answer("Text."))
    desk = Desk(assistant)

    ask(desk, "one")
    ask(desk, "two")
    ask(desk, "else", conversation="2")
    ask(desk, "", "new")
    ask(desk, "three")

    assert assistant.asked == [("one", ()), ("two", ("one",)), ("else", ()), ("three", ())]


def test_a_number_picks_the_choice() -> None:
    """After choices were offered their number stands for them; without choices it is a question."""
    assistant = Scripted(
        lambda question: answer(status="clarify", message="Which?", suggestions=("the fax", "the phone"))
    )
    desk = Desk(assistant)

    for text in ("1", "2.", "3"):
        ask(desk, text)

    assert [question for question, _ in assistant.asked] == ["1", "the phone", "3"]


@pytest.mark.parametrize("command", ["start", "help", "new", "sources", "contacts", "ask", "weather", None])
def test_every_command_is_replied_to(command: str | None) -> None:
    """No command, and no message without text, is met with silence."""
    desk = Desk(Scripted(lambda question: answer("Text.")))

    assert ask(desk, "", command)
