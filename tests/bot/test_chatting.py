"""A conversation in the terminal: what is typed at the prompt, what is kept, and how it ends."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.bootstrap import build
from bot.chatting import Conversation, chat
from bot.settings import Settings

ENTER, END, CANCEL = "\r", "\x04", "\x03"
"""Keys as a terminal sends them."""


class Terminal(io.StringIO):
    """Standard input or output that is a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


Typing = Callable[[str, Path], str]


@pytest.fixture
def typing(notices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Types keys into a chat that keeps its history in a folder, and hands back what was shown."""

    def typing(keys: str, kept_in: Path) -> str:
        out = Terminal()
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setenv("COLUMNS", "200")
        window = build(Settings(data_dir=tmp_path / "data"), [notices])
        with create_pipe_input() as piped, create_app_session(input=piped, output=DummyOutput()):
            piped.send_text(keys)
            chat(window, kept_in)
        return out.getvalue()

    return typing


def test_questions_are_answered_and_kept_until_the_end_of_input(typing: Typing, tmp_path: Path) -> None:
    """What is typed is answered, leans on what came before, and is kept for the next time, readable by its owner alone."""
    shown = typing(f"Parking permit?{ENTER}what does it cost?{ENTER}{END}", tmp_path / "kept")

    assert "Notices of the Example Office" in shown
    assert "twelve coins" in shown
    assert "what does it cost?" in (tmp_path / "kept" / "chat_history").read_text("utf-8")
    assert (tmp_path / "kept" / "chat_history").stat().st_mode & 0o077 == 0


def test_a_beginner_picks_an_example_by_its_number(tmp_path: Path) -> None:
    """The welcome shows what can be asked, and its number asks that."""
    out = io.StringIO()
    window = build(Settings(data_dir=tmp_path / "data"))
    conversation = Conversation(window, out)
    conversation.welcome()
    welcome = out.getvalue()
    conversation.take("1")

    assert f"1. {window.examples()[0]}" in welcome
    assert "  > " in out.getvalue().removeprefix(welcome)


def test_ctrl_c_takes_back_the_line(typing: Typing, tmp_path: Path) -> None:
    """Ctrl-C leaves the chat running; /quit ends it."""
    shown = typing(f"half a quest{CANCEL}hello{ENTER}/quit{ENTER}", tmp_path / "kept")

    assert "Hello." in shown


def test_a_folder_that_cannot_be_written_does_no_harm(typing: Typing, tmp_path: Path) -> None:
    """Without a place for its history the chat works all the same."""
    (tmp_path / "file").write_text("", "utf-8")

    assert "Hello." in typing(f"hello{ENTER}{END}", tmp_path / "file" / "folder")


@pytest.fixture
def two_desks(tmp_path: Path) -> Path:
    """A corpus with enough contact records that the bot has to ask which is meant."""
    desks: Sequence[str] = ("North", "South", "East", "West", "Upper", "Lower")
    sections = [
        f"## {desk} desk\n\n- Role: Head of the {desk} desk\n- Organisation: Example Office, {desk} desk, responsible for forms\n"
        f"- Telephone: +44 20 7946 {number:04}\n- Address: Example Street, {desk} Example Town, the long corridor\n"
        for number, desk in enumerate(desks, 1)
    ]
    path = tmp_path / "desks.md"
    path.write_text("# Desks of the Example Office\n\n" + "\n".join(sections), "utf-8")
    return path


def test_a_number_picks_a_choice_until_a_new_start(two_desks: Path, tmp_path: Path) -> None:
    """After choices their number asks them; after /new it is only a number again."""
    out = io.StringIO()
    conversation = Conversation(build(Settings(data_dir=tmp_path / "data"), [two_desks]), out)
    conversation.take("What is the telephone number of the Example Office?")
    offered = out.getvalue()
    conversation.take("1")
    picked = out.getvalue().removeprefix(offered)
    conversation.take("What is the telephone number of the Example Office?")
    conversation.take("/new")
    before = out.getvalue()
    conversation.take("1")

    assert "  > " not in offered
    assert "1. " in offered
    assert "+44 20 7946 0001" in picked
    assert "  > " not in out.getvalue().removeprefix(before)
