"""An Answer in the terminal: complete, plain where it is piped, and unable to control the terminal."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Answer
from bot.terminal import answer_lines, quoted_lines, safe, show
from tests.channels.fakes import answer, contact


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


def printed(said: Answer, out: io.StringIO | None = None) -> str:
    """What is printed for an answer; piped, unless a terminal is given."""
    out = out or io.StringIO()
    show(answer_lines(said), out)
    return out.getvalue()


def test_a_quotation_is_shown_with_its_place_and_how_sure() -> None:
    """The words, title and trail, date, address and probability are all there."""
    text = printed(answer("It entered into force.", url="https://example.org/brief#force"))

    assert "It entered into force." in text
    assert (
        "Science & technology <brief> › Agreements › In force, as of 2011-03, https://example.org/brief#force" in text
    )
    assert "very sure (93%)" in text


def test_piped_output_is_plain_and_the_same_at_any_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Piped, nothing is wrapped and there is neither colour nor box."""
    said = answer("A long sentence. " * 20, contacts=(contact(),))
    monkeypatch.setenv("COLUMNS", "20")
    narrow = printed(said)
    monkeypatch.setenv("COLUMNS", "200")

    assert narrow == printed(said)
    assert "\x1b" not in narrow
    assert ("A long sentence. " * 20).strip() in narrow


def test_in_a_terminal_every_line_of_a_quotation_has_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrapped quotation keeps its bar at the left."""
    monkeypatch.setenv("COLUMNS", "40")

    lines = [line for line in printed(answer("word " * 40), Terminal()).splitlines() if "word" in line]

    assert len(lines) > 3
    assert all("│" in line for line in lines)


def test_a_terminal_shows_the_lines_of_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save for colour, the bar and wrapping, both show the same lines."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    said = answer(status="abstained.not_given", message="No.", contacts=(contact(), contact()))

    assert [line.rstrip() for line in printed(said, Terminal()).splitlines()] == printed(said).splitlines()


def test_a_terminal_without_colour_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is respected."""
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[36m" not in printed(answer("Text.", contacts=(contact(),)), Terminal())


def test_a_contact_shows_what_is_printed_and_nothing_else() -> None:
    """Every printed value has its line; an absent one has none."""
    whole = printed(answer(status="abstained.not_given", contacts=(contact(),)))
    bare = printed(answer(status="abstained.not_given", contacts=(contact(address=None),)))

    assert "Telephone: +00 (0) 1234 56 78" in whole
    assert "Fax: +00 1234 9" in whole
    assert "E-mail: desk@example.org" in whole
    assert "Address: Example Street 1, 1000 Example" in whole
    assert "Address" not in bare


def test_choices_are_numbered() -> None:
    """What can be chosen has the number that chooses it."""
    text = printed(answer(status="clarify", message="Which?", suggestions=("the fax", "the phone")))

    assert text.splitlines() == ["Which?", "1. the fax", "2. the phone"]


def test_items_stand_on_lines_of_their_own() -> None:
    """White space is folded, and each item of a list begins a line."""
    assert quoted_lines("Three  areas:\n\n  • ageing,\n  •  carbon") == ["Three areas:", "• ageing,", "• carbon"]


@pytest.mark.parametrize("control", ["\x1b[2J", "\x9b31m", "\x07", "\x1b]0;title\x07", "\u202e", "\ud800", "\r"])
def test_documents_cannot_control_the_terminal(control: str) -> None:
    """Escapes in a quotation, a message, a suggestion or a contact do not reach the terminal."""
    message = f"No{control}thing"
    said = answer(status="clarify", message=message, suggestions=(message,), contacts=(contact(name=message),))
    text = printed(said) + printed(answer(f"Quo{control}ted"))

    assert control not in text
    assert not any(unicodedata.category(letter) == "Cc" and letter != "\n" for letter in text)


@given(st.text())
def test_safe_text_changes_only_what_controls(text: str) -> None:
    """The length stays, and so does every letter that controls nothing."""
    made = safe(text)

    assert len(made) == len(text)
    assert all(now in {was, "�"} for was, now in zip(text, made, strict=True))
