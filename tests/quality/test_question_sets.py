"""The judged questions are fit to judge by: distinct, and provable from the text they are asked of."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from corpus.ingest import read_sources
from tests.quality.judging import MOST_QUOTED, Case, folded, read, stands
from tests.quality.question_sets import SETS, SOURCES, corpus, questions


def windows(case: Case, text: str) -> Iterator[str]:
    """Pieces of a text that may be quoted, each beginning with something that the case wants to be held."""
    for wanted in (folded(member) for any_of in case.holds for member in any_of):
        for found in re.finditer(re.escape(wanted), text):
            yield text[found.start() : found.start() + MOST_QUOTED]


@pytest.mark.parametrize("name", [name for name in SETS if name not in SOURCES])
def test_what_an_answer_must_hold_stands_close_together(name: str) -> None:
    """All that a case wants quoted stands in one piece of its text that is short enough to be quoted."""
    text = folded("\n".join(document.text for document in read_sources(corpus(name)).documents))
    unprovable = [
        case.id
        for case in read(questions(name))
        if case.holds
        and not any(
            all(any(folded(m) in piece for m in any_of) for any_of in case.holds) for piece in windows(case, text)
        )
    ]

    assert unprovable == []


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_known_by_its_digest_stands_in_a_source(name: str) -> None:
    """Every digest is that of words of one of the set's documents."""
    texts = [document.text for document in read_sources(corpus(name)).documents]
    looked_for = {text for case in read(questions(name)) for any_of in (*case.holds, *case.limits) for text in any_of}

    assert {each for each in looked_for if not any(stands(each, text) for text in texts)} == set()


@pytest.mark.parametrize("name", SETS)
def test_only_answers_are_held_to_quotes(name: str) -> None:
    """A case names what must be quoted exactly where it may be answered."""
    inconsistent = [case.id for case in read(questions(name)) if bool(case.holds) != ("answered" in case.status)]

    assert inconsistent == []


@pytest.mark.parametrize("name", [name for name in SETS if name.startswith("policies")])
def test_what_is_looked_for_stands_in_one_of_the_policies(name: str) -> None:
    """Every text that is wanted, limits, contradicts or must not be shown stands word for word in one of the policies."""
    texts = [folded(document.text) for document in read_sources(corpus(name)).documents]
    looked_for = [
        (case.id, text)
        for case in read(questions(name))
        for any_of in (*case.holds, *case.limits, case.conflicts, case.never)
        for text in any_of
    ]

    assert [each for each in looked_for if not any(folded(each[1]) in text for text in texts)] == []


@pytest.mark.parametrize("corpus_name", ["seed", "library", "policies", "source"])
def test_no_question_is_asked_twice(corpus_name: str) -> None:
    """The sets for tuning and those held out share no question, whatever its letters' case and punctuation."""
    cases = [case for name in SETS if name.startswith(corpus_name) for case in read(questions(name))]
    asked = Counter(tuple(re.findall(r"\w+", " | ".join((*case.history, case.question)).casefold())) for case in cases)

    assert [words for words, count in asked.items() if count > 1 and words] == []


def test_every_case_has_its_own_id() -> None:
    """An id names one case over all sets."""
    ids = Counter(case.id for name in SETS for case in read(questions(name)))

    assert [id for id, count in ids.items() if count > 1] == []
