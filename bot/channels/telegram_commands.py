"""What a message on Telegram is answered with.

Questions go to the assistant with the earlier ones of their conversation; a number alone picks from the choices that
were offered last. Nothing is kept here: what is to be remembered is part of the reply.
"""

from math import ceil

from bot.channels import Assistant, Incoming
from bot.channels.telegram_buttons import buttons
from bot.channels.telegram_reply import Reply, Tapped
from bot.channels.telegram_text import from_contacts, from_documents, from_outgoing, from_words
from bot.masking import masked
from bot.replies import LANGUAGES, say
from bot.storage.turns import Remembered


class Desk:
    """Answers one message after the other."""

    def __init__(self, assistant: Assistant, retention_days: float = 30.0) -> None:
        self._assistant = assistant
        self._retention_days = retention_days

    def reply(self, incoming: Incoming, remembered: Remembered, number: int = 0) -> Reply:
        """What answers a person who said something, by update `number`, in a conversation of which this is remembered."""
        match incoming.command:
            case "start" | "help":
                return self._welcome()
            case "new":
                return Reply(from_words(say("telegram-forgotten")), forget="conversation")
            case "forget":
                return Reply(from_words(say("telegram-forgotten-person")), forget="person")
            case "privacy":
                return Reply(from_words(say("telegram-privacy", days=ceil(self._retention_days))))
            case "language":
                names = ", ".join(say("language-name", language) for language in LANGUAGES)
                return Reply(from_words(say("telegram-languages", names=names)))
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

    def _welcome(self) -> Reply:
        days, titles = ceil(self._retention_days), self._assistant.titles()
        messages = from_words(say("telegram-welcome", titles=titles, days=days))
        examples = tuple(self._assistant.examples())
        if examples:
            messages += [from_words(say("telegram-examples"))[0].model_copy(update={"choices": examples})]
        return Reply(messages)

    def _answer(self, incoming: Incoming, remembered: Remembered, number: int) -> Reply:
        earlier = remembered.questions
        question = _picked(incoming.text, remembered.choices)
        if incoming.about:  # what somebody else said is asked about, or leaned on
            question, earlier = (question, (*earlier, incoming.about)) if question else (incoming.about, earlier)
        answer = self._assistant.answer(question, earlier)
        messages = from_outgoing(answer) or from_words(say("telegram-failed"))
        messages[-1] = messages[-1].model_copy(update={"actions": buttons(answer, number)})
        is_answer = answer.status == "answered"
        picked = incoming.picked
        note = Tapped(picked.update, f"pick {picked.place}"[:16]) if picked else None  # asked once
        return Reply(messages, masked(question), answer.suggestions, tapped=note, is_answer=is_answer)


def _picked(text: str, choices: tuple[str, ...]) -> str:
    """The choice that a number names, else the text itself."""
    number = text.removesuffix(".")
    return choices[int(number) - 1] if number in map(str, range(1, len(choices) + 1)) else text
