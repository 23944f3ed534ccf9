"""The outbox: messages that are to be seen once each, and what is known of how far they came."""

from collections.abc import Sequence
from time import time

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.storage.tables import Delivery, Update


def add(
    session: Session,
    channel: str,
    conversation: str,
    number: int,
    reply_to: int | None,
    contents: Sequence[str],
    instead: Sequence[int] = (),
) -> None:
    """Put in the messages that answer update `number`, in their order; the first hangs on `reply_to`.

    `instead` are numbers of messages that are seen already: these become the first ones.
    """
    for part, content in enumerate(contents):
        session.add(
            Delivery(
                channel=channel,
                conversation=conversation,
                update=number,
                reply_to=None if part else reply_to,
                content=content,
                state="waiting",
                message=instead[part] if part < len(instead) else None,
                created=time(),
            )
        )
        session.flush()  # so that they are numbered in their order


def waiting(session: Session, channel: str, conversation: str) -> Sequence[Delivery]:
    """What is to go out in a conversation, in order."""
    rows = select(Delivery).where(Delivery.channel == channel, Delivery.state == "waiting")
    return session.scalars(rows.where(Delivery.conversation == conversation).order_by(Delivery.id)).all()


def seen(session: Session, channel: str, numbers: Sequence[int]) -> list[int]:
    """The messages that are seen of those that answer some updates, in their order."""
    rows = select(Delivery.message).where(Delivery.channel == channel, Delivery.update.in_(numbers))
    found = session.scalars(rows.where(Delivery.state == "sent", Delivery.message.is_not(None)).order_by(Delivery.id))
    return [message for message in dict.fromkeys(found) if message is not None]


def hangs_on(session: Session, channel: str, number: int) -> int | None:
    """The message that the answer to an update hangs on."""
    rows = select(Delivery.reply_to).where(Delivery.channel == channel, Delivery.update == number)
    return session.scalars(rows.where(Delivery.reply_to.is_not(None)).order_by(Delivery.id)).first()


def update_of(session: Session, channel: str, conversation: str, message: int) -> int | None:
    """The number of the update that a message answers; None where that is not known."""
    rows = select(Delivery.update).where(Delivery.channel == channel, Delivery.message == message)
    return session.scalars(rows.where(Delivery.conversation == conversation).order_by(Delivery.id.desc())).first()


def conversations(session: Session, channel: str) -> Sequence[str]:
    """The conversations that something is to go out in."""
    rows = select(Delivery.conversation).where(Delivery.channel == channel, Delivery.state == "waiting")
    return session.scalars(rows.group_by(Delivery.conversation).order_by(func.min(Delivery.id))).all()


def doubt(session: Session, channel: str) -> None:
    """Note that of every message whose number is not known a placeholder may have been sent: so it is after a kill."""
    unknown = (Delivery.channel == channel, Delivery.state == "waiting", Delivery.message.is_(None))
    session.execute(update(Delivery).where(*unknown).values(unsure=True))


def change(session: Session, number: int, *, conversation: str | None = None, unsure: bool | None = None) -> None:
    """Note that a message goes to another conversation, or whether a placeholder of it may be left over."""
    values = {"conversation": conversation, "unsure": unsure}
    known = {name: value for name, value in values.items() if value is not None}
    session.execute(update(Delivery).where(Delivery.id == number).values(known))


def placed(session: Session, number: int, message: int | None) -> None:
    """Note the number of the placeholder that becomes the message, or that it is gone."""
    session.execute(update(Delivery).where(Delivery.id == number).values(message=message))


def sent(session: Session, number: int) -> None:
    """Note that the message is seen; what it says is not kept."""
    session.execute(update(Delivery).where(Delivery.id == number).values(state="sent", content=""))


def refused(session: Session, number: int, error: str) -> None:
    """Note that the message will never be taken, and why."""
    session.execute(update(Delivery).where(Delivery.id == number).values(state="refused", error=error))


def unsure(session: Session, channel: str) -> Sequence[Delivery]:
    """Messages that are through, of which a further placeholder may be left over."""
    rows = select(Delivery).where(Delivery.channel == channel, Delivery.unsure, Delivery.state == "sent")
    return session.scalars(rows.order_by(Delivery.id)).all()


def known(session: Session, channel: str, low: int, high: int) -> list[tuple[str, int]]:
    """The messages between two numbers that are known, theirs and ours: conversation and number."""
    found: list[tuple[str, int]] = []
    for table in (Update, Delivery):
        rows = select(table.conversation, table.message).where(table.channel == channel)
        between = rows.where(table.message > low, table.message < high)
        found += [(conversation, message) for conversation, message in session.execute(between) if message is not None]
    return found


def counts(session: Session) -> dict[str, int]:
    """How many messages there are in each state."""
    rows = select(Delivery.state, func.count()).group_by(Delivery.state)
    return dict(session.execute(rows).all())
