"""What the words of a question count."""

import pytest

from bot.bootstrap import build
from bot.settings import Settings
from retrieval.model import Concept
from retrieval.question_words import LIGHT


def _concepts(question: str) -> dict[str, Concept]:
    query = build(Settings()).answer_with_findings(question)[1].query
    assert query is not None
    return {concept.surface: concept for concept in query.concepts}


@pytest.mark.parametrize("unit", ["years", "yrs", "Months", "day"])
def test_how_long_somebody_has_done_something_need_not_be_said(unit: str) -> None:
    """A number of days or years weighs little and is not missed, as rules give their own; another number is."""
    concepts = _concepts(f"I have been in Tokyo for 3 {unit} under FP7, who funds me?")

    assert (concepts["3"].weight, concepts["3"].exact) == (LIGHT, False)
    assert (concepts["FP7"].weight, concepts["FP7"].exact) == (1.0, True)


def test_fillers_weigh_little() -> None:
    """What people only talk with is not missed in a document."""
    concepts = _concepts("dunno who guys fund stuff in Tokyo")

    assert {word for word, concept in concepts.items() if concept.weight == LIGHT} == {"dunno", "guys", "stuff"}
