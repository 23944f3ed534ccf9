"""Messages on their way, and how far they came."""

from bot.storage import inbox, outbox, turns
from bot.storage.database import Storage
from bot.storage.inbox import Arrival
from bot.storage.turns import Remembered, Spoken


def test_messages_wait_in_their_order(storage: Storage) -> None:
    """The first hangs on the question; what is sent or refused waits no more."""
    storage.do(outbox.add, "telegram", "7", 1, 5, ["a", "b", "c"])
    storage.do(outbox.add, "telegram", "8", 2, 6, ["d"])
    first, second, third = storage.do(outbox.waiting, "telegram", "7")

    storage.do(outbox.sent, first.id)
    storage.do(outbox.refused, second.id, "blocked")

    assert [(each.content, each.reply_to) for each in (first, second, third)] == [("a", 5), ("b", None), ("c", None)]
    assert [each.content for each in storage.do(outbox.waiting, "telegram", "7")] == ["c"]
    assert storage.do(outbox.conversations, "telegram") == ["7", "8"]
    assert storage.do(outbox.counts) == {"sent": 1, "refused": 1, "waiting": 2}


def test_after_a_kill_only_a_message_without_a_number_is_doubted(storage: Storage) -> None:
    """A placeholder whose number is known is the only one there is."""
    storage.do(outbox.add, "telegram", "7", 1, 5, ["a", "b"])
    placed, unknown = storage.do(outbox.waiting, "telegram", "7")
    storage.do(outbox.placed, placed.id, 6)

    storage.do(outbox.doubt, "telegram")
    for each in (placed, unknown):
        storage.do(outbox.sent, each.id)

    assert [each.id for each in storage.do(outbox.unsure, "telegram")] == [unknown.id]


def test_known_messages_are_theirs_and_ours(storage: Storage) -> None:
    """Between two numbers, with the conversation of each."""
    storage.do(inbox.keep, "telegram", [Arrival(number, "7", number, "{}") for number in (4, 5, 9)])
    storage.do(outbox.add, "telegram", "8:2", 5, 5, ["a"])
    storage.do(outbox.placed, storage.do(outbox.waiting, "telegram", "8:2")[0].id, 6)

    assert sorted(storage.do(outbox.known, "telegram", 4, 9)) == [("7", 5), ("8:2", 6)]


def test_a_message_follows_its_conversation(storage: Storage) -> None:
    """A chat that moved takes along what waits for it."""
    storage.do(outbox.add, "telegram", "-7", 1, 5, ["a"])
    storage.do(outbox.change, storage.do(outbox.waiting, "telegram", "-7")[0].id, conversation="-1007", unsure=True)

    (moved,) = storage.do(outbox.waiting, "telegram", "-1007")

    assert (moved.content, moved.unsure) == ("a", True)


def test_the_last_turns_are_recalled_until_forgotten(storage: Storage) -> None:
    """So many questions, the oldest first, and the choices of the last one; each conversation by itself."""
    for number in range(5):
        storage.do(turns.remember, "telegram", Spoken("7", "p"), number, f"q{number}", [f"c{number}"])
    storage.do(turns.remember, "telegram", Spoken("8", "p"), 9, "else", [])

    before = storage.do(turns.recall, "telegram", "7", 3)
    storage.do(turns.forget, "telegram", "7")

    assert before == Remembered(("q2", "q3", "q4"), ("c4",))
    assert storage.do(turns.recall, "telegram", "7", 3) == Remembered()
    assert storage.do(turns.recall, "telegram", "8", 3) == Remembered(("else",))
