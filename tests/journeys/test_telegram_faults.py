"""What goes wrong around `madoguchi serve`, and that no question is lost or answered twice by it."""

import sqlite3
from pathlib import Path

import pytest

from tests.journeys.serving import SECONDS, serving, webhook
from tests.journeys.survival import Trial
from tests.servers.telegram_api import TelegramServer

QUESTION = "When did the EU-Japan science and technology agreement enter into force?"


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_kills_at_random_moments_lose_and_double_nothing(mode: str, tmp_path: Path) -> None:
    """Killed again and again while people ask, updates are delivered twice and out of order, some of them unreadable,
    and connections drop, the program has at the end answered each question once and in order, and left nothing behind.
    """
    outcome = Trial(tmp_path, webhook() if mode == "webhook" else {}, seed=5, chats=8).run(kills=5)

    assert outcome.is_clean(), outcome
    assert outcome.asked > 10


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_an_outage_of_telegram_delays_answers_only(mode: str, tmp_path: Path) -> None:
    """What is asked before and while Telegram cannot be reached is answered once it can."""
    with (
        TelegramServer() as telegram,
        serving(telegram, tmp_path, **(webhook() if mode == "webhook" else {})) as process,
    ):
        telegram.wait_for_calls("setMyCommands", timeout=SECONDS)
        chat = telegram.private_chat()
        with telegram.outage():
            asked = [telegram.say(chat, QUESTION) for _ in range(2)]
            assert process.poll() is None
        replies = [telegram.wait_for_reply(chat, SECONDS) for _ in asked]

        assert [reply["reply_to_message"]["message_id"] for reply in replies] == asked
        assert all("March 2011" in reply["text"] for reply in replies)


def test_a_locked_database_delays_answers_only(tmp_path: Path) -> None:
    """A delivery that cannot be kept is not acknowledged, comes again, and is answered once."""
    with TelegramServer() as telegram, serving(telegram, tmp_path, **webhook()):
        telegram.wait_for_calls("setWebhook", timeout=SECONDS)
        chat = telegram.private_chat()
        holder = sqlite3.connect(tmp_path / "madoguchi.db", isolation_level=None, timeout=SECONDS)
        holder.execute("BEGIN IMMEDIATE")
        telegram.say(chat, QUESTION)
        telegram.wait_until(lambda: any("503" in refusal for refusal in telegram.refusals))
        holder.execute("ROLLBACK")
        holder.close()
        telegram.wait_for_reply(chat, SECONDS)
        telegram.wait_until_confirmed()

        assert len(telegram.replies(chat)) == 1


def test_a_conversation_goes_on_after_a_restart(tmp_path: Path) -> None:
    """A follow-up leans on what was asked before the program was killed."""
    with TelegramServer() as telegram:
        chat = telegram.private_chat()
        for question in (QUESTION, "And when was it signed?"):
            with serving(telegram, tmp_path) as process:
                telegram.say(chat, question)
                reply = telegram.wait_for_reply(chat, SECONDS)
                telegram.wait_until_confirmed()
                process.kill()

    assert "March 2011" in reply["text"]


def test_a_second_program_waits_for_the_first(tmp_path: Path) -> None:
    """Two that work with the same data answer nothing twice: one waits, and takes over when the other is killed."""
    with TelegramServer() as telegram, serving(telegram, tmp_path) as first:
        telegram.wait_for_calls("getUpdates", timeout=SECONDS)
        with serving(telegram, tmp_path) as second:
            assert second.stdout is not None
            assert "waiting for it to end" in second.stdout.readline()
            chat = telegram.private_chat()
            telegram.say(chat, QUESTION)
            telegram.wait_for_reply(chat)
            first.kill()
            telegram.say(chat, QUESTION)
            telegram.wait_for_reply(chat, SECONDS)

            assert len(telegram.replies(chat)) == 2
