"""Follow-ups: what leans on earlier questions, and what stands alone."""

import pytest

from bot.followup import make_standalone
from tests.case_files import Case, cases


@pytest.mark.parametrize("case", cases("followups"), ids=lambda case: case.title)
def test_a_question_leans_on_what_a_reader_would_say(case: Case) -> None:
    """A follow-up takes earlier questions with it; a question that stands alone takes none."""
    *history, question = case.input.splitlines()

    found = make_standalone(question, history)

    if case.expected == "lost":
        assert found.lost
    else:
        assert not found.lost
        assert [text for text, _ in found.earlier] == [line for line in case.expected.splitlines() if line != "-"]


def test_earlier_questions_weigh_less_and_less() -> None:
    """Of several questions that lean back, the one asked last weighs most."""
    found = make_standalone("And its phone?", ["What is LIMMS?", "And its address in Tokyo?"])
    weights = [weight for _, weight in found.earlier]

    assert len(weights) == 2
    assert weights == sorted(weights, reverse=True)
    assert found.text == "And its phone? (What is LIMMS?; And its address in Tokyo?)"


def test_a_follow_up_that_says_much_itself_leans_less() -> None:
    """The more a question says itself, the less its earlier ones weigh."""
    history = ["Which road map was agreed in 2011?"]
    little, much = (
        make_standalone(question, history).earlier[0][1]
        for question in ("And where is it?", "And what are the three priorities in it?")
    )

    assert much < little
