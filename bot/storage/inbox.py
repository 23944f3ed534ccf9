"""The inbox: an update is kept before it is acknowledged, and once however often it comes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import time

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.storage.tables import Update


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it comes in."""

    id: int
    """The channel's own number of it."""
    conversation: str
    """Key of the chat (and thread) it belongs to; empty where that cannot be told."""
    message: int | None
    """The channel's number of the message it brings, if any."""
    raw: str
    """As it came, in JSON."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a waiting update stands."""

    id: int
    """The channel's own number of it."""
    conversation: str
    """The conversation that it is worked off in."""


def keep(session: Session, channel: str, arrivals: Iterable[Arrival]) -> list[Place]:
    """Keep updates; those that were not here before, in the order of their numbers."""
    coming = {arrival.id: arrival for arrival in arrivals}
    known = session.scalars(select(Update.id).where(Update.channel == channel, Update.id.in_(coming)))
    new = [coming[number] for number in sorted(coming.keys() - set(known))]
    session.add_all(
        Update(
            channel=channel,
            id=arrival.id,
            conversation=arrival.conversation,
            message=arrival.message,
            raw=arrival.raw,
            state="waiting",
            received=time(),
        )
        for arrival in new
    )
    return [Place(arrival.id, arrival.conversation) for arrival in new]


def waiting(session: Session, channel: str) -> list[Place]:
    """What is to be worked off, in the order of the numbers."""
    rows = select(Update.id, Update.conversation).where(Update.channel == channel, Update.state == "waiting")
    return [Place(number, conversation) for number, conversation in session.execute(rows.order_by(Update.id))]


def passed(session: Session, channel: str) -> int | None:
    """The highest number below every waiting one; None where there is none."""
    first = select(func.min(Update.id)).where(Update.channel == channel, Update.state == "waiting").scalar_subquery()
    below = select(func.max(Update.id)).where(Update.channel == channel)
    return session.scalar(below.where(Update.id < func.coalesce(first, 2**62)))


def take(session: Session, channel: str, number: int) -> Update | None:
    """Begin a waiting update, which is counted; None where it waits no more."""
    found = session.get(Update, (channel, number))
    if found is None or found.state != "waiting":
        return None
    found.attempts += 1
    return found


def of_message(session: Session, channel: str, conversation: str, message: int) -> list[int]:
    """The numbers of the updates that brought a message and what it was changed to, in order."""
    rows = select(Update.id).where(Update.channel == channel, Update.message == message)
    return list(session.scalars(rows.where(Update.conversation == conversation).order_by(Update.id)))


def settle(session: Session, channel: str, number: int) -> bool:
    """Settle a waiting update; whether it was waiting. What answers it goes into the same transaction."""
    waits = (Update.channel == channel, Update.id == number, Update.state == "waiting")
    changed = update(Update).where(*waits).values(state="settled", raw="", error="").returning(Update.id)
    return session.scalar(changed) is not None


def fail(session: Session, channel: str, number: int, error: str, dead: bool) -> bool:
    """Write down why a waiting update could not be answered, and give it up if it is `dead`; whether it was waiting."""
    waits = (Update.channel == channel, Update.id == number, Update.state == "waiting")
    state = "dead" if dead else "waiting"
    changed = update(Update).where(*waits).values(state=state, error=error).returning(Update.id)
    return session.scalar(changed) is not None


def dead(session: Session) -> Sequence[Update]:
    """What was given up, on every channel."""
    return session.scalars(select(Update).where(Update.state == "dead").order_by(Update.channel, Update.id)).all()


def replay(session: Session, numbers: Iterable[int] | None) -> list[int]:
    """Let dead updates wait again, those of the given numbers or all; the numbers of those that do."""
    which = Update.state == "dead" if numbers is None else (Update.state == "dead") & Update.id.in_(list(numbers))
    return sorted(session.scalars(update(Update).where(which).values(state="waiting", attempts=0).returning(Update.id)))


def oldest(session: Session) -> float | None:
    """When the oldest waiting update came, in Unix seconds; None where none waits."""
    return session.scalar(select(func.min(Update.received)).where(Update.state == "waiting"))


def counts(session: Session) -> dict[str, int]:
    """How many updates there are in each state."""
    rows = select(Update.state, func.count()).group_by(Update.state)
    return dict(session.execute(rows).all())
