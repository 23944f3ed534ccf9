"""Questions about how recent the documents are, which their records answer where no sentence does."""

from pathlib import Path

import pytest

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.deciding import by_dates
from bot.settings import Settings
from tests.bot.windows import KINDS, window_over

FILES = {
    "pool.md": "---\nas-of: 2024-05-01\nsupersedes: pool-2020.md\n---\n# Pool rules\n\nLanes are booked at the desk.\n",
    "pool-2020.md": "---\nas-of: 2020-02-01\n---\n# Former pool rules\n\nLanes were booked by letter.\n",
    "sauna.md": "# Sauna rules\n\nTowels are brought along.\n\n## Changes\n\nThe sauna rules were last revised in March 2023.\n",
}
POOL = (
    "The documents are dated as follows.\n“Pool rules”: as of 2024-05-01.\n“Former pool rules”: as of 2020-02-01. "
    "This document is no longer in force. In force now is “Pool rules”."
)


@pytest.fixture(params=KINDS)
def window(request: pytest.FixtureRequest, tmp_path: Path) -> Madoguchi:
    """A window over the files, in memory and on disk."""
    return window_over(FILES, request.param, tmp_path)


@pytest.mark.parametrize("question", ["How old are the pool rules?", "are the pool rules still up to date"])
def test_what_a_document_says_of_itself_is_said(window: Madoguchi, question: str) -> None:
    """Its date, and what stands in its place; of the documents that are named, and nothing is quoted."""
    answer = window.explain(question)

    assert (answer.status, answer.message, answer.quotes) == ("smalltalk.about", POOL, ())
    assert answer.explanation.why == "dates"


def test_of_all_where_none_is_named(window: Madoguchi) -> None:
    """The latest first; one without a date says so. What has nothing to do with versions is not quoted."""
    answer = window.answer("is this up to date?")

    assert answer.message == f"{POOL}\n“Sauna rules” does not say as of when."


def test_a_sentence_that_says_it_goes_first(window: Madoguchi) -> None:
    """It is quoted as any other."""
    answer = window.answer("When were the sauna rules last revised?")

    assert [quote.text for quote in answer.quotes] == ["The sauna rules were last revised in March 2023."]


@pytest.mark.parametrize("question", ["How old is the lifeguard?", "When was the desk built?"])
def test_what_is_no_document_has_no_date(window: Madoguchi, question: str) -> None:
    """It is declined as before."""
    assert window.answer(question).status == "abstained.no_evidence"


def test_many_are_not_all_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many of the latest, and how many more; of very many documents only those that a question finds are looked at."""
    for day in range(1, 10):
        (tmp_path / f"{day}.md").write_text(f"---\nas-of: 2024-05-0{day}\n---\n# Rule {day}\n\nGates open.\n", "utf-8")
    window = build(Settings(), [tmp_path])

    listed = window.answer("how recent are the documents?").message.splitlines()
    monkeypatch.setattr(by_dates, "FEW", 5)
    found = window.answer("how recent is Rule 3?").message.splitlines()

    assert (listed[1], len(listed), listed[-1]) == ("“Rule 9”: as of 2024-05-09.", 7, "And 4 more documents.")
    assert found[1:] == ["“Rule 3”: as of 2024-05-03."]


def test_what_is_no_longer_in_force_is_not_named_as_known(window: Madoguchi) -> None:
    """A greeting names what is answered from today."""
    assert "Ask me a question about Pool rules; Sauna rules;" in window.answer("hello").message
