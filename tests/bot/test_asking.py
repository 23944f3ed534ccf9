"""What people type is made fit, or refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import cleaned, printable, refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>What</b> is it?", "What is it?"),
        ("a < b and c > d", "a < b and c > d"),
        ("<script>alert('x')</script>who?", "who?"),
        ("tab\tand\x00nul\x1b[31m", "tab and nul [31m"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_markup_and_control_characters_are_taken_off(typed: str, kept: str) -> None:
    """What is left is what a person would read."""
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "refused-empty"),
        ("  \n ", "refused-empty"),
        ("?!…", "refused-unreadable"),
        ("😀", "refused-unreadable"),
        ("<script>x</script>", "refused-unreadable"),
        ("\x00\x01", "refused-unreadable"),
        ("a" * 21, "refused-long"),
        ("Who?", None),
        ("窓口は？", None),
    ],
)
def test_what_is_no_question_is_refused_with_its_reason(typed: str, reason: str | None) -> None:
    """Empty, wordless and too long input is refused, every other is not."""
    assert refusal(typed, 20) == reason


@given(st.text() | st.text(alphabet=st.characters(categories=["Cs", "Cc", "Lu"])))
def test_anything_typed_can_be_printed(typed: str) -> None:
    """Whatever is typed, what is handed on can be encoded, and cleaning again changes nothing."""
    printable(typed).encode()
    cleaned(typed).encode()

    assert cleaned(cleaned(typed)) == cleaned(typed) or "<" in typed
