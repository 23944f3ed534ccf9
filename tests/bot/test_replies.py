"""The bot's own words are all there, and say what they are given."""

import re
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from bot.model import STATUSES
from bot.replies import LANGUAGES, RESOURCES, how_sure, say

BOT = Path(__file__).parents[2] / "bot"


def ids(language: str) -> set[str]:
    """The ids of a language's messages."""
    return {entry.id.name for entry in parsed(language) if isinstance(entry, Message)}


def parsed(language: str) -> list[Any]:
    """What stands in a language's files, of which each is one that is read."""
    folder = BOT / "messages" / language
    assert {path.stem for path in folder.iterdir()} == set(RESOURCES)
    return [entry for path in sorted(folder.iterdir()) for entry in FluentParser().parse(path.read_text("utf-8")).body]


def test_every_message_that_is_said_is_written() -> None:
    """Each id that the code names in full stands in the English file."""
    code = "\n".join(path.read_text("utf-8") for path in BOT.rglob("*.py"))

    assert set(re.findall(r'\bsay\(\s*"([^"]+)"', code)) - ids("en") == set()


def test_every_status_that_only_the_bot_words_has_its_message() -> None:
    """Small talk is worded by the name of its status."""
    assert {status.replace(".", "-") for status in STATUSES if status.startswith("smalltalk")} <= ids("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    """No language's file lacks a message or can only be read in part."""
    assert ids(language) == ids("en")
    assert not [entry for entry in parsed(language) if type(entry).__name__ == "Junk"]


def test_values_are_put_in_as_they_are() -> None:
    """A value keeps its letters, without marks of direction around it."""
    assert "of “{ $x }”" not in say("chat-unknown", command="{ $x }")
    assert say("chat-unknown", command="/änd") == "There is no /änd; /help lists what there is."


def test_what_is_not_written_cannot_be_said() -> None:
    """An unknown message and a missing value are errors of the program."""
    with pytest.raises(LookupError):
        say("no-such-message")
    with pytest.raises(LookupError):
        say("refused-long")


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.97, "very sure (97%)"), (0.8, "fairly sure (80%)"), (0.5, "not very sure (50%)"), (0.0, "unsure (0%)")],
)
def test_a_probability_is_said_in_words_and_per_cent(confidence: float, words: str) -> None:
    """How sure the bot is can be read without knowing what a probability is."""
    assert how_sure(confidence) == words
