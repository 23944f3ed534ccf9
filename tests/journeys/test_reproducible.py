"""The same question, history, corpus version and settings give the same bytes, in any process and by any way of asking.

Engines agree on what is quoted; their scores, and so the probability's last digits, are each its own.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.bootstrap import build
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
SECONDS = 120
ASKED: Sequence[tuple[str, tuple[str, ...]]] = (
    ("When did the EU-Japan science and technology agreement enter into force?", ()),
    ("Who is responsible for relations with Japan?", ()),
    ("and his phone number?", ("Who is responsible for relations with Japan?",)),
    ("Wich areas does teh road map nam?", ("What is the EU-Japan agreemnt?",)),
    ("What is the budget for Antarctica?", ()),
    ("What does it name?", ()),
    ("hello", ()),
    ("", ()),
)
"""Questions with what was asked before: answered, a contact, a follow-up, misspelt, declined, asked back, small talk, refused."""


def called(seed: int, data_dir: Path, *arguments: str, stdin: str = "") -> str:
    """What a process of its own prints, whose sets and hashes are in an order of their own."""
    environ = {**os.environ, "PYTHONHASHSEED": str(seed), "MADOGUCHI_DATA_DIR": str(data_dir)}
    command = [sys.executable, "-m", "bot", *arguments]
    ended = subprocess.run(
        command, cwd=ROOT, env=environ, input=stdin, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert ended.stderr == ""
    return ended.stdout


def timeless(said: str) -> list[str]:
    """Answers, a line each, without the time that each took."""
    return [re.sub(r'"elapsed_ms":[\d.e-]+', '"elapsed_ms":0', line) for line in said.splitlines()]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the in-process call answers."""
    window = build(Settings(data_dir=tmp_path_factory.mktemp("data")))
    return timeless("\n".join(window.answer(question, history).model_dump_json() for question, history in ASKED))


@pytest.mark.parametrize("seed", [1, 4242])
def test_batch_gives_the_same_bytes(answers: list[str], tmp_path: Path, seed: int) -> None:
    """Whatever the seed of hashes, lines answered in another process are those of the in-process call."""
    lines = "\n".join(json.dumps({"question": question, "history": history}) for question, history in ASKED)

    assert timeless(called(seed, tmp_path, "batch", stdin=lines)) == answers


@pytest.mark.parametrize("number", range(len(ASKED)))
def test_ask_gives_the_same_bytes(answers: list[str], tmp_path: Path, number: int) -> None:
    """A question asked alone, in a process of its own, is answered by the same bytes."""
    question, history = ASKED[number]
    earlier = [word for each in history for word in ("--history", each)]

    assert timeless(called(number, tmp_path, "ask", "--json", *earlier, "--", question)) == [answers[number]]


def test_reasons_are_given_in_the_same_bytes(tmp_path: Path) -> None:
    """An explanation does not depend on the seed either: of several words for the same thing the same one is named."""
    asked = ("ask", "--json", "--explain", "When did the S&T agreement commence, and whom can I ask?")
    said = [timeless(called(seed, tmp_path, *asked)) for seed in range(1, 6)]

    assert "explanation" in said[0][0]
    assert said.count(said[0]) == len(said)


@pytest.mark.parametrize("engine", ["rank-bm25", "tantivy"])
def test_an_index_on_disk_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    """Ranked by the same engine, what was ingested by one process is answered from by another as from memory."""
    monkeypatch.setenv("MADOGUCHI_RETRIEVAL__ENGINE", engine)
    lines = "\n".join(json.dumps({"question": question, "history": history}) for question, history in ASKED)
    memory = timeless(called(6, tmp_path, "batch", stdin=lines))
    called(7, tmp_path, "ingest", str(ROOT / "corpus" / "library"))

    assert timeless(called(8, tmp_path, "batch", stdin=lines)) == memory
