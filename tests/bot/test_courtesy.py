"""Small talk is met; questions are not mistaken for it."""

import pytest

from bot.courtesy import smalltalk, without_courtesy
from tests.case_files import Case, cases


@pytest.mark.parametrize("case", cases("smalltalk"), ids=lambda case: case.title)
def test_small_talk_is_told_from_questions(case: Case) -> None:
    """A message that is nothing but small talk has its status, any other has none."""
    assert (smalltalk(case.input) or "-") == case.expected


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Hello, what is J-BILAT?", "what is J-BILAT?"),
        ("how long is parental leave, been here 2 yrs", "how long is parental leave?"),
        ("do i send invoices for my leave? im in germany", "do i send invoices for my leave?"),
        ("may i take leave? i work in the office", "may i take leave? i work in the office"),
        ("Good morning! Who is responsible?", "Who is responsible?"),
        ("thanks, and where is it?", "and where is it?"),
        ("is it true that staff may fly?", "staff may fly?"),
        ("is it true that so many came?", "is it true that so many came?"),
        ("What is J-BILAT?", "What is J-BILAT?"),
        ("Hey", "Hey"),
        ("Could you please tell me when it started?", "when it started?"),
        ("list the projects pls", "list the projects"),
        ("Please define J-BILAT for me.", "define J-BILAT."),
        ("For a paper I am writing: who leads it?", "who leads it?"),
        ("I am new to the office, who leads it?", "I am new to the office, who leads it?"),
        ("my flight was late, is that ok", "my flight was late, is that ok"),
        ("If I am ill, who do I call?", "If I am ill, who do I call?"),
        ("Can I claim travel, and when?", "Can I claim travel, and when?"),
    ],
)
def test_courtesy_around_a_question_is_taken_off(message: str, question: str) -> None:
    """What remains is the question; an aside stays where it speaks of what the documents speak of, sets a condition, or is all that is said."""
    assert without_courtesy(message, known={"office"}) == question
