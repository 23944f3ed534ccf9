"""A follow-up that points at an item of the last answer."""

from pathlib import Path

import pytest

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.settings import Settings

PASSES = """\
# Passes of the museum

## Kinds of passes

The museum sells three kinds of passes:

- the day pass,
- the family pass,
- the scholar pass.

The day pass costs 5 coins.

The family pass costs 12 coins.

The scholar pass is free of charge.

## Contacts

### Ticket Office

Anna Desk\x20\x20
Head of the Ticket Office\x20\x20
Museum, Ticket Office\x20\x20
Tel: +44 20 7946 0101

### Pass Office

Ben Counter\x20\x20
Head of the Pass Office\x20\x20
Museum, Pass Office\x20\x20
Tel: +44 20 7946 0102
"""
LIST = "Which kinds of passes does the museum sell?"
PEOPLE = "Whom can I phone?"


@pytest.fixture
def window(tmp_path: Path) -> Madoguchi:
    """A window over passes."""
    (tmp_path / "passes.md").write_text(PASSES, "utf-8")
    return build(Settings(), [tmp_path / "passes.md"])


@pytest.mark.parametrize(
    ("follow_up", "read"),
    [
        ("What does the second one cost?", "What does the family pass cost?"),
        ("what does the last one cost", "what does the scholar pass cost"),
        ("and the 1st of these?", "and the day pass?"),
        ("How much is number 2?", "How much is the family pass?"),
    ],
)
def test_an_item_of_a_list_is_named(window: Madoguchi, follow_up: str, read: str) -> None:
    """The item of the quoted list that is pointed at takes the place of the words that point."""
    assert window.answer(follow_up, [LIST]).standalone.startswith(read)


def test_what_is_asked_of_an_item_is_answered(window: Madoguchi) -> None:
    """The question about the item is answered as if it had been named."""
    answer = window.answer("What does the second one cost?", [LIST])

    assert [quote.text for quote in answer.quotes] == ["The family pass costs 12 coins."]


def test_a_contact_of_several_is_named(window: Madoguchi) -> None:
    """Where contacts were asked for, they are the items, and not the lines of their cards."""
    answer = window.answer("What is the phone number of the second one?", [PEOPLE])

    assert answer.contacts[0].name == "Ben Counter"


@pytest.mark.parametrize("question", ["What does the ninth one cost?", "Is there a second one?"])
def test_what_points_at_nothing_is_read_as_it_is(window: Madoguchi, question: str) -> None:
    """A place that the list does not have, and words that do not point, change nothing."""
    assert window.answer(question, [LIST]).standalone.startswith(question)
