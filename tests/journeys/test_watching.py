"""Watching over a bot: its figures, its log, and what `doctor` says of it."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.journeys.serving import ROOT, SECONDS, environ, serving
from tests.servers.telegram_api import TelegramServer

QUESTION = "When did the EU-Japan science and technology agreement enter into force?"


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    """A running Bot API server."""
    with TelegramServer() as server:
        yield server


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def fetched(port: int, path: str) -> str:
    """What a route answers."""
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=SECONDS) as response:
        return str(response.read().decode())


def doctor(telegram: TelegramServer, folder: Path, **settings: str) -> tuple[int, dict[str, str]]:
    """The exit code, and what is said of each thing that was looked at."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        cwd=ROOT,
        env=environ(telegram, folder, **settings),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    lines = [line.partition(": ") for line in ended.stdout.splitlines()]
    return ended.returncode, {name: said for name, _, said in lines}


def test_figures_are_fetched_and_the_log_is_json(telegram: TelegramServer, tmp_path: Path) -> None:
    """Questions are counted by what became of them; every line of the log is JSON, and none holds a question or the token."""
    port = free_port()
    settings = {"WEB__PORT": str(port), "WEB__IN_POLLING": "true", "LOG__FORMAT": "json"}
    with serving(telegram, tmp_path, **settings) as process:
        chat = telegram.private_chat()
        for text in (QUESTION, "Who was the first king of Antarctica?"):
            telegram.say(chat, text)
            telegram.wait_for_reply(chat, SECONDS)
        figures, ready = fetched(port, "/metrics"), fetched(port, "/readyz")
        process.terminate()
        log = process.communicate(timeout=SECONDS)[0]

    assert 'madoguchi_questions_total{status="answered"} 1.0' in figures
    assert 'madoguchi_questions_total{status="abstained.no_evidence"} 1.0' in figures
    assert "madoguchi_answer_seconds_count 2.0" in figures
    assert 'madoguchi_inbox_updates{state="settled"} 2.0' in figures
    assert ready == "ok\n"
    assert all(json.loads(line)["level"] for line in log.splitlines())
    assert "answering on Telegram" in log
    assert not any(words in log for words in ("Antarctica", "enter into force", "AAFakeToken"))


def test_a_healthy_bot_is_well(telegram: TelegramServer, tmp_path: Path) -> None:
    """Everything that serving needs is looked at, and each is well."""
    code, said = doctor(telegram, tmp_path)

    assert code == 0
    assert list(said) == [
        f"ok  {name}" for name in ("documents", "data folder", "database", "token", "delivery", "clock")
    ]
    assert said["ok  token"].startswith("@madoguchi_bot")


@pytest.mark.parametrize(
    ("settings", "name", "words"),
    [
        ({"TELEGRAM__TOKEN": "1:wrong"}, "telegram", "token"),
        (
            {"TELEGRAM__MODE": "webhook", "TELEGRAM__WEBHOOK_URL": "https://example.org/x"},
            "delivery",
            "the settings say",
        ),
        ({"DATABASE__URL": "oracle://nowhere"}, "database", "database.url"),
        ({"CORPUS": "/no/such/folder"}, "documents", "there is no such file"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    telegram: TelegramServer, tmp_path: Path, settings: dict[str, str], name: str, words: str
) -> None:
    """A wrong token, another address of delivery, a database that cannot be opened, documents that are not there."""
    code, said = doctor(telegram, tmp_path, **settings)

    assert code == 1
    assert words in said[f"!!  {name}"]


def test_a_clock_that_is_wrong_is_noticed(telegram: TelegramServer, tmp_path: Path) -> None:
    """A clock that differs from Telegram's by more than half a minute is to be set."""
    telegram.clock_ahead = 3600.0

    code, said = doctor(telegram, tmp_path)

    assert code == 1
    assert "NTP" in said["!!  clock"]


def test_a_damaged_index_is_noticed(telegram: TelegramServer, tmp_path: Path) -> None:
    """An index that cannot be read is named with the command that builds it anew."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "current").write_text("1", "utf-8")

    code, said = doctor(telegram, tmp_path)

    assert code == 1
    assert "madoguchi ingest" in said["!!  documents"]
