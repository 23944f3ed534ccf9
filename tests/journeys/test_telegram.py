"""People on Telegram and `madoguchi serve` as a real process, over a Bot API server on loopback."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.serving import SECONDS, serving
from tests.servers.telegram_api import TelegramServer
from tests.servers.telegram_entities import span
from tests.servers.telegram_methods import JSON, Refusal

QUESTION = "When did the EU-Japan science and technology agreement enter into force?"


@pytest.fixture(scope="module")
def telegram() -> Iterator[TelegramServer]:
    """A running Bot API server."""
    with TelegramServer() as server:
        yield server


@pytest.fixture(scope="module")
def service(telegram: TelegramServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TelegramServer]:
    """A server that a running bot polls."""
    with serving(telegram, tmp_path_factory.mktemp("data")):
        telegram.wait_for_calls("getUpdates", timeout=SECONDS)
        yield telegram


def quoted(message: JSON) -> list[str]:
    """The texts of a message's quotations."""
    kinds = ("blockquote", "expandable_blockquote")
    found = [entity for entity in message.get("entities", ()) if entity["type"] in kinds]
    return [span(message["text"], entity["offset"], entity["length"]) for entity in found]


def test_a_question_is_answered_with_the_passage(service: TelegramServer) -> None:
    """Someone who asks in a private chat is shown the sentence that answers, where it stands and how sure it is."""
    chat = service.private_chat(7101)
    asked = service.say(chat, QUESTION)

    reply = service.wait_for_reply(chat)

    assert any("March 2011" in text for text in quoted(reply))
    assert "Source: " in reply["text"]
    assert "%" in reply["text"]
    assert reply["reply_to_message"]["message_id"] == asked


def test_a_group_is_answered_when_the_bot_is_asked_and_only_then(service: TelegramServer) -> None:
    """In a group the command and a reply to the bot are answered, and talk is not."""
    group = service.group(-1009101)
    service.say(group, "When is lunch?")
    service.say(group, "/ask@weather_bot rain?")
    first = service.say(group, f"/ask@madoguchi_bot {QUESTION}")

    answered = service.wait_for_reply(group)
    second = service.say(group, QUESTION, reply_to=answered["message_id"])
    again = service.wait_for_reply(group)

    assert answered["reply_to_message"]["message_id"] == first
    assert again["reply_to_message"]["message_id"] == second
    assert all("March 2011" in "".join(quoted(reply)) for reply in (answered, again))


def test_talk_in_a_group_is_not_answered_without_group_privacy(service: TelegramServer) -> None:
    """The bot keeps silent on what it is not asked, even where Telegram hands it everything; its name is enough to ask it."""
    group = service.group(-1009102)
    service.group_privacy = False
    service.say(group, QUESTION)
    named = service.say(group, f"@madoguchi_bot {QUESTION}")
    asked = service.say(group, f"/ask {QUESTION}")
    service.group_privacy = True
    replies = [service.wait_for_reply(group) for _ in range(2)]

    assert [reply["reply_to_message"]["message_id"] for reply in replies] == [named, asked]


@pytest.mark.parametrize(
    ("command", "holds"),
    [
        ("/start", "/sources"),
        ("/help", "/ask"),
        ("/new", "forgotten"),
        ("/sources", "•"),
        ("/contacts", "Telephone: "),
        ("/language", "English"),
        ("/privacy", "30 days"),
        ("/forget", "erased"),
        ("/ask", "/ask"),
    ],
)
def test_each_command_is_replied_to(service: TelegramServer, command: str, holds: str) -> None:
    """Every command of the menu says what it is there for."""
    chat = service.private_chat()
    service.say(chat, command)

    reply = service.wait_for_reply(chat)

    assert holds in reply["text"]


@pytest.mark.parametrize(
    "text", ["<b>", "</blockquote> & <script>alert(1)</script>", "?", "😀😀", "x" * 4096, "/ask <i>", "\u202ereversed"]
)
def test_every_message_is_replied_to(service: TelegramServer, text: str) -> None:
    """Whatever someone types, Telegram takes the reply to it."""
    chat = service.private_chat()
    service.say(chat, text)

    reply = service.wait_for_reply(chat)

    assert reply["text"]


def test_a_sticker_is_met_with_a_word(service: TelegramServer) -> None:
    """Someone who sends something else than text is told what can be read."""
    chat = service.private_chat(7104)
    service.send_sticker(chat)

    assert "text" in service.wait_for_reply(chat)["text"]


def test_an_unreadable_update_does_not_silence_the_bot(service: TelegramServer) -> None:
    """What comes after a poison update is answered."""
    chat = service.private_chat(7106)
    service.push({"message": {"message_id": "five", "date": []}})
    service.say(chat, QUESTION)

    assert "March 2011" in service.wait_for_reply(chat)["text"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_answer_in_hand_is_finished_before_the_end(number: signal.Signals, tmp_path: Path) -> None:
    """Told to end while Telegram keeps it waiting, the program sends the answer, confirms it and ends with 0."""
    with TelegramServer() as telegram, serving(telegram, tmp_path) as process:
        chat = telegram.private_chat()
        telegram.fail_next("sendMessage", Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1}))
        telegram.say(chat, QUESTION)
        telegram.wait_for_calls("sendMessage", timeout=SECONDS)
        process.send_signal(number)

        assert process.wait(SECONDS) == 0
        assert len(telegram.replies(chat)) == 1
        assert telegram.pending() == 0


def test_an_idle_bot_ends_when_told(tmp_path: Path) -> None:
    """A request for updates that is held open does not hold up the end."""
    with TelegramServer() as telegram, serving(telegram, tmp_path) as process:
        telegram.wait_for_calls("getUpdates", timeout=SECONDS)
        process.terminate()

        assert process.wait(10) == 0


def test_a_question_in_hand_survives_a_kill(tmp_path: Path) -> None:
    """What is not answered when the program is killed, and what is asked while it is down, is answered afterwards."""
    with TelegramServer() as telegram:
        chat = telegram.private_chat()
        telegram.fail_next("sendMessage", Refusal(429, "Too Many Requests: retry after 60", {"retry_after": 60}))
        with serving(telegram, tmp_path) as process:
            telegram.say(chat, QUESTION)
            telegram.wait_for_calls("sendMessage", timeout=SECONDS)
            process.kill()
        telegram.say(chat, QUESTION)
        with serving(telegram, tmp_path):
            replies = [telegram.wait_for_reply(chat, SECONDS) for _ in range(2)]

        assert all("March 2011" in reply["text"] for reply in replies)


def test_a_refused_token_ends_the_program_with_what_to_do(telegram: TelegramServer, tmp_path: Path) -> None:
    """The message names the setting, and shows neither the secret nor a traceback."""
    wrong = "987654321:AAWrongTokenForTestsOnly-0123456789abc"
    with serving(telegram, tmp_path, TELEGRAM__TOKEN=wrong) as process:
        said, _ = process.communicate(timeout=SECONDS)

    assert process.returncode not in (0, None)
    assert "MADOGUCHI_TELEGRAM__TOKEN" in said
    assert "Traceback" not in said
    assert wrong not in said
