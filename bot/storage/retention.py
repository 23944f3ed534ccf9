"""What is no longer needed is erased: texts when their time is over, rows once nothing can ask for them any more."""

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bot.storage.tables import Delivery, Tap, Turn, Update


def erase(session: Session, texts_before: float, rows_before: float) -> int:
    """Erase texts from before a time, and rows of what is done from before another; how many turns and texts went.

    Times are Unix seconds. Rows tell what came already and must outlive the time in which a channel delivers again.
    """
    gone = [len(session.scalars(delete(Turn).where(Turn.asked < texts_before).returning(Turn.id)).all())]
    session.execute(delete(Tap).where(Tap.given < texts_before))
    dead = (Update.state == "dead", Update.raw != "", Update.received < texts_before)
    given_up = update(Update).where(*dead).values(raw="", error="", state="settled").returning(Update.id)
    gone.append(len(session.scalars(given_up).all()))
    refused = (Delivery.state == "refused", Delivery.content != "", Delivery.created < texts_before)
    unsent = update(Delivery).where(*refused).values(content="", error="").returning(Delivery.id)
    gone.append(len(session.scalars(unsent).all()))
    session.execute(delete(Update).where(Update.state == "settled", Update.received < rows_before))
    done = (Delivery.state.in_(("sent", "refused")), Delivery.content == "", Delivery.created < rows_before)
    session.execute(delete(Delivery).where(*done))
    return sum(gone)


def forget(session: Session, channel: str, person: str, conversation: str | None) -> None:
    """Erase all that is kept of a person, by pseudonym; of what was given up too, where a conversation is theirs alone."""
    session.execute(delete(Turn).where(Turn.channel == channel, Turn.person == person))
    session.execute(delete(Tap).where(Tap.channel == channel, Tap.person == person))
    if conversation is not None:
        dead = (Update.channel == channel, Update.conversation == conversation, Update.state == "dead")
        session.execute(update(Update).where(*dead).values(raw="", error="", state="settled"))
        refused = (Delivery.channel == channel, Delivery.conversation == conversation, Delivery.state == "refused")
        session.execute(update(Delivery).where(*refused).values(content="", error=""))
