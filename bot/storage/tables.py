"""What is kept. A change here goes with a migration in `migrations/versions`; a test holds both equal."""

from sqlalchemy import BigInteger, Double, Index, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# A key of SQLite counts up by itself only as a plain INTEGER.
_Number = BigInteger().with_variant(Integer, "sqlite")


class Table(DeclarativeBase):
    """What all tables have in common: names of their constraints that every database agrees on."""

    metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"})


class Update(Table):
    """The inbox: what a channel was handed, kept before it is acknowledged."""

    __tablename__ = "updates"
    __table_args__ = (Index(None, "channel", "state", "id"), Index(None, "channel", "message"))

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Name of the channel."""
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """The channel's own number of the update; it comes again with the same one."""
    conversation: Mapped[str] = mapped_column(String(64))
    """Key of the chat (and thread) it belongs to; within one they are worked off in order. Empty: cannot be told."""
    message: Mapped[int | None] = mapped_column(BigInteger)
    """The channel's number of the message it brings, if any."""
    raw: Mapped[str] = mapped_column(Text)
    """As it came, in JSON; empty once it is settled."""
    state: Mapped[str] = mapped_column(String(8))
    """`waiting`; `settled`: what answers it is in the outbox; `dead`: given up until an operator replays it."""
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    """How often it was begun."""
    error: Mapped[str] = mapped_column(Text, default="")
    """Why the last attempt failed."""
    received: Mapped[float] = mapped_column(Double)
    """When it came, in Unix seconds."""


class Delivery(Table):
    """The outbox: one message that is to be seen once in a chat."""

    __tablename__ = "deliveries"
    __table_args__ = (Index(None, "channel", "state", "id"), Index(None, "channel", "message"))

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    """Counts up; within a conversation they go out in this order."""
    channel: Mapped[str] = mapped_column(String(32))
    """Name of the channel."""
    conversation: Mapped[str] = mapped_column(String(64))
    """Key of the chat (and thread) it goes to."""
    update: Mapped[int] = mapped_column(BigInteger)
    """Number of the update it answers."""
    reply_to: Mapped[int | None] = mapped_column(BigInteger)
    """The channel's number of the message it hangs on."""
    content: Mapped[str] = mapped_column(Text)
    """What it says, in JSON of the channel's own; empty once it is sent."""
    state: Mapped[str] = mapped_column(String(8))
    """`waiting`; `sent`; `refused`: the channel will never take it."""
    message: Mapped[int | None] = mapped_column(BigInteger)
    """The channel's number of the message, once it is known: first of the placeholder, which then becomes the answer."""
    unsure: Mapped[bool] = mapped_column(default=False)
    """Whether a placeholder of it may stand in the chat whose number was never learnt."""
    error: Mapped[str] = mapped_column(Text, default="")
    """Why it is refused."""
    created: Mapped[float] = mapped_column(Double)
    """When it was put here, in Unix seconds."""


class Turn(Table):
    """What is remembered of a conversation: a question, and what was offered with its answer."""

    __tablename__ = "turns"
    __table_args__ = (
        Index(None, "channel", "conversation", "id"),
        Index(None, "channel", "update"),
        Index(None, "channel", "person", "asked"),
    )

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    """Counts up."""
    channel: Mapped[str] = mapped_column(String(32))
    """Name of the channel."""
    conversation: Mapped[str] = mapped_column(String(64))
    """Pseudonym of the chat (and thread)."""
    person: Mapped[str] = mapped_column(String(32))
    """Pseudonym of who asked."""
    update: Mapped[int] = mapped_column(BigInteger)
    """Number of the update that asked."""
    question: Mapped[str] = mapped_column(Text)
    """As it was asked, without what tells who somebody is (bot.masking)."""
    choices: Mapped[str] = mapped_column(Text)
    """What was offered to go on with: a JSON list."""
    asked: Mapped[float] = mapped_column(Double)
    """When, in Unix seconds."""


class Tap(Table):
    """What a person did with an answer; each thing once."""

    __tablename__ = "taps"

    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Name of the channel."""
    update: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Number of the update that was answered."""
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Pseudonym of who tapped."""
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    """What was tapped: `opinion`, or what was asked to be shown."""
    value: Mapped[str] = mapped_column(String(16))
    """The opinion: `useful`, or why it is not."""
    given: Mapped[float] = mapped_column(Double)
    """When, in Unix seconds."""
