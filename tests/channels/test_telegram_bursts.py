"""Which messages are one question together with the next."""

import pytest

from bot.channels import Incoming
from bot.channels.telegram_bursts import is_unfinished, joined


def said(text: str, **fields: object) -> Incoming:
    """What a person says."""
    return Incoming(conversation="1", person="7", text=text, reply_to="1", at=10.0).model_copy(update=fields)


@pytest.mark.parametrize("text", ["hi", "who chairs", "I would like to know whether my", "one more thing:", "travel…"])
def test_a_few_words_that_ask_nothing_may_go_on(text: str) -> None:
    """Neither asked nor ended, or cut off in the middle."""
    assert is_unfinished(said(text))


@pytest.mark.parametrize(
    "incoming",
    [
        said("why?"),
        said("Thanks."),
        said("how many days of annual leave do we have"),
        said("2"),
        said("", command=None),
        said("hotels", command="ask"),
        said("hotels", edited=True),
    ],
)
def test_what_stands_alone_is_not_held(incoming: Incoming) -> None:
    """A question, a sentence, more than a few words, a choice, a command and a message that was changed."""
    assert not is_unfinished(incoming)


def test_both_are_read_as_one_that_hangs_on_the_last() -> None:
    """Their words stand in order, a line each."""
    both = joined(said("who chairs", at=10.0), said("the committee?", reply_to="2", at=12.0), 1.0)

    assert both is not None
    assert (both.text, both.reply_to) == ("who chairs\nthe committee?", "2")


@pytest.mark.parametrize(
    "then", [said("me too", person="8"), said("x", command="new"), said(""), said("x", edited=True)]
)
def test_what_belongs_to_another_stays_apart(then: Incoming) -> None:
    """Another person's message, a command, a picture, a changed message and a later one are no more of the question."""
    assert joined(said("who chairs", at=10.0), then, 1.0) is None
