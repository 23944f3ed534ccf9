"""Sentences: where they end, and that their spans lose nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentences
from tests.case_files import Case, cases


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case.title)
def test_sentences_end_where_a_reader_ends_them(case: Case) -> None:
    """A text falls into the sentences that a reader sees."""
    found = [" ".join(case.input[start:end].split()) for start, end in sentences(case.input)]

    assert found == case.expected.splitlines()


@given(st.text(alphabet="aB. !?\n。e.g1'\"(", max_size=80) | st.text(max_size=80))
def test_spans_are_ordered_trimmed_and_lose_nothing(text: str) -> None:
    """Spans follow each other, have no white space at either end, and hold every character that is none."""
    spans = list(sentences(text))

    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).split() == "".join(_covered(text, spans)).split()


def _covered(text: str, spans: list[tuple[int, int]]) -> list[str]:
    inside = {place for start, end in spans for place in range(start, end)}
    missing = [letter for place, letter in enumerate(text) if place not in inside and not letter.isspace()]
    assert not missing
    return [text[start:end] for start, end in spans]
