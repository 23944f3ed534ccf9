"""What a message on Telegram is answered with.

Questions go to the assistant with the earlier ones of their conversation; a number alone picks from the choices that
were offered last. Nothing is kept here: what is to be remembered is part of the reply.
"""

from dataclasses import dataclass

from bot.channels import Assistant, Incoming
from bot.channels.telegram_text import Message, from_contacts, from_documents, from_outgoing, from_words
from bot.replies import say
from bot.storage.turns import Remembered


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person is told, and what becomes of the conversation."""

    messages: list[Message]
    """In order; at least one."""
    question: str | None = None
    """The question to be remembered, where one was asked."""
    choices: tuple[str, ...] = ()
    """What was offered to go on with."""
    forget: bool = False
    """Whether all that was said before is to be forgotten."""


class Desk:
    """Answers one message after the other."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def reply(self, incoming: Incoming, remembered: Remembered) -> Reply:
        """What answers a person who said something in a conversation of which this is remembered."""
        match incoming.command:
            case "start" | "help":
                return Reply(from_words(say("telegram-welcome")))
            case "new":
                return Reply(from_words(say("telegram-forgotten")), forget=True)
            case "sources":
                return Reply(from_documents(self._assistant.documents))
            case "contacts":
                return Reply(from_contacts(self._assistant.documents))
            case "ask" if not incoming.text:
                return Reply(from_words(say("telegram-ask-what")))
            case "ask" | None:
                if incoming.text:
                    return self._answer(incoming.text, remembered)
                return Reply(from_words(say("telegram-text-only")))
            case _:
                return Reply(from_words(say("telegram-unknown-command")))

    def _answer(self, text: str, remembered: Remembered) -> Reply:
        question = _picked(text, remembered.choices)
        answer = self._assistant.answer(question, remembered.questions)
        messages = from_outgoing(answer) or from_words(say("telegram-failed"))
        return Reply(messages, question, answer.suggestions)


def _picked(text: str, choices: tuple[str, ...]) -> str:
    """The choice that a number names, else the text itself."""
    number = text.removesuffix(".")
    return choices[int(number) - 1] if number in map(str, range(1, len(choices) + 1)) else text
