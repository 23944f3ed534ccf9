"""Explaining: how an Answer came about, said by what answering found, to people and to programs."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.explanation import ExplainedAnswer, Explanation, Signal, Why, Word
from bot.replies import say
from bot.settings import Settings
from bot.terminal_explanation import explanation_lines
from retrieval.errors import DamagedIndex
from retrieval.model import Asked, Signals
from tests.bot.running import Run


def explained(window: Madoguchi, question: str, *history: str) -> Explanation:
    """How the answer to a question came about."""
    return window.explain(question, history).explanation


def said(answer: ExplainedAnswer) -> str:
    """What is printed of it."""
    return "\n".join(line.text for line in explanation_lines(answer))


def standing(explanation: Explanation, where: str) -> list[str]:
    """The words that stand somewhere."""
    return [word.word for word in explanation.words if word.where == where]


def test_an_explained_answer_is_the_answer(window: Madoguchi) -> None:
    """Asked with reasons, the answer is the same as without."""
    for question in ("What is the allowance for Japan?", "Where is the travel desk?", "What is the budget?", "hi", ""):
        plain = window.answer(question).model_dump(exclude={"elapsed_ms"})
        with_reasons = window.explain(question).model_dump(exclude={"elapsed_ms", "explanation"})

        assert with_reasons == plain


def test_words_are_told_by_where_they_stand(window: Madoguchi) -> None:
    """In the quoted lines, in the headings or the passage around them, or nowhere; each with what it counts."""
    explanation = explained(window, "What is the allowance in Oslo for staff from Norway?")

    assert standing(explanation, "quoted") == ["allowance", "Norway"]
    assert set(standing(explanation, "nowhere")) == {"Oslo", "staff"}
    assert sum(word.counts for word in explanation.words) == pytest.approx(1, abs=0.001)
    assert explanation.unknown == ("Oslo",)
    assert standing(explained(window, "Does the policy say when the RMRW entered into force?"), "around") == ["policy"]


def test_another_word_for_the_same_thing_is_named(window: Madoguchi) -> None:
    """Where a synonym or another form stands for a word, that is what is shown."""
    window_says = window.explain("When did the RMRW commence?")
    words = {word.word: word for word in window_says.explanation.words}

    assert words["commence"].by_synonym
    assert words["commence"].found_as == "entered"
    assert not words["RMRW"].by_synonym
    assert "commence by another word, “entered”" in said(window_says)
    assert "agreeing as “agreed”" in said(window.explain("Who was agreeing the RMRW?"))


def test_what_was_misspelt_is_told_with_what_it_was_read_as(window: Madoguchi) -> None:
    """A corrected word is named, with the question as it was read."""
    answer = window.explain("How are bookings confimred?")

    assert answer.explanation.corrected == {"confimred": "confirmed"}
    assert answer.explanation.read_as == "How are bookings confirmed?"
    assert "“confimred” stands in no document and was read as “confirmed”" in said(answer)


def test_a_follow_up_tells_what_it_leans_on(window: Madoguchi) -> None:
    """The earlier question is named with what its words count, and its words are marked."""
    answer = window.explain("and for Japan?", ["What is the allowance for Norway?"])

    assert [earlier.question for earlier in answer.explanation.earlier] == ["What is the allowance for Norway?"]
    assert {word.word: word.earlier for word in answer.explanation.words} == {
        "Japan": False,
        "allowance": True,
        "Norway": True,
    }
    assert "It goes on from “What is the allowance for Norway?”" in said(answer)


def test_documents_of_the_past_are_told(run: Run) -> None:
    """Where a question asks of what is no longer in force, the document is named."""
    documents = str(Path(__file__).parents[1] / "quality" / "documents")
    ran = run("ask", "--explain", "What did the handbook of 2021 say about annual leave?", "--corpus", documents)

    assert "It asks of what is no longer in force: “Grayling Bay Institute staff handbook" in ran.out


def test_every_signal_is_there_with_what_it_means(window: Madoguchi) -> None:
    """Whatever signals retrieval has, each that is known is shown in its words, with the probability if it were otherwise."""
    explanation = explained(window, "What is the allowance for Japan?")

    known = [field.name for field in fields(Signals) if field.name != "meaning"]  # which needs a model
    assert [signal.name for signal in explanation.signals] == known
    assert all(len(signal.meaning.split()) > 3 for signal in explanation.signals)
    for signal in explanation.signals:
        low, high = sorted((signal.without, signal.complete))
        assert low - 0.001 <= explanation.probability <= high + 0.001


def test_a_signal_without_a_label_is_shown_by_its_description(window: Madoguchi) -> None:
    """A signal that has been added since is shown in the words that retrieval describes it by."""
    answer = window.explain("What is the allowance for Japan?")
    new = Signal(name="novel", meaning="Whether it is new.", value=0.5, without=0.2, complete=0.9)
    explanation = answer.explanation.model_copy(update={"signals": (new,)})

    assert " 50% Whether it is new. (without it 20%, in full 90%)" in said(
        answer.model_copy(update={"explanation": explanation})
    )


def test_the_likeliest_evidence_is_told_with_its_probability(window: Madoguchi) -> None:
    """What is quoted comes first, the runners-up after it by their probability, each word for word."""
    answer = window.explain("How are bookings confirmed?")
    first, *others = answer.explanation.considered
    probabilities = [considered.probability for considered in answer.explanation.considered]

    assert first.is_answer
    assert first.quotes == answer.quotes
    assert others
    assert not any(other.is_answer for other in others)
    assert probabilities == sorted(probabilities, reverse=True)
    assert "What else might answer" in said(answer)


@pytest.mark.parametrize(
    ("question", "why", "words"),
    [
        ("What is the allowance for Japan?", "evidence", "Passages answer from 50% on"),
        ("Which number do I dial for the travel desk?", "contact", "sure that this contact is meant"),
        ("What is the fax number of the travel desk?", "not-given", "there it is not printed"),
        ("Who pays for flights to Mars?", "below", "Passages answer from 50% on"),
        ("What is the price of elephants?", "nothing", "No passage has lines"),
        ("and where is it?", "lost", "It points back"),
        ("hello", "smalltalk", "no question about the documents"),
        ("?!", "refused", "It is no question."),
    ],
)
def test_why_it_was_answered_or_not_is_told(window: Madoguchi, question: str, why: str, words: str) -> None:
    """Every way that a question can go has its reason."""
    answer = window.explain(question)

    assert answer.explanation.why == why
    assert words in said(answer)
    assert ("Why it was answered" in said(answer)) == bool(answer.quotes)


def test_what_comes_with_an_answer_is_told(tmp_path: Path) -> None:
    """A second quotation that is about as likely, and what limits the rule, each with the reason why it is there."""
    (tmp_path / "pool.md").write_text(
        "# Pool\n\n## Lanes\n\nLanes are booked for swimmers at the desk by phone.\n\n"
        "## Clubs\n\nLanes are booked for clubs by the board in writing.\n",
        "utf-8",
    )
    answer = build(Settings(), [tmp_path / "pool.md"]).explain("How are lanes booked?")

    assert "about as much, and is quoted too" in said(answer)
    assert "comes with it" in said(answer.model_copy(update={"limits": answer.quotes[:1]}))


def test_several_contacts_are_told_as_the_reason_to_ask_back(run: Run) -> None:
    """Where too many are meant, that is why it is asked back."""
    ran = run("ask", "--explain", "--json", "Who is the contact?")
    answer = json.loads(ran.out)

    assert answer["explanation"]["why"] == ("several" if answer["status"] == "clarify" else "contact")


def test_every_reason_kind_and_signal_has_its_words() -> None:
    """No code is shown to a person: each reason, kind of thing and signal has a message."""
    reasons = [f"explain-why-{why}" for why in get_args(Why)]
    kinds = [f"explain-asked-{asked}" for asked in get_args(Asked)]
    signals = [f"signal-{field.name}" for field in fields(Signals)]

    assert all(say(message, threshold="58", percent="95") for message in (*reasons, *kinds, *signals))


def test_a_failure_is_told_as_one(window: Madoguchi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing could be looked up, it is said so."""

    def broken(*_: object) -> None:
        raise DamagedIndex("broken")

    monkeypatch.setattr(window._index, "search", broken)
    answer = window.explain("What is the allowance for Japan?")

    assert answer.explanation.why == "unavailable"
    assert "the log says what" in said(answer)


def test_who_is_named_is_told_with_the_reason(window: Madoguchi) -> None:
    """The one who is asked for; those of the section; those of the document; or those who share words with the question."""
    asked = explained(window, "Which number do I dial for the travel desk?").named
    document = explained(window, "What is the allowance for Japan?").named
    words = explained(window, "What is the price of elephants?").named
    heading = explained(window, "Does the helpdesk sell bicycles?").named

    assert [(named.who, named.why) for named in asked] == [("Head of travel – Example Office, travel desk", "asked")]
    assert {named.why for named in document} == {"document"}
    assert {named.why for named in words} == {"words"}
    assert (heading[0].why, heading[0].heading) == ("heading", "Helpdesk")


def test_it_is_printed_under_the_answer(run: Run, window: Madoguchi) -> None:
    """`ask --explain` prints the answer as ever, and below it the explanation; the exit code is the same."""
    question = "When did the agreement enter into force?"
    plain, ran = run("ask", question), run("ask", "--explain", question)
    headings = re.findall(r"^(?:How|Where|What|Why).*", ran.out, re.MULTILINE)

    assert ran.code == plain.code
    assert ran.out.startswith(plain.out)
    assert [heading.split()[0] for heading in headings] == ["How", "Where", "What", "Why", "What", "Why"]


def test_the_json_has_it_only_if_it_is_asked_for(run: Run) -> None:
    """`explanation` is a further key, the last, of `--explain --json` alone; the other keys are as ever."""
    question = "When did the agreement enter into force?"
    plain = json.loads(run("ask", "--json", question).out)
    with_reasons = json.loads(run("ask", "--json", "--explain", question).out)

    assert list(with_reasons) == [*plain, "explanation"]
    assert {**with_reasons, "elapsed_ms": 0} == {
        **plain,
        "elapsed_ms": 0,
        "explanation": with_reasons["explanation"],
    }
    assert ExplainedAnswer.model_validate(with_reasons)


def test_what_an_explanation_quotes_can_be_verified(run: Run) -> None:
    """The runners-up are quotations with citations, and stand in the documents as the answer does."""
    printed = run("ask", "--json", "--explain", "When did the agreement enter into force?").out
    ran = run("verify", "-", stdin=printed.encode())

    assert ran.code == 0
    assert "explanation.considered[1].quotes[0]" in ran.out


def test_nothing_in_it_can_control_a_terminal(window: Madoguchi) -> None:
    """What was typed is shown without escapes."""
    word = Word(word="\x1b[2J", counts=1, where="quoted", found_as="\x07", known=True)
    answer = window.explain("Is it \u202e Japan?", ["\u202e allowance"])
    explanation = answer.explanation.model_copy(update={"words": (word,), "corrected": {"\x9b": "\x07"}})

    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said(answer.model_copy(update={"explanation": explanation}))
    )


WORDS = st.sampled_from(
    "what who when is the a RMRW allowence Japan Norway desk travel phone fax e-mail staff it its they road map FP7 "
    "roadmap J-BILAT in for of 2021 please tell me zzz ÄÖ 窓口 and".split()
)
TYPED = st.lists(WORDS, max_size=8).map(" ".join)


@given(TYPED, st.lists(TYPED, max_size=3))
def test_whatever_is_typed_can_be_explained(window: Madoguchi, question: str, history: list[str]) -> None:
    """Any question has an explanation that can be printed, and its JSON reads back."""
    answer = window.explain(question, history)

    assert said(answer)
    assert ExplainedAnswer.model_validate_json(answer.model_dump_json()) == answer
    for considered in answer.explanation.considered:
        assert considered.is_answer == set(considered.quotes).issubset(answer.quotes)
