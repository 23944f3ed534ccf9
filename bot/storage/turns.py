"""What is remembered of conversations: the questions of the last turns, and what was offered with the last answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from time import time

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.storage.tables import Turn


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of one conversation."""

    questions: tuple[str, ...] = ()
    """The earlier questions, the oldest first."""
    choices: tuple[str, ...] = ()
    """What was offered with the last answer."""


def recall(session: Session, channel: str, conversation: str, turns: int) -> Remembered:
    """The last turns of a conversation."""
    rows = select(Turn).where(Turn.channel == channel, Turn.conversation == conversation)
    last = session.scalars(rows.order_by(Turn.id.desc()).limit(turns)).all()
    if not last:
        return Remembered()
    return Remembered(tuple(turn.question for turn in reversed(last)), tuple(json.loads(last[0].choices)))


def remember(session: Session, channel: str, conversation: str, question: str, choices: Sequence[str]) -> None:
    """Add a turn to a conversation."""
    offered = json.dumps(list(choices))
    session.add(Turn(channel=channel, conversation=conversation, question=question, choices=offered, asked=time()))


def forget(session: Session, channel: str, conversation: str) -> None:
    """Forget every turn of a conversation."""
    session.execute(delete(Turn).where(Turn.channel == channel, Turn.conversation == conversation))
