"""The words that the bot says itself, in Project Fluent: a folder a language in bot/messages, of which a file is read when needed."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("en",)
"""Languages that messages exist in, the default first."""

_SURE = ((0.9, "sure-very"), (0.75, "sure-fairly"), (0.5, "sure-not-very"), (0.0, "sure-unsure"))


RESOURCES = ("answering", "telegram", "explaining", "verifying", "calibrating", "doctor")
"""The files of a language; a message is looked for in their order."""


@cache
def _bundle(language: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle  # with the first message: the words of documents need none

    return FluentBundle([language], use_isolating=False)


@cache
def _read(language: str, resource: str) -> None:
    """Add a file's messages to those that are known."""
    from fluent.runtime import FluentResource

    text = (files("bot") / "messages" / language / f"{resource}.ftl").read_text("utf-8")
    _bundle(language).add_resource(FluentResource(text))


def say(message: str, language: str = LANGUAGES[0], **values: str | int) -> str:
    """A message by its id, with its values. Raises LookupError for an id that the language's file lacks."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    bundle = _bundle(language)
    for resource in RESOURCES:
        if bundle.has_message(message):
            break
        _read(language, resource)
    pattern = bundle.get_message(message).value
    if pattern is None:
        raise LookupError(f"message {message!r} has no text")
    text, problems = bundle.format_pattern(pattern, values)
    if problems:
        raise LookupError(f"message {message!r}: {problems[0]}")
    return str(text)


def how_sure(confidence: float, language: str = LANGUAGES[0]) -> str:
    """A probability in words and per cent: `very sure (97%)`."""
    words = next(message for least, message in _SURE if confidence >= least)
    return f"{say(words, language)} ({round(confidence * 100)}%)"


def shortened(text: str, longest: int) -> str:
    """Text of at most so many characters, the rest of it an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
