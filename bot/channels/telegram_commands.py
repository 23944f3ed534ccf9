"""What a message on Telegram is answered with, and what is remembered of a conversation.

Questions go to the assistant with the earlier ones of their conversation; a number alone picks from the choices that
were offered last. Nothing is kept on disk.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field

from bot.channels import Assistant, Incoming
from bot.channels.telegram_text import Message, from_contacts, from_documents, from_outgoing, from_words
from bot.replies import say

TURNS = 8
"""So many earlier questions of a conversation are remembered."""
CONVERSATIONS = 10_000
"""So many conversations are remembered; the one that rested longest is forgotten first."""


@dataclass(slots=True)
class Conversation:
    """What is remembered of one conversation."""

    questions: deque[str] = field(default_factory=lambda: deque(maxlen=TURNS))
    """The earlier questions, the oldest first."""
    choices: tuple[str, ...] = ()
    """What was offered with the last answer."""


class Desk:
    """Answers one message after the other."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._conversations: OrderedDict[str, Conversation] = OrderedDict()

    def reply(self, incoming: Incoming) -> list[Message]:
        """The messages that answer what a person said; at least one."""
        match incoming.command:
            case "start" | "help":
                return from_words(say("telegram-welcome"))
            case "new":
                self._conversations.pop(incoming.conversation, None)
                return from_words(say("telegram-forgotten"))
            case "sources":
                return from_documents(self._assistant.documents)
            case "contacts":
                return from_contacts(self._assistant.documents)
            case "ask" if not incoming.text:
                return from_words(say("telegram-ask-what"))
            case "ask" | None:
                return self._answer(incoming) if incoming.text else from_words(say("telegram-text-only"))
            case _:
                return from_words(say("telegram-unknown-command"))

    def _answer(self, incoming: Incoming) -> list[Message]:
        conversation = self._conversation(incoming.conversation)
        question = _picked(incoming.text, conversation.choices)
        answer = self._assistant.answer(question, tuple(conversation.questions))
        conversation.questions.append(question)
        conversation.choices = answer.suggestions
        return from_outgoing(answer) or from_words(say("telegram-failed"))

    def _conversation(self, key: str) -> Conversation:
        conversation = self._conversations.setdefault(key, Conversation())
        self._conversations.move_to_end(key)
        if len(self._conversations) > CONVERSATIONS:
            self._conversations.popitem(last=False)
        return conversation


def _picked(text: str, choices: tuple[str, ...]) -> str:
    """The choice that a number names, else the text itself."""
    number = text.removesuffix(".")
    return choices[int(number) - 1] if number in map(str, range(1, len(choices) + 1)) else text
