"""Two documents that answer equally well: which one is meant, and the choice answers at once."""

from pathlib import Path

import pytest

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.ingesting import ingest
from bot.settings import Settings

EAST = """\
---
title: House rules (East)
---
# House rules

## Quiet

The reading room is closed on Mondays because of cleaning by volunteers.
"""
WEST = EAST.replace("East", "West").replace(
    "closed on Mondays because of cleaning by volunteers", "closed on Mondays whenever trains from abroad bring guests"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents with the same headings and other rules."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "east.md").write_text(EAST, "utf-8")
    (tmp_path / "rules" / "west.md").write_text(WEST, "utf-8")
    return tmp_path / "rules"


@pytest.fixture(params=["memory", "disk"])
def window(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Madoguchi:
    """A window over both, read anew or ingested."""
    settings = Settings(data_dir=tmp_path / "data")
    if request.param == "memory":
        return build(settings, [folder])
    with (tmp_path / "screen").open("w", encoding="utf-8") as screen:
        ingest(settings, [folder], screen)
    return build(settings)


def test_equal_answers_are_asked_back_and_the_choice_answers(window: Madoguchi) -> None:
    """The question is offered for each document by its title; asked so, that document alone answers."""
    asked_back = window.answer("Is the reading room closed on Mondays?")
    quoted = [window.answer(choice).quotes[0] for choice in asked_back.suggestions]

    assert asked_back.status == "clarify"
    assert asked_back.quotes == ()
    assert [quote.citation.document for quote in quoted] == ["east.md", "west.md"]


def test_the_same_answer_twice_is_not_asked_back(folder: Path, tmp_path: Path) -> None:
    """Where both say the same, one of them answers."""
    (folder / "west.md").write_text(EAST.replace("East", "West"), "utf-8")
    answer = build(Settings(data_dir=tmp_path / "data"), [folder]).answer("Is the reading room closed on Mondays?")

    assert answer.status == "answered"


def test_brackets_that_name_no_document_are_part_of_the_question(window: Madoguchi) -> None:
    """Other words in brackets choose nothing."""
    assert window.answer("Is the reading room closed on Mondays (please)?").status == "clarify"
