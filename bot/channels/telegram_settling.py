"""What becomes of updates, each in one transaction: they are settled together with their answer and all that follows from it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.channels import Incoming
from bot.channels.telegram_admission import is_private
from bot.channels.telegram_reply import Reply
from bot.channels.telegram_text import Message, from_words
from bot.replies import say
from bot.storage import inbox, outbox, retention, tables, turns
from bot.storage.turns import Remembered, Spoken

CHANNEL = "telegram"
"""Name of the channel in the storage."""
TURNS = 8
"""So many earlier questions of a conversation are recalled."""


def first_asked(session: Session, incoming: Incoming, who: Spoken) -> tuple[str, ...]:
    """The question that a message asked before it was changed, the last, with those before it.

    Empty where nothing of it is kept, and where it was one piece of a question: what the others are to it is not known.
    """
    for number in reversed(_of_message(session, incoming)):
        if asked := turns.recall(session, CHANNEL, who.conversation, TURNS + 1, number).questions:
            return asked if outbox.hangs_on(session, CHANNEL, number) == int(incoming.reply_to or 0) else ()
    return ()


def recall(session: Session, incoming: Incoming, who: Spoken) -> Remembered:
    """What is remembered where something is said: up to the answer that it replies to, or whose choice it is."""
    if upto := _leans_on(session, incoming):
        remembered = turns.recall(session, CHANNEL, who.conversation, TURNS, upto)
        if remembered.questions:
            return remembered
    return turns.recall(session, CHANNEL, who.conversation, TURNS)


def _leans_on(session: Session, incoming: Incoming) -> int | None:
    """The number of the update that was answered by what this is a reply to or a choice of."""
    if incoming.picked is not None:
        return incoming.picked.update
    if incoming.answer_to is None:
        return None
    return outbox.update_of(session, CHANNEL, incoming.conversation, int(incoming.answer_to))


def _of_message(session: Session, incoming: Incoming) -> list[int]:
    return inbox.of_message(session, CHANNEL, incoming.conversation, int(incoming.reply_to or 0))


def settle(
    session: Session, conversation: str, numbers: Sequence[int], incoming: Incoming | None, who: Spoken, reply: Reply
) -> Sequence[tables.Delivery]:
    """Settle updates together with all that follows from them; what is then to go out in their conversation."""
    _settle(session, numbers, incoming, who, reply)
    return outbox.waiting(session, CHANNEL, conversation)


def _settle(session: Session, numbers: Sequence[int], incoming: Incoming | None, who: Spoken, reply: Reply) -> None:
    settled = [number for number in numbers if inbox.settle(session, CHANNEL, number)]
    if not settled or incoming is None:
        return
    number, tapped = numbers[0], reply.tapped
    if reply.forget == "conversation":
        turns.forget(session, CHANNEL, who.conversation)
    if reply.forget == "person":
        theirs = incoming.conversation if is_private(incoming) else None
        retention.forget(session, CHANNEL, who.person, theirs)
    if tapped and not turns.tapped(session, CHANNEL, tapped.update, who.person, tapped.kind, tapped.value):
        return
    before = _of_message(session, incoming) if incoming.edited else []
    if reply.question is not None:
        of_it = (n for n in reversed(before) if turns.recall(session, CHANNEL, who.conversation, 1, n).questions)
        spoken = Spoken(who.conversation, who.person, next(of_it, None))
        turns.remember(session, CHANNEL, spoken, number, reply.question, reply.choices)
    _answer(session, number, incoming, reply, outbox.seen(session, CHANNEL, before) if before else ())


def fail(session: Session, update: tables.Update, incoming: Incoming | None, error: str, dead: bool) -> None:
    """Write down why an update is not answered; whoever asked is told once it is given up."""
    if inbox.fail(session, CHANNEL, update.id, error, dead) and dead and incoming is not None:
        _answer(session, update.id, incoming, Reply(from_words(say("telegram-failed"))))


def _answer(session: Session, number: int, incoming: Incoming, reply: Reply, instead: Sequence[int] = ()) -> None:
    contents = [message.model_dump_json() for message in reply.messages]
    # An earlier answer that was longer says that it is over.
    if contents:
        contents += [Message(html=say("telegram-replaced")).model_dump_json()] * (len(instead) - len(contents))
    if not contents:
        return
    reply_to = int(incoming.reply_to) if incoming.reply_to else None
    outbox.add(session, CHANNEL, incoming.conversation, number, reply_to, contents, instead)
