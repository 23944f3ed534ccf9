"""What a message on Telegram is answered with.

Questions go to the assistant with the earlier ones of their conversation; a number alone picks from the choices that
were offered last. Nothing is kept here: what is to be remembered is part of the reply.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from bot.channels import Assistant, Incoming
from bot.channels.telegram_text import (
    Message,
    from_contacts,
    from_documents,
    from_outgoing,
    from_runners_up,
    from_section,
    from_words,
)
from bot.masking import masked
from bot.model import Answer
from bot.replies import say
from bot.storage.turns import POOR, USEFUL, Remembered
from corpus.errors import CorpusError
from retrieval.errors import RetrievalError

REASONS = ("wrong", "partial", "outdated")
"""Why an answer is not useful."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """What a person did with an answer; see bot.storage.tables.Tap."""

    update: int
    """Number of the update that was answered."""
    kind: str
    """What was done; each kind once a person and answer."""
    value: str = ""
    """The opinion."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person is told, and what becomes of the conversation."""

    messages: list[Message]
    """In order; none where the bot keeps silent."""
    question: str | None = None
    """The question to be remembered, where one was asked."""
    choices: tuple[str, ...] = ()
    """What was offered to go on with."""
    forget: Literal["", "conversation", "person"] = ""
    """Whether what was said here before is to be forgotten, or all that is kept of the person."""
    tapped: Tapped | None = None
    """What is to be noted; where it was noted before, nothing is said again."""
    is_answer: bool = False
    """The documents answer."""


SILENCE = Reply([])
"""Nothing is said."""


class Desk:
    """Answers one message after the other."""

    def __init__(self, assistant: Assistant, retention_days: float = 30.0) -> None:
        self._assistant = assistant
        self._retention_days = retention_days

    def reply(self, incoming: Incoming, remembered: Remembered, number: int = 0) -> Reply:
        """What answers a person who said something, by update `number`, in a conversation of which this is remembered."""
        match incoming.command:
            case "start" | "help":
                days, titles = ceil(self._retention_days), self._assistant.titles()
                return Reply(from_words(say("telegram-welcome", titles=titles, days=days)))
            case "new":
                return Reply(from_words(say("telegram-forgotten")), forget="conversation")
            case "forget":
                return Reply(from_words(say("telegram-forgotten-person")), forget="person")
            case "privacy":
                return Reply(from_words(say("telegram-privacy", days=ceil(self._retention_days))))
            case "sources":
                return Reply(from_documents(self._assistant.documents))
            case "contacts":
                return Reply(from_contacts(self._assistant.documents))
            case "ask" if not incoming.text and not incoming.about:
                return Reply(from_words(say("telegram-ask-what")))
            case "ask" | None:
                if incoming.text or incoming.about:
                    return self._answer(incoming, remembered, number)
                return Reply(from_words(say("telegram-text-only")))
            case _:
                return Reply(from_words(say("telegram-unknown-command")))

    @property
    def assistant(self) -> Assistant:
        """Whom questions go to."""
        return self._assistant

    def tapped(self, kind: str, number: int, reason: str, asked: Sequence[str]) -> Reply:
        """What a tap under an answer is met with; `asked` is the question, the last, with those before it.

        `reason` is the opinion's, or else marks the documents that were answered from.
        """
        if not asked:
            return Reply(from_words(say("telegram-too-old")))
        if kind in ("useful", "why"):
            return Reply([], tapped=Tapped(number, "opinion", reason if kind == "why" else USEFUL))
        answer = self._assistant.answer(asked[-1], asked[:-1])
        if reason != _mark(answer):  # asked again of other documents, it may be another answer
            return Reply(from_words(say("telegram-too-old")))
        note = Tapped(number, kind)
        if kind == "poor":
            whom = answer.model_copy(update={"status": "abstained.no_evidence", "quotes": (), "limits": ()})
            whom = whom.model_copy(update={"message": say("telegram-what-is-wrong"), "suggestions": ()})
            messages = from_outgoing(whom)
            why = tuple((say(f"telegram-why-{reason}"), f"why:{number}:{reason}") for reason in REASONS)
            messages[-1] = messages[-1].model_copy(update={"actions": why})
            return Reply(messages, tapped=Tapped(number, "opinion", POOR))
        if not answer.quotes:
            return Reply(from_words(say("telegram-too-old")), tapped=note)
        if kind == "more":
            return Reply(from_runners_up(answer), tapped=note)
        try:
            document = self._assistant.document(answer.quotes[0].citation.document)
        except (CorpusError, RetrievalError):
            return Reply(from_words(say("telegram-too-old")), tapped=note)
        return Reply(from_section(document, answer.quotes[0]), tapped=note)

    def _answer(self, incoming: Incoming, remembered: Remembered, number: int) -> Reply:
        earlier = remembered.questions
        question = _picked(incoming.text, remembered.choices)
        if incoming.about:  # what somebody else said is asked about, or leaned on
            question, earlier = (question, (*earlier, incoming.about)) if question else (incoming.about, earlier)
        answer = self._assistant.answer(question, earlier)
        messages = from_outgoing(answer) or from_words(say("telegram-failed"))
        is_answer = answer.status == "answered"
        if is_answer:
            more = [("more", say("telegram-more"))] if answer.runners_up else []
            labels = (*more, ("section", say("telegram-section")), ("useful", "👍"), ("poor", "👎"))
            actions = tuple((label, f"{kind}:{number}:{_mark(answer)}") for kind, label in labels)
            messages[-1] = messages[-1].model_copy(update={"actions": actions})
        return Reply(messages, masked(question), answer.suggestions, is_answer=is_answer)


def _mark(answer: Answer) -> str:
    """What tells the documents of an answer from others, short enough for a button."""
    return answer.corpus_version[-12:]


def _picked(text: str, choices: tuple[str, ...]) -> str:
    """The choice that a number names, else the text itself."""
    number = text.removesuffix(".")
    return choices[int(number) - 1] if number in map(str, range(1, len(choices) + 1)) else text
