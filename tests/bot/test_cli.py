"""The command line: what each command prints, its exit code, and errors in one plain line."""

import io
import json
import sys
import tomllib
from pathlib import Path

import pytest

from corpus.ingest import read_sources
from corpus.model import digest_of
from tests.bot.running import Run

QUESTION = "What does a parking permit cost?"


def test_a_question_is_answered_from_the_given_corpus(run: Run, notices: Path) -> None:
    """The sentence that answers is printed with its place, and nothing on standard error."""
    ran = run("ask", QUESTION, "--corpus", str(notices))

    assert ran.code == 0
    assert "A permit costs twelve coins a month." in ran.out
    assert "Notices of the Example Office › Parking" in ran.out
    assert ran.err == ""


def test_json_holds_quotations_that_stand_in_the_document(run: Run, notices: Path) -> None:
    """The JSON's offsets and digests give back the quoted words."""
    document = read_sources([notices]).documents[0]

    said = json.loads(run("ask", "--json", QUESTION, "--corpus", str(notices)).out)

    assert said["status"] == "answered"
    for quote in said["quotes"]:
        place = quote["citation"]
        assert document.text[place["start"] : place["end"]] == quote["text"]
        assert place["digest"] == digest_of(quote["text"])


def test_without_a_corpus_the_library_that_ships_answers(run: Run) -> None:
    """No option is needed for a first answer."""
    ran = run("ask", "When did the science and technology agreement enter into force?")

    assert ran.code == 0
    assert "March 2011" in ran.out


@pytest.mark.parametrize(
    ("question", "code"),
    [("hello", 0), (QUESTION, 0), ("Which moon is the largest?", 3), ("and its?", 3), ("", 2), ("?!", 2)],
)
def test_the_exit_code_says_what_became_of_the_question(run: Run, notices: Path, question: str, code: int) -> None:
    """0 answered or small talk, 3 abstained or asked back, 2 refused."""
    assert run("ask", question, "--corpus", str(notices)).code == code


@pytest.mark.parametrize("arguments", [("ask",), ("ask", "-")])
def test_a_question_is_read_from_standard_input(run: Run, notices: Path, arguments: tuple[str, ...]) -> None:
    """Piped, a question needs no argument."""
    ran = run(*arguments, "--corpus", str(notices), stdin=QUESTION.encode())

    assert "twelve coins" in ran.out


def test_words_need_no_quotation_marks(run: Run, notices: Path) -> None:
    """Several arguments are one question."""
    assert "twelve coins" in run("ask", *QUESTION.split(), "--corpus", str(notices)).out


def test_a_follow_up_leans_on_the_history(run: Run, notices: Path) -> None:
    """An earlier question makes a follow-up stand on its own."""
    said = json.loads(
        run("ask", "--json", "what does it cost?", "--history", "Parking permit?", "-c", str(notices)).out
    )

    assert "Parking permit" in said["standalone"]
    assert "twelve coins" in said["quotes"][0]["text"]


@pytest.mark.parametrize(
    ("arguments", "environ", "said"),
    [
        (("asc", "x"), {}, "No such command 'asc'"),
        (("ask", "--jsn", "x"), {}, "Did you mean '--json'?"),
        (("ask", "x", "--corpus", "/no/such/place"), {}, "/no/such/place"),
        (("--config", "/no/such/file.toml", "ask", "x"), {}, "/no/such/file.toml"),
        (("ask", "x"), {"MADOGUCHI_RETRIEVAL__LIMT": "3"}, "did you mean MADOGUCHI_RETRIEVAL__LIMIT?"),
        (("serve",), {}, "MADOGUCHI_TELEGRAM__TOKEN"),
    ],
)
def test_errors_are_one_plain_line(run: Run, arguments: tuple[str, ...], environ: dict[str, str], said: str) -> None:
    """What is wrong is said on standard error in one line, with exit code 2 and nothing on standard output."""
    ran = run(*arguments, **environ)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("madoguchi: ")
    assert said in ran.err


def test_a_document_that_cannot_be_read_is_named_and_the_rest_answers(run: Run, notices: Path) -> None:
    """An unreadable file costs a line on standard error, not the answer."""
    (notices.parent / "broken.jsonl").write_text("{", "utf-8")

    ran = run("ask", QUESTION, "--corpus", str(notices.parent))

    assert ran.code == 0
    assert "twelve coins" in ran.out
    assert "broken.jsonl" in ran.err
    assert ran.err.count("\n") == 1


def test_batch_answers_line_by_line_and_goes_on_after_a_malformed_one(run: Run, notices: Path) -> None:
    """Each line has its Answer in the same order; one that is no question is refused by its number."""
    lines = [
        json.dumps({"id": "a", "question": QUESTION, "extra": 1}).encode(),
        b"no json",
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"id": 4}',
        b'{"id": "\\ud800", "question": "\\ud800 parking?"}',
        b'{"id": 6, "question": "x", "history": "y"}',
        b"[" * 100_000,
        json.dumps({"id": 7, "question": "what does it cost?", "history": ["Parking permit?"]}).encode(),
    ]

    ran = run("batch", "--corpus", str(notices), stdin=b"\n".join(lines))
    said = [json.loads(line) for line in ran.out.splitlines()]

    assert ran.code == 0
    assert [answer["id"] for answer in said] == ["a", None, None, None, 4, "?", 6, None, 7]
    assert [said[0]["status"], said[-1]["status"]] == ["answered", "answered"]
    assert [answer["status"] for answer in said[1:5]] == ["refused.input"] * 4
    assert "2" in said[1]["message"]
    assert "history" in said[6]["message"]


def test_a_conversation_can_be_piped(run: Run, notices: Path) -> None:
    """A chat answers follow-ups, obeys its commands, and ends at /quit."""
    typed = "Parking permit?\nwhat does it cost?\n/sources\n/contacts\n/help\n/new\n/nonsense\n\n/quit\nhello\n"

    ran = run("chat", "--corpus", str(notices), stdin=typed.encode())

    assert ran.code == 0
    assert ran.out.count("twelve coins") >= 1
    for words in (
        "Notices of the Example Office",
        "The documents name nobody",
        "/contacts",
        "Forgotten",
        "no /nonsense",
    ):
        assert words in ran.out
    assert "Hello" not in ran.out


def test_settings_are_shown_without_secrets(run: Run) -> None:
    """Every setting is printed with its variable; a secret is masked."""
    ran = run("config", "show", MADOGUCHI_TELEGRAM__TOKEN="12:very-secret", MADOGUCHI_RETRIEVAL__LIMIT="7")

    assert "retrieval.limit = 7" in ran.out
    assert "MADOGUCHI_TELEGRAM__TOKEN" in ran.out
    assert "very-secret" not in ran.out + ran.err
    assert tomllib.loads(ran.out)["retrieval"]["limit"] == 7


def test_the_version_is_the_projects(run: Run) -> None:
    """--version says what pyproject.toml says."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]

    assert run("--version").out == f"madoguchi {project['version']}\n"


def test_an_interrupted_run_ends_quietly(run: Run, notices: Path) -> None:
    """Ctrl-C ends a batch with 130 and without a word."""

    class Interrupted(io.BytesIO):
        """A pipe in the middle of which the person presses Ctrl-C."""

        def __next__(self) -> bytes:
            raise KeyboardInterrupt

    ran = run("batch", "--corpus", str(notices), stdin=Interrupted())

    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "")


def test_telegram_without_its_library_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel whose library is not installed is a failure that names the extra."""
    for name in [name for name in sys.modules if name.startswith(("telegram.", "bot.channels.telegram"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "telegram", None)

    ran = run("serve", MADOGUCHI_TELEGRAM__TOKEN="12:abc", MADOGUCHI_TELEGRAM__BASE_URL="http://127.0.0.1:9/bot")

    assert ran.code == 1
    assert ran.err.startswith("madoguchi: the Telegram channel needs the extra 'telegram'")


def test_a_document_in_another_language_is_named_and_the_others_answer(run: Run, tmp_path: Path) -> None:
    """A language without an analysis costs a line, not the corpus; the document is found by its words."""
    (tmp_path / "a.html").write_text("<html lang='de'><h1>Amt</h1><p>Das Amt ist in Bonn.</p></html>", "utf-8")
    (tmp_path / "b.md").write_text("# Fees\n\nThe fee is 20 euros.\n", "utf-8")

    german = run("ask", "--corpus", str(tmp_path), "Amt in Bonn")
    english = run("ask", "--corpus", str(tmp_path), "What is the fee?")

    assert "a.html" in german.err
    assert "'de'" in german.err
    assert "Das Amt ist in Bonn." in german.out
    assert "20 euros" in english.out
