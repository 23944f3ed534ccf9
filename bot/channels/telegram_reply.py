"""What a person on Telegram is told, and what becomes of the conversation."""

from dataclasses import dataclass
from typing import Literal

from bot.channels.telegram_text import Message


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
