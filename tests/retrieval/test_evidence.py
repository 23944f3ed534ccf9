"""What is found in the passages that were ranked."""

from itertools import combinations
from pathlib import Path

import pytest

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.settings import Settings
from tests.quality.judging import Case, read

QUESTIONS = read(Path(__file__).parents[1] / "quality" / "library_dev.jsonl")


@pytest.mark.parametrize("case", QUESTIONS[::10], ids=lambda case: case.id)
def test_evidence_stands_apart_and_in_order(case: Case) -> None:
    """No two pieces of evidence of one passage overlap, and the likeliest comes first."""
    _, findings = build(Settings()).answer_with_findings(case.question, case.history)
    likely = [evidence.probability for evidence in findings.evidence]
    overlapping = [
        (one, other)
        for one, other in combinations(findings.evidence, 2)
        if one.passage == other.passage
        and any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)
    ]

    assert likely == sorted(likely, reverse=True)
    assert overlapping == []


RULES = """\
# Rules of the house

## General

Guests are welcome in the garden. Party days are Sunday and Monday. The rules of the house apply to everybody.

Q: May guests bring a dog into the garden?

A: On a lead. It stays outside of the pond.

## Bicycles

If you ride one:

Lock it to the rack behind the shed.

Bells were fitted in spring. All of this makes the courtyard louder.

Scooters have motors. The landlord stores such vehicles in the cellar, as such places are dry.

Skates may be left in the hall. Sledges may not. The hall is swept at noon.

Dinner is cooked on Fridays. Pots hang in the kitchen.

## Rooms

Every house of the estate has rooms that are used in common by those who live in it, by their guests, by the committee of the house and by whoever the committee invites to use them,
for as long as the invitation says and no longer than a year at a time, with a deposit that is given back at the end:

- The attic holds the ladders. Its key hangs in the office.
- The cellar holds the boilers and the meters. Firewood is stacked there in autumn.
- The laundry opens at seven.

## Lockers

People often ask this about their lockers and are helped by the janitor, who is in on Mondays and on Fridays, by the caretaker when the janitor is away, or by whoever of the
house committee comes by and has time, for instance on Saturdays; all of them answer in English or in French, and those who ask by letter have an answer within a week or two:

- Where is my locker?
- Lost the key of your locker?
    - Ask the janitor for another.
- Found somebody's key?
    - Leave it with the caretaker.

## I moved in last week. May I use the sauna?

There is no waiting period.

The sauna is cleaned on Mondays.
"""


@pytest.fixture
def rules(tmp_path: Path) -> Madoguchi:
    """A window over rules that are written as questions and answers."""
    (tmp_path / "rules.md").write_text(RULES, "utf-8")
    return build(Settings(), [tmp_path / "rules.md"])


def _found(window: Madoguchi, question: str) -> list[str]:
    """The texts of the likeliest evidence."""
    evidence = window.answer_with_findings(question)[1].evidence[0]
    return [window.document(evidence.passage.document).at(span) for span in evidence.spans]


def test_a_question_in_a_text_is_quoted_with_its_answer(rules: Madoguchi) -> None:
    """A question is no answer; what follows it is, and they are read together."""
    answer = rules.answer("may guests bring a dog into the garden")

    assert answer.quotes[0].text.endswith("A: On a lead. It stays outside of the pond.")


def test_a_line_that_ends_in_a_colon_brings_what_follows_it(rules: Madoguchi) -> None:
    """It says nothing alone."""
    answer = rules.answer("what if i ride a bicycle")

    assert [quote.text for quote in answer.quotes] == ["If you ride one:\n\nLock it to the rack behind the shed."]


def test_a_sentence_that_leans_back_brings_the_one_before_it(rules: Madoguchi) -> None:
    """What "all of this" is stands there."""
    assert _found(rules, "what makes the courtyard louder") == [
        "Bells were fitted in spring. All of this makes the courtyard louder."
    ]


def test_what_is_such_is_said_before(rules: Madoguchi) -> None:
    """Which vehicles, the sentence before says."""
    found = _found(rules, "are vehicles stored in the cellar")

    assert found[0].startswith("Scooters have motors. The landlord stores such vehicles")


def test_what_limits_a_rule_in_its_paragraph_is_quoted_with_it(rules: Madoguchi) -> None:
    """The sentence that answers is found; the exception before the last sentence has all of the paragraph read."""
    question = "may skates be left in the hall"

    assert _found(rules, question) == ["Skates may be left in the hall."]
    assert [quote.text for quote in rules.answer(question).quotes] == [
        "Skates may be left in the hall. Sledges may not. The hall is swept at noon."
    ]


def test_what_only_stands_beside_it_is_not_quoted(rules: Madoguchi) -> None:
    """A paragraph of several statements is quoted for a rule, and not for one fact among them."""
    fact, rule = rules.answer("when is dinner cooked?"), rules.answer("is dinner cooked on Fridays?")

    assert [quote.text for quote in fact.quotes] == ["Dinner is cooked on Fridays."]
    assert [quote.text for quote in rule.quotes] == ["Dinner is cooked on Fridays. Pots hang in the kitchen."]


def test_a_short_item_is_quoted_whole(rules: Madoguchi) -> None:
    """All that an item says is about one thing."""
    quotes = rules.answer("what is kept in the attic").quotes

    assert quotes[0].text.endswith("The attic holds the ladders. Its key hangs in the office.")


def test_a_listed_question_is_quoted_with_what_is_nested_below_it(rules: Madoguchi) -> None:
    """It is quoted with its answer, and one without an answer is not quoted."""
    answer = rules.answer("I lost the key of my locker")
    unanswered = _found(rules, "Where is my locker?")

    assert [quote.text for quote in answer.quotes] == ["Lost the key of your locker?\n  • Ask the janitor for another."]
    assert "Where is my locker?" not in unanswered


def test_what_stands_under_a_heading_that_asks_answers_it(rules: Madoguchi) -> None:
    """The first words under a heading that asks a question are its answer, though they share no word with it."""
    answer = rules.answer("Can I use the sauna though I moved in only last week?")

    assert answer.quotes[0].text == "There is no waiting period."


def test_a_definition_is_asked_of_what_stands_in_quotation_marks(rules: Madoguchi) -> None:
    """The words around it say where it is to be looked up, and weigh little; common words in it weigh fully."""
    asked = rules.answer("What is meant by 'party days' in the rules of the house?")
    without = rules.answer("What is meant by party days in the rules of the house?")

    assert "Party days are Sunday and Monday." in asked.quotes[0].text
    assert asked.confidence > without.confidence + 0.1
