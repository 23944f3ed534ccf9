"""The command that fits the probability to documents and judged questions."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.calibrating.record import Record
from bot.settings import Settings
from tests.bot.running import Run

SET = Path(__file__).parents[1] / "cases" / "judged"
DOCUMENTS = Path(__file__).parents[1] / "quality" / "documents"


def judged(file: Path, times: int) -> Path:
    """Questions about the tests' policies, each asked several times under another id."""
    asked: list[dict[str, Any]] = [
        {"text": "May a private car be used for a trip?", "answers": ["A private car may be used"]},
        {"text": "When are expenses claimed?", "answers": ["60 days after the return"]},
        {"text": "In which class are train journeys booked?", "answers": ["second class"]},
        {"text": "How tall is the lighthouse?", "answerable": False},
        {"text": "What does a parking permit cost?", "answerable": False},
        {"text": "How are flights booked?", "answers": ["economy class"]},
    ]
    lines = [{"_id": f"{n}-{turn}", **each} for turn in range(times) for n, each in enumerate(asked)]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


def kept(data_dir: Path) -> Record:
    """The calibration in force."""
    return Record.model_validate_json(Settings(data_dir=data_dir).calibration_file.read_text("utf-8"))


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    monkeypatch.setenv("MADOGUCHI_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_judged_questions_make_a_statement_that_is_exact(run: Run, data_dir: Path, tmp_path: Path) -> None:
    """Half of the questions are fitted to; of the others it is said how many were answered, wrong, and the upper limit."""
    ran = run("calibrate", "--corpus", str(DOCUMENTS), str(judged(tmp_path / "questions.jsonl", 20)))
    record = kept(data_dir)

    assert ran.code == 0, ran.err
    assert record.basis == "judged"
    assert record.trial is not None
    assert record.questions + record.trial.questions == 120
    assert record.trial.wrong / record.trial.answered < record.trial.at_most < 1
    assert f"{record.trial.answered} were answered, {record.trial.wrong} wrong" in ran.out


def test_too_few_questions_make_no_calibration(run: Run, data_dir: Path, tmp_path: Path) -> None:
    """Fewer than can be fitted to are refused, and nothing is changed."""
    ran = run("calibrate", "--corpus", str(DOCUMENTS), str(judged(tmp_path / "questions.jsonl", 1)))

    assert ran.code == 2
    assert "6 judged questions are too few" in ran.err
    assert not Settings(data_dir=data_dir).calibration_file.exists()


def test_without_judged_questions_they_are_made_and_nothing_is_promised(run: Run, data_dir: Path) -> None:
    """The documents' own sentences are fitted to; how often an answer is wrong is not said; twice it is the same."""
    ran = run("calibrate", "--corpus", str(DOCUMENTS))
    first = kept(data_dir)
    run("calibrate", "--corpus", str(DOCUMENTS))

    assert ran.code == 0, ran.err
    assert (first.basis, first.trial) == ("pseudo", None)
    assert "only judged questions tell" in ran.out
    assert kept(data_dir) == first


def test_a_folder_is_asked_about_its_own_passages(run: Run, data_dir: Path) -> None:
    """A judged set of few questions says so, whatever the corpus."""
    ran = run("calibrate", str(SET))

    assert ran.code == 2
    assert "too few" in ran.err


def test_its_threshold_decides(run: Run, data_dir: Path, tmp_path: Path) -> None:
    """What is calibrated answers from then on, until the shipped one is taken back; a setting goes before both."""
    question = ("ask", "--json", "--corpus", str(DOCUMENTS), "In which class are train journeys booked?")
    shipped = json.loads(run(*question).out)
    run("calibrate", "--corpus", str(DOCUMENTS), str(judged(tmp_path / "questions.jsonl", 20)))
    record = kept(data_dir)
    strict = record.model_copy(update={"calibration": record.calibration.model_copy(update={"threshold": 1.0})})
    Settings(data_dir=data_dir).calibration_file.write_text(strict.model_dump_json(), "utf-8")
    own = json.loads(run(*question).out)
    back = run("calibrate", "--shipped")

    assert shipped["status"] == "answered"
    assert own["status"] == "abstained.no_evidence"
    assert own["confidence"] != shipped["confidence"]
    assert "ships" in back.out
    assert json.loads(run(*question).out)["confidence"] == shipped["confidence"]


def test_a_damaged_calibration_is_named(run: Run, data_dir: Path) -> None:
    """A file that is no calibration is an error that says what to do."""
    data_dir.mkdir()
    Settings(data_dir=data_dir).calibration_file.write_text("{}", "utf-8")
    ran = run("ask", "Who is responsible?")

    assert ran.code == 2
    assert "calibration.json" in ran.err
    assert "calibrate again" in ran.err


def test_a_question_that_nothing_judges_is_named(run: Run, data_dir: Path, tmp_path: Path) -> None:
    """A question without an answer and not marked as unanswerable is an error."""
    (tmp_path / "q.jsonl").write_text('{"_id": "q7", "text": "Who?"}\n', "utf-8")
    ran = run("calibrate", str(tmp_path / "q.jsonl"))

    assert ran.code == 2
    assert "'q7'" in ran.err
