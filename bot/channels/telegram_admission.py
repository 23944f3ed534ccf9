"""Who is answered, and how often."""

from time import time

from sqlalchemy.orm import Session

from bot.channels import Incoming
from bot.channels.telegram_incoming import INLINE, chat_and_thread
from bot.channels.telegram_reply import SILENCE, Reply, Tapped
from bot.channels.telegram_text import from_words
from bot.replies import say
from bot.settings import TelegramOptions
from bot.storage import turns
from bot.storage.turns import Spoken

MINUTE, DAY = 60.0, 86_400.0
IN_A_GROUP = 10
"""So many times a person's questions of a day are answered in a group."""
NOTICE = "notice"
"""Kind of the note that somebody was told to wait."""


class Admission:
    """Says who has to wait, or is not answered at all."""

    def __init__(self, options: TelegramOptions, channel: str) -> None:
        self._options = options
        self._channel = channel

    def refusal(self, session: Session, incoming: Incoming, who: Spoken) -> Reply | None:
        """What somebody is met with who is not answered now; None for everybody else."""
        chat, _ = chat_and_thread(incoming.conversation)
        if self._options.allowed and not {str(chat), incoming.person} & set(map(str, self._options.allowed)):
            is_told = is_private(incoming) and incoming.command != INLINE
            return Reply(from_words(say("telegram-not-allowed"))) if is_told else SILENCE
        if incoming.command not in (None, "ask") or not incoming.text:
            return None
        too_often = self._too_often(session, incoming, who)
        return SILENCE if too_often and incoming.edited else too_often  # the answer to what was asked first stays

    def _too_often(self, session: Session, incoming: Incoming, who: Spoken) -> Reply | None:
        """The notice to wait; each once in its span of time, by the note that goes with it."""
        now, options = time(), self._options
        limits = [
            (options.questions_per_minute, MINUTE, "telegram-wait-minute", {"person": who.person}),
            (options.questions_per_day, DAY, "telegram-wait-day", {"person": who.person}),
        ]
        if not is_private(incoming):
            most = IN_A_GROUP * options.questions_per_day
            limits.append((most, DAY, "telegram-wait-day", {"conversation": who.conversation}))
        for most, seconds, words, whose in limits:
            if turns.asked_since(session, self._channel, now - seconds, **whose) >= most:
                note = Tapped(0, NOTICE, f"{words[14:]} {int(now // seconds)}"[:16])
                return Reply(from_words(say(words)), tapped=note)
        return None


def is_private(incoming: Incoming) -> bool:
    """Whether somebody talks with the bot alone; chats with negative numbers are groups."""
    return chat_and_thread(incoming.conversation)[0] > 0
