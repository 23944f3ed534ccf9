"""What is found in the passages that were ranked."""

from itertools import combinations
from pathlib import Path

import pytest

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
