"""What is erased when its time is over, and what is erased at once."""

from time import time

from bot.storage import inbox, outbox, retention, turns
from bot.storage.database import Storage
from bot.storage.inbox import Arrival
from bot.storage.people import Pseudonyms
from bot.storage.turns import Remembered, Spoken

FUTURE = time() + 3600


def kept(storage: Storage, number: int, conversation: str) -> None:
    """Keep an update with its turn and its answer."""
    storage.do(inbox.keep, "telegram", [Arrival(number, conversation, number, "{}")])
    storage.do(turns.remember, "telegram", Spoken(f"c{conversation}", f"p{conversation}"), number, "why?", [])
    storage.do(outbox.add, "telegram", conversation, number, None, ["text"])


def settled(storage: Storage, number: int, conversation: str) -> None:
    """The same, through to the end."""
    kept(storage, number, conversation)
    storage.do(inbox.settle, "telegram", number)
    for delivery in storage.do(outbox.waiting, "telegram", conversation):
        storage.do(outbox.sent, delivery.id)


def test_texts_go_first_and_rows_later(storage: Storage) -> None:
    """Once texts are over no question is left; the update is still known as one that came, until rows are over too."""
    settled(storage, 1, "7")

    erased = storage.do(retention.erase, FUTURE, 0.0)
    again = storage.do(inbox.keep, "telegram", [Arrival(1, "7", 1, "{}")])
    storage.do(retention.erase, FUTURE, FUTURE)

    assert (erased, again) == (1, [])
    assert storage.do(turns.recall, "telegram", "c7", 3) == Remembered()
    assert (storage.do(inbox.counts), storage.do(outbox.counts)) == ({}, {})


def test_what_waits_is_never_erased(storage: Storage) -> None:
    """An update that is not answered and an answer that is not sent stay, however old."""
    kept(storage, 1, "7")

    storage.do(retention.erase, FUTURE, FUTURE)

    assert (storage.do(inbox.counts), storage.do(outbox.counts)) == ({"waiting": 1}, {"waiting": 1})


def test_what_was_given_up_goes_when_its_time_is_over(storage: Storage) -> None:
    """A dead update holds what somebody wrote, and does not hold it for ever."""
    kept(storage, 1, "7")
    storage.do(inbox.fail, "telegram", 1, "no", dead=True)

    storage.do(retention.erase, FUTURE, 0.0)

    assert storage.do(inbox.dead) == []
    assert storage.do(inbox.counts) == {"settled": 1}


def test_a_person_is_forgotten_and_nobody_else(storage: Storage) -> None:
    """All turns, opinions and given up updates of one go at once; another's stay."""
    for conversation in ("7", "8"):
        kept(storage, int(conversation), conversation)
        storage.do(turns.tapped, "telegram", int(conversation), f"p{conversation}", "opinion", "useful")
        storage.do(inbox.fail, "telegram", int(conversation), "no", dead=True)

    storage.do(retention.forget, "telegram", "p7", "7")

    assert storage.do(turns.recall, "telegram", "c7", 3) == Remembered()
    assert storage.do(turns.recall, "telegram", "c8", 3) == Remembered(("why?",))
    assert storage.do(turns.opinions) == {"useful": 1}
    assert [update.id for update in storage.do(inbox.dead)] == [8]


def test_a_pseudonym_depends_on_the_key_alone() -> None:
    """The same name under the same key, another under another, and none for nobody."""
    names, others = Pseudonyms("one"), Pseudonyms("two")

    assert names.of("7001") == Pseudonyms("one").of("7001") != others.of("7001")
    assert "7001" not in names.of("7001")
    assert names.of("") == ""


def test_a_reason_is_not_lost_by_a_second_thumb_down(storage: Storage) -> None:
    """It stays until another opinion takes its place."""
    given = [
        storage.do(turns.tapped, "telegram", 1, "p", "opinion", opinion)
        for opinion in ("poor", "outdated", "poor", "useful", "poor")
    ]

    assert given == [True, True, False, True, True]
    assert storage.do(turns.opinions) == {"poor": 1}
