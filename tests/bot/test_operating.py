"""What an operator asks of the inbox and of Telegram on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import storage
from bot.settings import load
from bot.storage import inbox
from bot.storage.database import Storage
from bot.storage.inbox import Arrival
from tests.bot.running import Run
from tests.servers.telegram_api import TOKEN, TelegramServer

RAW = '{"update_id": 7, "message": {"message_id": "five"}}'


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    """A storage with one update that was given up."""
    monkeypatch.setenv("MADOGUCHI_DATA_DIR", str(tmp_path))
    opened = storage(load(None, {"MADOGUCHI_DATA_DIR": str(tmp_path)}))
    opened.do(inbox.keep, "telegram", [Arrival(7, "", None, RAW)])
    opened.do(inbox.take, "telegram", 7)
    opened.do(inbox.fail, "telegram", 7, "TypeError: nobody can read it", dead=True)
    yield opened
    opened.close()


def test_what_was_given_up_is_listed(run: Run, kept: Storage) -> None:
    """Its number, attempts and the reason; as JSON the update as it came."""
    assert "1 dead" in run("inbox", "status").out
    assert "7 " in run("inbox", "dead").out
    assert "nobody can read it" in run("inbox", "dead").out
    assert json.loads(run("inbox", "dead", "--json").out) == json.loads(RAW)


def test_what_was_given_up_waits_again_after_a_replay(run: Run, kept: Storage) -> None:
    """Named or all, it is no longer dead; one that is not dead is an error that names it."""
    assert "waiting again: 7" in run("inbox", "replay", "7").out
    assert "1 waiting" in run("inbox", "status").out
    assert "none" in run("inbox", "replay", "--all").out
    wrong = run("inbox", "replay", "8")

    assert wrong.code == 2
    assert "8" in wrong.err


def test_a_replay_names_what(run: Run, kept: Storage) -> None:
    """Neither numbers nor all of them is no replay."""
    assert run("inbox", "replay").code == 2


def test_the_webhook_is_set_and_taken_back(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram is told the address, and says what it delivers to; without an address that is said."""
    monkeypatch.setenv("MADOGUCHI_DATA_DIR", str(tmp_path))
    with TelegramServer() as telegram:
        monkeypatch.setenv("MADOGUCHI_TELEGRAM__TOKEN", TOKEN)
        monkeypatch.setenv("MADOGUCHI_TELEGRAM__BASE_URL", telegram.base_url)
        without = run("telegram", "set-webhook")
        monkeypatch.setenv("MADOGUCHI_TELEGRAM__WEBHOOK_URL", "http://127.0.0.1:9/telegram")
        given = run("telegram", "set-webhook")
        info = run("telegram", "info")
        taken_back = run("telegram", "delete-webhook")

    assert without.code == 1
    assert "MADOGUCHI_TELEGRAM__WEBHOOK_URL" in without.err
    assert given.code == 0, given.err
    assert "webhook: http://127.0.0.1:9/telegram" in info.out
    assert "updates are polled" in taken_back.out
