"""What limits a rule comes with it."""

from pathlib import Path

import pytest

from bot.bootstrap import build
from bot.settings import Settings
from tests.case_files import Case, cases

FILLER = "\n\n## Buildings\n\nThe tower was painted green in May.\n\n## History\n\nThe office was founded long ago by monks.\n"


@pytest.mark.parametrize("case", cases("limits"), ids=lambda case: case.title)
def test_limits_are_carried(case: Case, tmp_path: Path) -> None:
    """Each case's limits are shown with the answer, quoted or marked as limits, and never both; where it has none, none are."""
    question, _, section = case.input.partition("\n\n")
    (tmp_path / "rules.md").write_text(f"# Rules\n\n## Section\n\n{section}\n{FILLER}", "utf-8")
    answer = build(Settings(data_dir=tmp_path / "data"), [tmp_path / "rules.md"]).answer(question)
    quoted = "\n".join(quote.text for quote in answer.quotes)
    limits = [limit.text for limit in answer.limits]

    assert answer.status == "answered"
    assert [text for text in limits if text in quoted] == []
    assert case.expected == "none" or all(line in quoted or line in limits for line in case.expected.split("\n"))
    assert case.expected != "none" or limits == []
