"""What a question asks for, and how a text shows that it holds it."""

import pytest

from retrieval.kinds import focus_spans, kind_asked, kind_shown
from retrieval.model import Asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did it enter into force?", "time"),
        ("when may a package be refused?", "other"),
        ("the month of the first meeting", "time"),
        ("How many countries take part?", "number"),
        ("What does a copy cost?", "number"),
        ("whats the usual amount for a copy", "number"),
        ("What is the fee for pets?", "number"),
        ("which uptime percentage is promised", "number"),
        ("mileage rate private car", "number"),
        ("What is meant by 'working days' in the handbook?", "definition"),
        ("in which city is the office", "place"),
        ("who signs it", "person"),
        ("who can apply?", "other"),
        ("why was it made", "reason"),
        ("what does J-BILAT stand for", "expansion"),
        ("full form of FP7", "expansion"),
        ("What is J-BILAT?", "definition"),
        ("I do not understand what J-BILAT is", "definition"),
        ("What type of institution is LIMMS?", "definition"),
        ("tell me about LIMMS", "topic"),
        ("which areas does it name", "list"),
        ("What is in the gift for guests?", "list"),
        ("what does the notice have to contain", "list"),
        ("Is travel paid?", "other"),
    ],
)
def test_the_kind_that_a_question_asks_for(question: str, kind: Asked) -> None:
    """The first kind whose way of asking a question fits."""
    assert kind_asked(question) == kind


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("What was the budget of J-BILAT?", ["budget"]),
        ("name of the director of the laboratory", ["director"]),
        ("who chaired the first meeting?", ["chaired"]),
        ("How many countries take part?", ["countries"]),
        ("Road map - priorities of the plan", ["priorities"]),
        ("which registry key do I set?", ["key"]),
        ("which languages must it be in?", []),
        ("Is travel paid?", []),
        ("who is responsible?", []),
    ],
)
def test_what_is_asked_of_the_subject(question: str, focus: list[str]) -> None:
    """The words that say what is asked of it are found, and none where the question has none."""
    assert [question[start:end] for start, end in focus_spans(question)] == focus


@pytest.mark.parametrize(
    ("kind", "question", "surely", "hardly"),
    [
        ("time", "when", "It begins in May 2020.", "It begins after the meeting."),
        ("time", "when does it open", "It opens at nine.", "It opens at one of the desks."),
        ("time", "how long does it take", "It ends in May.", "It may be refused."),
        (
            "time",
            "when does it run out",
            "It runs out at the end of that month.",
            "It runs out at the end of the road.",
        ),
        ("number", "how many", "Three partners take part.", "Partners take part in FP 7 since 2011."),
        ("number", "how many towns have a museum", "Four towns do.", "Every request for a museum is heard."),
        ("number", "how many rules protect it", "None of the first rules does.", "The 5th is about fees."),
        ("number", "how many days does it take", "It takes two weeks.", "It has 57 pages."),
        ("number", "how old do I have to be", "From 18 years on.", "5 million people vote each year."),
        ("number", "How high is the fine?", "It is 20 euros.", "It is set within 20 days, in 2013-14 by the court."),
        (
            "number",
            "what does it cost",
            "It costs twelve coins.",
            "It costs nothing to whom it was given two years ago.",
        ),
        ("place", "where", "It is located in Tokyo.", "It is a laboratory."),
        ("place", "where may the town film", "It may film at the entrances.", "It may film nobody."),
        ("place", "in which town is it", "It is in Kobe.", "It is in use."),
        ("person", "who chose the partner", "The partner was chosen by the board.", "The partner was chosen in May."),
        ("person", "who leads it", "Its Director leads it.", "Several countries follow."),
    ],
)
def test_a_text_that_holds_the_kind_shows_it_more(kind: Asked, question: str, surely: str, hardly: str) -> None:
    """A text with a thing of the kind beats one without, or with what only looks like one."""
    assert kind_shown(kind, surely, question) > kind_shown(kind, hardly, question)


def test_who_is_not_answered_by_whom_the_question_names() -> None:
    """A body that stands in the question is no answer to who."""
    text = "The new partner will be selected by the consortium."

    assert kind_shown("person", text, "who selects the partner") == 1.0
    assert kind_shown("person", text, "who chairs the consortium") < 1.0
