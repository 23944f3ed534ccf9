"""Judged sets, evaluated by the command: figures worked out by hand, what is left out, what is wrong with a set."""

import io
import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from math import log2
from pathlib import Path
from typing import Any

import pytest

from bot.evaluate.measuring import peak_memory_mb
from bot.evaluate.outcomes import folded
from bot.evaluate.running import evaluations
from bot.evaluate.table import show
from bot.settings import Settings
from tests.bot.running import Run
from tests.bot.test_terminal import Terminal

SET = Path(__file__).parents[1] / "cases" / "judged"
QUESTIONS = 12


def write(
    folder: Path, questions: Iterable[Mapping[str, Any]], judgements: str = "", corpus: str | None = None
) -> Path:
    """A judged set over the passages of the one that the tests have."""
    folder.mkdir(exist_ok=True)
    (folder / "corpus.jsonl").write_text(corpus or (SET / "corpus.jsonl").read_text("utf-8"), "utf-8")
    (folder / "queries.jsonl").write_text("".join(json.dumps(question) + "\n" for question in questions), "utf-8")
    (folder / "qrels.tsv").write_text(judgements, "utf-8")
    return folder


def evaluated(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """What `--json` prints of the only set."""
    ran = run("evaluate", "--json", *map(str, arguments))

    assert ran.code == 0, ran.err
    (line,) = ran.out.splitlines()
    said: dict[str, Any] = json.loads(line)
    return said


def values(measures: Mapping[str, Any]) -> dict[str, float]:
    """The measures without their intervals."""
    return {name: measure["value"] for name, measure in measures.items() if name != "without_history"}


def test_the_figures_are_those_worked_out_by_hand(run: Run) -> None:
    """Nine questions have passages that answer: seven find all of them first, one finds one of two, one finds none.

    Of the eight with an answer that can be quoted all but that one quote it; it and the three that nothing answers have
    the least confidence. The follow-up finds nothing without what was said before.
    """
    one_of_two = 1 / (1 + 1 / log2(3))
    wanted = {
        "success@1": 8 / 9,
        "recall@5": 7.5 / 9,
        "recall@10": 7.5 / 9,
        "mrr@10": 8 / 9,
        "ndcg@10": (7 + one_of_two) / 9,
        "map@10": 7.5 / 9,
        "answer_hit@1": 7 / 8,
        "answer_hit@3": 7 / 8,
        "auroc": 1.0,
        "auroc_right": 1.0,
        "coverage@5%risk": 8 / 12,
        "coverage@10%risk": 8 / 12,
        "wrong_share": 0.0,
    }

    said = evaluated(run, SET)

    assert values(said["measures"]) == {name: round(value, 4) for name, value in wanted.items()}
    assert values(said["measures"]["without_history"]) == {"success@1": round(7 / 9, 4), "recall@5": round(6.5 / 9, 4)}


def test_json_says_of_each_set_what_was_measured_and_how(run: Run) -> None:
    """A line a set, in the order given: its name, sizes, time, memory, version, and an interval around every figure."""
    ran = run("evaluate", "--json", str(SET), str(SET))
    first, second = map(json.loads, ran.out.splitlines())

    assert ran.err == ""
    assert set(first) == {"set", "measures", "latency_ms", "memory_mb", "passages", "questions", "corpus_version"}
    assert (first["set"], first["passages"], first["questions"]) == ("judged", 10, QUESTIONS)
    assert 0 < first["latency_ms"]["p50"] <= first["latency_ms"]["p99"]
    assert first["memory_mb"] > 10
    assert first["corpus_version"].startswith("sha256:")
    figures = {name: figure for name, figure in first["measures"].items() if name != "without_history"}
    assert all(figure["low"] <= figure["value"] <= figure["high"] for figure in figures.values())
    assert second["measures"] == first["measures"]


def test_an_answer_to_what_nothing_answers_is_wrong(run: Run, tmp_path: Path) -> None:
    """Of three answers given, the one to a question that is marked as not answerable counts as wrong."""
    late = "How much is the fine for a book that comes back late?"
    questions = [
        {"_id": 1, "text": late, "answers": ["ten cents"], "answerable": None, "lang": None},
        {"_id": 2, "text": late, "answers": ["twenty cents"], "evidence_sentences": None},
        {"_id": 3, "text": late, "answerable": False, "answers": ["ten cents"]},
    ]

    said = evaluated(run, write(tmp_path / "set", questions))

    assert values(said["measures"]) == {
        "answer_hit@1": 0.5,
        "answer_hit@3": 0.5,
        "auroc": 0.5,
        "auroc_right": 0.5,
        "coverage@5%risk": 0.0,
        "coverage@10%risk": 0.0,
        "wrong_share": round(2 / 3, 4),
    }


def test_a_measure_without_a_value_is_absent(run: Run, tmp_path: Path) -> None:
    """Where nothing can be answered and nothing is, no ranking, hit, order of confidence or share of answers is there."""
    questions = [{"_id": "a", "text": "Who painted the opera?", "answerable": False}]

    said = evaluated(run, write(tmp_path / "set", questions), "--html", tmp_path / "page.html")

    assert values(said["measures"]) == {"coverage@5%risk": 0.0, "coverage@10%risk": 0.0}
    assert "Risk against coverage" in (tmp_path / "page.html").read_text("utf-8")


def test_without_anything_unanswerable_confidence_is_not_measured(run: Run, tmp_path: Path) -> None:
    """A set that is all answerable has figures of ranking and evidence alone; a history of texts counts like one of turns."""
    questions = [
        {
            "_id": "q",
            "text": "And how much is it?",
            "history": ["A fine for a book that comes back late?"],
            "answers": ["ten"],
        }
    ]

    said = evaluated(run, write(tmp_path / "set", questions, "q\tfines\t2\n"))

    assert set(said["measures"]) == {
        *("success@1", "recall@5", "recall@10", "mrr@10", "ndcg@10", "map@10"),
        *("answer_hit@1", "answer_hit@3", "without_history"),
    }
    assert said["measures"]["without_history"]["success@1"] == {"value": 0.0, "low": 0.0, "high": 0.0}


def test_questions_in_other_languages_are_left_out(run: Run) -> None:
    """Asked are questions in a language that can be analysed; another one is bad usage."""
    all_that_can_be = evaluated(run, SET)
    english = evaluated(run, SET, "--lang", "en")
    german = run("evaluate", str(SET), "--lang", "de")

    assert all_that_can_be["questions"] == english["questions"] == QUESTIONS
    assert (german.code, german.out) == (2, "")
    assert "'de' cannot be asked, only in en" in german.err


def test_a_limit_spreads_over_the_set(run: Run) -> None:
    """A few questions are taken from all over the set, so that those at its end, which nothing answers, are among them."""
    said = evaluated(run, SET, "--limit", "4")

    assert said["questions"] == 4
    assert "auroc" in said["measures"]
    assert evaluated(run, SET, "--limit", "1000")["questions"] == QUESTIONS


def test_what_does_not_count_is_said(run: Run, tmp_path: Path) -> None:
    """Questions that nothing is known of, judgements of what is not there and empty passages cost a line each."""
    questions = [{"_id": "a", "text": "Is food allowed?"}, {"_id": "b", "text": "Is food allowed?"}]
    corpus = '{"_id": "food", "text": "Food is not allowed."}\r\n\n{"_id": "empty", "text": ""}\n'

    ran = run(
        "evaluate", "--json", str(write(tmp_path / "set", questions, "a\tfood\t1\na\tgone\t1\nc\tfood\t1\n", corpus))
    )

    assert json.loads(ran.out)["questions"] == 1
    assert json.loads(ran.out)["measures"]["recall@5"]["value"] == 0.5
    assert [line for line in ran.err.splitlines() if "qrels.tsv line 2" in line and "and 1 more" in line]
    assert [line for line in ran.err.splitlines() if "questions left out" in line]
    assert [line for line in ran.err.splitlines() if "corpus.jsonl line 3" in line]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("corpus.jsonl", None, ["there is no", "corpus.jsonl", "queries.jsonl and qrels.tsv"]),
        (
            "corpus.jsonl",
            b'{"_id": "a", "text": "x"}\n{"_id": "a", "text": "y"}',
            ["corpus.jsonl line 2", "'a'", "line 1"],
        ),
        ("corpus.jsonl", b'\n{"_id": "a", "title": "x"}', ["corpus.jsonl line 2", "text: Field required", '"text": …']),
        ("queries.jsonl", b"\n", ["queries.jsonl is empty"]),
        ("queries.jsonl", b"{}\n{", ["queries.jsonl line 1", "_id: Field required"]),
        ("queries.jsonl", b"{", ["queries.jsonl line 1", "is no JSON"]),
        ("queries.jsonl", b"[" * 100_000, ["queries.jsonl line 1", "is no JSON"]),
        ("queries.jsonl", b"[]", ["queries.jsonl line 1", "is no JSON object"]),
        ("queries.jsonl", b'{"_id": "a", "text": "\xff"}', ["queries.jsonl line 1", "UTF-8"]),
        ("queries.jsonl", b'{"_id": "a", "text": "x", "answers": "y"}', ["line 1", "answers", "tuple"]),
        ("queries.jsonl", b'{"_id": "a", "text": "x", "history": "y"}', ["line 1", "history", "tuple"]),
        ("queries.jsonl", b'{"_id": "a", "text": "x", "lang": "ja"}', ["no question in en is judged", "there is: ja"]),
        ("qrels.tsv", b"query\tpassage\tgrade\nopens\thours\thigh\n", ["qrels.tsv line 2", "whole number"]),
        ("qrels.tsv", b"opens hours 1\n", ["qrels.tsv line 1", "a tab between"]),
    ],
)
def test_a_malformed_set_is_bad_input(
    run: Run, tmp_path: Path, file: str, content: bytes | None, said: list[str]
) -> None:
    """What is wrong is said in one line with file, line and what to do, before anything is asked."""
    shutil.copytree(SET, tmp_path / "set")
    if content is None:
        (tmp_path / "set" / file).unlink()
    else:
        (tmp_path / "set" / file).write_bytes(content)

    ran = run("evaluate", "--json", str(SET), str(tmp_path / "set"))

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert [part for part in said if part not in ran.err] == []


def test_a_page_that_cannot_be_written_is_said_before_anything_is_asked(run: Run, tmp_path: Path) -> None:
    """A folder that is not there is bad usage."""
    ran = run("evaluate", str(SET), "--html", str(tmp_path / "none" / "page.html"))

    assert (ran.code, ran.out) == (2, "")
    assert "none" in ran.err


@pytest.mark.parametrize("library", ["ir_measures", "matplotlib"])
def test_without_its_libraries_it_says_how_to_get_them(run: Run, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    """A missing library is a failure that names the extra."""
    monkeypatch.setitem(sys.modules, library, None)

    ran = run("evaluate", str(SET))

    assert (ran.code, ran.out) == (1, "")
    assert "pip install 'madoguchi[evaluate]'" in ran.err


def test_piped_the_table_is_plain_and_aligned(run: Run, tmp_path: Path) -> None:
    """A row a measure and a column a set, each column beginning at the same place; what does not apply is left empty."""
    other = write(tmp_path / "other", [{"_id": "q", "text": "Who painted the opera?", "answers": ["ten cents"]}])

    ran = run("evaluate", str(SET), str(other))
    head, *lines = ran.out.splitlines()

    assert ran.code == 0
    assert head.split() == ["judged", "other"]
    assert "\x1b" not in ran.out
    start = head.index("judged")
    assert {line[:start].strip() for line in lines} >= {
        "success@1",
        "wrong_share",
        "without history: recall@5",
        "memory",
    }
    assert all(line[start - 1] == " " != line[start] for line in lines)
    assert next(line for line in lines if line.startswith("success@1")).split() == [
        "success@1",
        "0.889",
        "(0.667–1.000)",
    ]
    assert next(line for line in lines if line.startswith("answer_hit@3")).split()[-2:] == ["0.000", "(0.000–0.000)"]


def test_a_terminal_shows_a_table_and_how_far_it_is() -> None:
    """On a terminal there is a bar while questions are asked, and lines around the table."""
    screen, out = Terminal(), Terminal()
    found = list(evaluations([SET], Settings(), ["en"], None, lambda _: None, screen))

    show(found, out)

    assert "judged" in screen.getvalue()
    assert "100%" in screen.getvalue()
    assert "│ success@1" in out.getvalue()
    assert "0.889" in out.getvalue()


def test_a_set_that_is_piped_has_no_bar() -> None:
    """Where the screen is no terminal nothing is written to it."""
    screen = io.StringIO()

    assert len(list(evaluations([SET], Settings(), ["en"], 2, lambda _: None, screen))) == 1
    assert screen.getvalue() == ""


@pytest.mark.parametrize(
    ("tokenised", "printed"),
    [
        ("The company 's plan , agreed in May .", "the company's plan, agreed in May."),
        ("It costs  $ 5 ( five dollars )", "It costs $5\n(five dollars)"),
    ],
)
def test_spaces_that_come_from_cutting_words_do_not_matter(tokenised: str, printed: str) -> None:
    """Text that was cut into words is compared as it was printed."""
    assert folded(tokenised) == folded(printed)
    assert folded("five dollars") != folded("fivedollars")


def test_memory_is_known_where_the_system_does_not_tell_it_by_file(tmp_path: Path) -> None:
    """Without Linux's own account of a process, what the system counts for it is taken."""
    (tmp_path / "status").write_text("VmSize: 1 kB\n", "utf-8")

    assert peak_memory_mb(tmp_path / "absent") > 10
    assert peak_memory_mb(tmp_path / "status") > 10
