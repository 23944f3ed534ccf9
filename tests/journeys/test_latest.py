"""What is ingested while the program runs, the next question is answered from."""

import gc
import io
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.bootstrap import build, build_latest
from bot.ingesting import ingest
from bot.settings import Settings
from retrieval.confidence import SHIPPED
from tests.journeys.serving import ROOT, SECONDS, serving
from tests.servers.telegram_api import TelegramServer

QUESTION = "What is the fee for pets?"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of their own."""
    return Settings(data_dir=tmp_path / "data")


def ingested(settings: Settings, folder: Path, fee: int) -> None:
    """Ingest a document that says what the fee is."""
    folder.mkdir(exist_ok=True)
    (folder / "pets.md").write_text(f"# Pets\n\nThe fee for pets is {fee} euros a year.\n", "utf-8")
    ingest(settings, [folder], io.StringIO())


@contextmanager
def chatting(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """`madoguchi chat` on a pipe; ended at the end."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "bot", "chat"],
        cwd=ROOT,
        env={**os.environ, "MADOGUCHI_DATA_DIR": str(settings.data_dir), "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=SECONDS)


def asked(process: subprocess.Popen[str]) -> str:
    """What a chat quotes, asked the question."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{QUESTION}\n")
    process.stdin.flush()
    return next(line for line in process.stdout if "euros" in line)


def test_a_chat_goes_on_with_what_is_ingested_meanwhile(settings: Settings, tmp_path: Path) -> None:
    """A chat that began before a document changed and was ingested anew quotes what it says now."""
    ingested(settings, tmp_path / "sources", 20)
    with chatting(settings) as process:
        before = asked(process)
        ingested(settings, tmp_path / "sources", 30)
        after = asked(process)

    assert ("20 euros" in before, "30 euros" in after) == (True, True)


def test_a_channel_goes_on_with_what_is_ingested_meanwhile(settings: Settings, tmp_path: Path) -> None:
    """A bot that began on the library that ships answers from what is ingested later, without a restart."""
    with TelegramServer() as telegram, serving(telegram, settings.data_dir):
        chat = telegram.private_chat()
        telegram.say(chat, QUESTION)
        before = telegram.wait_for_reply(chat, SECONDS)
        ingested(settings, tmp_path / "sources", 20)
        telegram.say(chat, QUESTION)
        after = telegram.wait_for_reply(chat, SECONDS)

    assert "20 euros" not in before["text"]
    assert "20 euros" in after["text"]


def test_a_damaged_index_is_not_taken_up(settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One that cannot be read is said once, and what was there before goes on answering."""
    ingested(settings, tmp_path / "sources", 20)
    window = build_latest(settings)
    (settings.index_dir / "current.new").write_text("there is none of that name", "utf-8")
    (settings.index_dir / "current.new").replace(settings.index_dir / "current")

    answers = [window.answer(QUESTION) for _ in range(2)]

    assert ["20 euros" in answer.quotes[0].text for answer in answers] == [True, True]
    assert [record.message for record in caplog.records if "cannot be opened" in record.message][1:] == []
    assert "is damaged" in caplog.text


def test_a_calibration_counts_from_the_next_question_on(settings: Settings, tmp_path: Path) -> None:
    """An own calibration is taken up as an index is, also where the documents are read at the start."""
    from bot.calibrating.record import Record, write

    (tmp_path / "pets.md").write_text("# Pets\n\nThe fee for pets is 20 euros a year.\n", "utf-8")
    window = build_latest(settings, [tmp_path / "pets.md"])
    before = window.answer(QUESTION)
    stricter = SHIPPED.model_copy(update={"threshold": 1.0})
    record = Record(
        calibration=stricter, basis="pseudo", questions=1, risk=0.1, corpus_version="0" * 16, day="2026-01-01"
    )
    write(record, settings.calibration_file)

    assert (before.status, window.answer(QUESTION).status) == ("answered", "abstained.no_evidence")


def test_what_was_answered_once_is_answered_the_same(settings: Settings, tmp_path: Path) -> None:
    """A window that looks for what is new answers as one that does not."""
    ingested(settings, tmp_path / "sources", 20)
    answers = [window.answer(QUESTION) for window in (build(settings), build_latest(settings))]

    assert answers[0].model_copy(update={"elapsed_ms": 0}) == answers[1].model_copy(update={"elapsed_ms": 0})


def test_what_is_answered_from_is_passed_over_by_the_garbage_collector(settings: Settings, tmp_path: Path) -> None:
    """The latest window is held apart; the one before it is given back."""
    ingested(settings, tmp_path / "documents", 20)
    window = build_latest(settings, (), print)
    window.answer(QUESTION)
    before = weakref.ref(window._latest().grounds.index)
    held = gc.get_freeze_count()
    ingested(settings, tmp_path / "documents", 30)

    answer = window.answer(QUESTION)

    assert "30 euros" in answer.quotes[0].text
    assert held > 10_000
    assert before() is None
