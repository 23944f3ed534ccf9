"""What people do beside asking: tap, change their question, write in pieces, ask too often, and have themselves forgotten."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.serving import SECONDS, serving
from tests.servers.telegram_api import TelegramServer
from tests.servers.telegram_methods import JSON

QUESTION = "When did the EU-Japan science and technology agreement enter into force?"
AREAS = "Which areas does the S&T Road Map name?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bot keeps what it keeps."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[TelegramServer]:
    """A server that a running bot polls."""
    with TelegramServer() as telegram, serving(telegram, folder):
        telegram.wait_for_calls("getUpdates", timeout=SECONDS)
        yield telegram


def asked(service: TelegramServer, question: str) -> tuple[int, JSON]:
    """A chat of somebody new in which a question was asked, and its answer."""
    chat = service.private_chat()
    service.say(chat, question)
    return chat, service.wait_for_reply(chat)


def labels(message: JSON) -> list[str]:
    """What stands on the buttons of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What the database holds."""
    with closing(sqlite3.connect(folder / "madoguchi.db")) as database:
        return database.execute(query).fetchall()


def test_the_section_around_an_answer_is_shown_once(service: TelegramServer) -> None:
    """A tap shows the section word for word, the quotation in bold; a second tap shows nothing more."""
    chat, answer = asked(service, QUESTION)

    service.tap(answer, "The section")
    section = service.wait_for_reply(chat)
    service.tap(answer, "The section")
    service.say(chat, "thanks")
    next_one = service.wait_for_reply(chat)

    bold = [entity for entity in section["entities"] if entity["type"] == "bold"]
    assert len(bold) == 1
    assert "March 2011" in section["text"]
    assert next_one["text"] == "You are welcome."


def test_more_passages_are_a_tap_away(service: TelegramServer) -> None:
    """Where something else may answer too, a button shows it."""
    chat, answer = asked(service, AREAS)

    service.tap(answer, "More")

    assert "This may answer it too" in service.wait_for_reply(chat)["text"]


def test_a_contact_can_be_saved(service: TelegramServer) -> None:
    """Asked for a person, the bot shows whom to ask; a further tap brings their cards as a file, once."""
    chat = service.private_chat()
    question = service.say(chat, QUESTION)
    answer = service.wait_for_reply(chat)

    service.tap(answer, "Ask a person")
    people = service.wait_for_reply(chat)
    service.tap(answer, "Save contact")
    card = service.wait_for_reply(chat)
    service.tap(answer, "Save contact")
    service.say(chat, "thanks")
    last = service.wait_for_reply(chat)

    held = service.files[chat, card["message_id"]]
    assert people["text"].startswith("You can ask:")
    assert "Telephone" in people["text"]
    assert card["document"]["file_name"] == "contact.vcf"
    assert held.count("BEGIN:VCARD") == held.count("\nFN:") == 2
    assert card["reply_to_message"]["message_id"] == answer["message_id"] != question
    assert last["text"] == "You are welcome."
    assert service.placeholders(chat) == []


def test_a_beginner_taps_an_example(service: TelegramServer) -> None:
    """What /start offers to ask is answered out of the documents, however often it is tapped once."""
    chat = service.private_chat()
    service.say(chat, "/start")
    welcome, examples = service.wait_for_reply(chat), service.wait_for_reply(chat)
    (first, *others) = labels(examples)

    service.tap(examples, first)
    answer = service.wait_for_reply(chat)
    service.tap(examples, first)
    service.say(chat, "thanks")
    last = service.wait_for_reply(chat)

    assert "This is Madoguchi" in welcome["text"]
    assert len(others) == 2
    assert "Source:" in answer["text"]
    assert last["text"] == "You are welcome."


def test_a_tap_that_comes_too_late_for_thanks_is_noted_all_the_same(service: TelegramServer, folder: Path) -> None:
    """Telegram takes no answer to an old tap; what was tapped counts."""
    chat, answer = asked(service, QUESTION)

    service.are_late = True
    service.tap(answer, "👍")
    service.say(chat, "thanks")
    service.wait_for_reply(chat)
    service.are_late = False

    assert ("useful",) in rows(folder, "SELECT value FROM taps WHERE kind = 'opinion'")


def test_an_opinion_is_kept_with_its_reason(service: TelegramServer, folder: Path) -> None:
    """Thumbs down asks why and names whom to ask; the reason takes the place of the bare opinion."""
    chat, answer = asked(service, QUESTION)

    service.tap(answer, "👎")
    why = service.wait_for_reply(chat)
    tap = service.tap(why, "Out of date")
    service.wait_until(lambda: tap in service.answered_taps)
    service.say(chat, "thanks")
    service.wait_for_reply(chat)

    assert "Telephone" in why["text"]
    assert labels(why) == ["Wrong passage", "Not all of it", "Out of date"]
    assert ("outdated",) in rows(folder, "SELECT value FROM taps WHERE kind = 'opinion'")


def test_a_changed_question_changes_its_answer(service: TelegramServer) -> None:
    """The answer that stands is edited, none is added; a change that asks the same changes nothing."""
    chat = service.private_chat()
    asked = service.say(chat, QUESTION)
    answer = service.wait_for_reply(chat)

    service.edit(chat, asked, AREAS)
    service.wait_until(lambda: "raw materials" in answer["text"])
    service.edit(chat, asked, AREAS)
    service.say(chat, "thanks")
    service.wait_for_reply(chat)

    assert len(service.replies(chat)) == 2
    assert service.placeholders(chat) == []


def test_pieces_of_a_question_are_one(service: TelegramServer) -> None:
    """A greeting and two halves, one right after the other, are answered once, as a reply to the last."""
    chat = service.private_chat()
    service.say(chat, "hi")
    service.say(chat, "when did the")
    last = service.say(chat, "agreement on science and technology enter into force?")

    reply = service.wait_for_reply(chat)
    service.say(chat, "thanks")
    service.wait_for_reply(chat)

    assert "March 2011" in reply["text"]
    assert reply["reply_to_message"]["message_id"] == last
    assert len(service.replies(chat)) == 2


def test_two_questions_at_once_are_two(service: TelegramServer) -> None:
    """What asks by itself is answered by itself, however fast the next one comes."""
    chat = service.private_chat()
    service.say(chat, QUESTION)
    service.say(chat, AREAS)

    replies = [service.wait_for_reply(chat)["text"] for _ in range(2)]

    assert ["March 2011" in replies[0], "raw materials" in replies[1]] == [True, True]


def test_a_person_can_have_everything_forgotten(service: TelegramServer, folder: Path) -> None:
    """What is kept tells nobody's number or address; after /forget nothing of that person is left, nor leaned on."""
    chat = service.private_chat(7311)
    service.say(chat, f"{QUESTION} I am jane@example.org")
    answer = service.wait_for_reply(chat)
    service.tap(answer, "👍")
    service.say(chat, "thanks")
    service.wait_for_reply(chat)
    kept = rows(folder, "SELECT question, conversation, person FROM turns WHERE question LIKE '%I am%'")

    service.say(chat, "/forget")
    service.wait_for_reply(chat)
    service.say(chat, "and where is it?")
    lost = service.wait_for_reply(chat)

    assert [("jane" in str(row), "7311" in str(row)) for row in kept] == [(False, False)]
    assert rows(folder, "SELECT * FROM turns WHERE question LIKE '%I am%'") == []
    assert rows(folder, f"SELECT * FROM taps WHERE person = '{kept[0][2]}'") == []
    assert "I know no earlier question" in lost["text"]


def test_a_question_in_any_chat_is_offered_its_answer(service: TelegramServer, folder: Path) -> None:
    """Articles hold the quotation and what else may answer; what is not known is said; nothing is remembered."""
    answered = service.wait_for_articles(service.ask_inline(7501, AREAS))
    unknown = service.wait_for_articles(service.ask_inline(7501, "Who was the first king of Antarctica?"))
    nothing = service.wait_for_articles(service.ask_inline(7501, ""))

    assert "raw materials" in answered[0]["shown"]["text"]
    assert [article["title"][:7] for article in answered][1:] != []
    assert unknown[0]["title"] == "The documents do not answer this"
    assert "I answer from these documents" in nothing[0]["shown"]["text"]
    assert rows(folder, "SELECT * FROM turns WHERE question LIKE '%Antarctica%'") == []


def test_an_answer_of_which_nothing_is_kept_says_so(service: TelegramServer) -> None:
    """Buttons of old answers stay, and are met kindly."""
    chat, answer = asked(service, QUESTION)
    service.say(chat, "/forget")
    service.wait_for_reply(chat)

    service.tap(answer, "The section")

    assert "too old" in service.wait_for_reply(chat)["text"]


def test_others_are_not_answered_where_a_circle_is_named(tmp_path: Path) -> None:
    """Only who is named is answered; others are told once each time they write, groups not at all."""
    with TelegramServer() as telegram, serving(telegram, tmp_path, TELEGRAM__ALLOWED="7401,7400"):
        inside, outside, group = telegram.private_chat(7401), telegram.private_chat(7402), telegram.group(-1009401)
        telegram.say(group, f"/ask@madoguchi_bot {QUESTION}")
        telegram.say(outside, QUESTION)
        refused = telegram.wait_for_reply(outside, SECONDS)
        telegram.say(inside, QUESTION)
        answered = telegram.wait_for_reply(inside, SECONDS)

        assert "a certain circle" in refused["text"]
        assert "March 2011" in answered["text"]
        assert telegram.replies(group) == []


def test_who_asks_too_often_is_told_so_once(tmp_path: Path) -> None:
    """Beyond the limit one notice comes, then silence; another person is answered as ever."""
    with TelegramServer() as telegram, serving(telegram, tmp_path, TELEGRAM__QUESTIONS_PER_DAY="1"):
        eager, other = telegram.private_chat(), telegram.private_chat()
        for _ in range(4):
            telegram.say(eager, QUESTION)
        said = [telegram.wait_for_reply(eager, SECONDS)["text"] for _ in range(2)]
        telegram.wait_until_confirmed()
        telegram.say(other, QUESTION)
        answered = telegram.wait_for_reply(other, SECONDS)
        telegram.say(eager, "/help")
        last = telegram.wait_for_reply(eager, SECONDS)

        assert "March 2011" in said[0]
        assert "tomorrow" in said[1]
        assert "March 2011" in answered["text"]
        assert "Madoguchi" in last["text"]
        assert len(telegram.replies(eager)) == 3


def test_asking_otherwise_counts_as_asking_again(tmp_path: Path) -> None:
    """Beyond the limit a changed question leaves the answer that stands, and a new one is met with the notice."""
    with TelegramServer() as telegram, serving(telegram, tmp_path, TELEGRAM__QUESTIONS_PER_DAY="2"):
        chat = telegram.private_chat()
        asked = telegram.say(chat, QUESTION)
        answer = telegram.wait_for_reply(chat, SECONDS)
        telegram.edit(chat, asked, AREAS)
        telegram.wait_until(lambda: "raw materials" in answer["text"])
        telegram.edit(chat, asked, QUESTION)
        telegram.say(chat, QUESTION)
        refused = telegram.wait_for_reply(chat, SECONDS)

        assert "raw materials" in answer["text"]
        assert "tomorrow" in refused["text"]
