"""What is remembered of conversations: the questions of the last turns, and what was offered with the last answer.

Conversations and people are named by pseudonyms (bot.storage.people).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from time import time

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.storage.tables import Tap, Turn

USEFUL, POOR = "useful", "poor"
"""Opinions on an answer; a reason is a third."""
FRESH_SECONDS = 12 * 3600.0
"""What was asked longer ago is no longer leaned on."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of one conversation."""

    questions: tuple[str, ...] = ()
    """The earlier questions, the oldest first."""
    choices: tuple[str, ...] = ()
    """What was offered with the last answer."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who says something where, by pseudonyms."""

    conversation: str
    """Where."""
    person: str
    """Who."""
    instead: int | None = None
    """Number of the update that asked first what is now asked otherwise."""


def recall(session: Session, channel: str, conversation: str, turns: int, upto: int | None = None) -> Remembered:
    """The last turns of a conversation, as far as they are fresh; or those up to the one of update `upto`, if that is kept."""
    own = (Turn.channel == channel, Turn.conversation == conversation, Turn.question != "")
    fresh = [Turn.asked > time() - FRESH_SECONDS]
    if upto is not None:
        found = session.scalars(select(Turn).where(*own, Turn.update == upto)).first()
        if found is None:
            return Remembered()
        fresh = [Turn.id <= found.id, Turn.asked > found.asked - FRESH_SECONDS]
    last = session.scalars(select(Turn).where(*own, *fresh).order_by(Turn.id.desc()).limit(turns)).all()
    if not last:
        return Remembered()
    return Remembered(tuple(turn.question for turn in reversed(last)), tuple(json.loads(last[0].choices)))


def remember(session: Session, channel: str, turn: Spoken, number: int, question: str, choices: Sequence[str]) -> None:
    """Add a turn to a conversation, or change the one of update `turn.instead`; one whose question is empty counts only."""
    offered = json.dumps(list(choices))
    if turn.instead is not None:
        own = (Turn.channel == channel, Turn.conversation == turn.conversation, Turn.update == turn.instead)
        if (found := session.scalars(select(Turn).where(*own)).first()) is not None:
            found.question, found.choices, found.update = question, offered, number
            question, offered = "", "[]"  # asking otherwise counts as asking again
    session.add(
        Turn(
            channel=channel,
            conversation=turn.conversation,
            person=turn.person,
            update=number,
            question=question,
            choices=offered,
            asked=time(),
        )
    )


def asked_since(session: Session, channel: str, since: float, *, person: str = "", conversation: str = "") -> int:
    """How many questions a person, or everybody in a conversation, has asked since a time."""
    whose = Turn.person == person if person else Turn.conversation == conversation
    rows = select(func.count()).select_from(Turn).where(Turn.channel == channel, whose, Turn.asked > since)
    return session.scalar(rows) or 0


def forget(session: Session, channel: str, conversation: str) -> None:
    """Forget every turn of a conversation."""
    session.execute(delete(Turn).where(Turn.channel == channel, Turn.conversation == conversation))


def tapped(session: Session, channel: str, number: int, person: str, kind: str, value: str = "") -> bool:
    """Note what a person did with an answer, whatever was noted before; whether it was not noted yet.

    That it is poor was noted where a reason is, and does not take its place.
    """
    found = session.get(Tap, (channel, number, person, kind))
    if found is not None and value == POOR and found.value != USEFUL:
        return False
    if found is not None:
        is_new, found.value, found.given = found.value != value, value, time()
        return is_new
    session.add(Tap(channel=channel, update=number, person=person, kind=kind, value=value, given=time()))
    return True


def opinions(session: Session) -> dict[str, int]:
    """How many answers were found useful, and how many not, by the reason that was given."""
    rows = select(Tap.value, func.count()).where(Tap.kind == "opinion").group_by(Tap.value)
    return dict(session.execute(rows).all())
