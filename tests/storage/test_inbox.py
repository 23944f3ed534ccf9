"""Each update is kept once, worked off in order, and never dropped without a trace."""

from bot.storage import inbox
from bot.storage.database import Storage
from bot.storage.inbox import Arrival, Place
from bot.storage.tables import Update


def arrival(number: int, conversation: str = "7") -> Arrival:
    """An update of a conversation."""
    return Arrival(number, conversation, number * 10, f'{{"update_id": {number}}}')


def test_an_update_is_kept_once(storage: Storage) -> None:
    """One that comes again is not new, not even within one batch, and not once it is settled."""
    first = storage.do(inbox.keep, "telegram", [arrival(2), arrival(1), arrival(2)])
    storage.do(inbox.settle, "telegram", 1)
    second = storage.do(inbox.keep, "telegram", [arrival(3), arrival(1)])
    elsewhere = storage.do(inbox.keep, "other", [arrival(1)])

    assert first == [Place(1, "7"), Place(2, "7")]
    assert second == [Place(3, "7")]
    assert elsewhere == [Place(1, "7")]


def test_an_update_is_settled_once(storage: Storage) -> None:
    """Only the first who settles it is told so, and it neither waits nor can be begun any more."""
    storage.do(inbox.keep, "telegram", [arrival(1)])

    settled = [storage.do(inbox.settle, "telegram", 1) for _ in range(2)]

    assert settled == [True, False]
    assert storage.do(inbox.take, "telegram", 1) is None
    assert storage.do(inbox.waiting, "telegram") == []


def test_attempts_are_counted_before_the_work(storage: Storage) -> None:
    """An update that ends the program is known by how often it was begun."""
    storage.do(inbox.keep, "telegram", [arrival(1)])

    taken = [storage.do(inbox.take, "telegram", 1) for _ in range(3)]

    assert [update.attempts for update in taken if update] == [1, 2, 3]


def test_a_dead_update_is_listed_and_waits_again_when_replayed(storage: Storage) -> None:
    """What was given up keeps its content and its reason, until an operator replays it."""
    storage.do(inbox.keep, "telegram", [arrival(1), arrival(2), arrival(3)])
    for number in (1, 2):
        storage.do(inbox.fail, "telegram", number, "KeyError: 'chat'", dead=True)
    storage.do(inbox.fail, "telegram", 3, "busy", dead=False)

    dead = storage.do(inbox.dead)
    replayed = storage.do(inbox.replay, [2, 3])

    assert [(update.id, update.error, update.raw) for update in dead] == [
        (1, "KeyError: 'chat'", '{"update_id": 1}'),
        (2, "KeyError: 'chat'", '{"update_id": 2}'),
    ]
    assert replayed == [2]
    assert [place.id for place in storage.do(inbox.waiting, "telegram")] == [2, 3]
    assert storage.do(inbox.counts) == {"dead": 1, "waiting": 2}
    assert storage.do(inbox.replay, None) == [1]


def test_the_number_before_all_that_wait_is_known(storage: Storage) -> None:
    """A gap after it is an update that has not come yet."""
    assert storage.do(inbox.passed, "telegram") is None

    storage.do(inbox.keep, "telegram", [arrival(1), arrival(2), arrival(4)])
    for number in (1, 2):
        storage.do(inbox.settle, "telegram", number)

    assert storage.do(inbox.passed, "telegram") == 2


def test_what_is_settled_is_not_kept_in_words(storage: Storage) -> None:
    """Of an update that is answered only its numbers stay."""
    storage.do(inbox.keep, "telegram", [arrival(1)])
    storage.do(inbox.settle, "telegram", 1)

    with storage.begin() as session:
        kept = session.get(Update, ("telegram", 1))

    assert kept is not None
    assert kept.raw == ""
