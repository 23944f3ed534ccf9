"""Documents that are no longer in force, and two in force that disagree."""

import io
from pathlib import Path

import pytest

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.ingesting import ingest
from bot.model import Answer
from bot.settings import Settings

FORMER = """\
---
title: Leave rules 2019
as-of: 2019-01-01
valid-until: 2021-12-31
---
# Leave rules

## Annual leave

Annual leave is 24 days a year for everybody.

## Contact

- Organisation: Example Office, personnel
- Role: Personnel officer
- Telephone: +32 2 299 11 11
"""
CURRENT = (
    FORMER.replace("2019", "2022")
    .replace("24 days", "28 days")
    .replace("valid-until: 2021-12-31", "supersedes: old/leave.md")
)
OTHER = """\
---
title: Harbour rules
---
# Harbour rules

## Boats

Boats are moored at the north pier. Records of boats are kept for 5 years.
"""
DISAGREEING = """\
---
title: Records of the harbour
---
# Records of the harbour

## Periods

Records of boats are kept for 8 years in the archive of the harbour office.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A current document, the one it supersedes in a folder below, and another."""
    (tmp_path / "rules" / "old").mkdir(parents=True)
    (tmp_path / "rules" / "old" / "leave.md").write_text(FORMER, "utf-8")
    (tmp_path / "rules" / "leave.md").write_text(CURRENT, "utf-8")
    (tmp_path / "rules" / "harbour.md").write_text(OTHER, "utf-8")
    return tmp_path / "rules"


@pytest.fixture(params=["memory", "disk"])
def window(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Madoguchi:
    """A window over the documents, read anew or ingested."""
    settings = Settings(data_dir=tmp_path / "data")
    if request.param == "memory":
        return build(settings, [folder])
    ingest(settings, [folder], io.StringIO())
    return build(settings)


def quoted(answer: Answer) -> str:
    """What an answer quotes."""
    return "\n".join(quote.text for quote in answer.quotes)


def test_what_is_in_force_answers(window: Madoguchi) -> None:
    """The superseded version is neither quoted nor named."""
    answer = window.answer("How many days of annual leave are there?")

    assert "28 days" in quoted(answer)
    assert "24 days" not in quoted(answer) + "".join(q.text for r in answer.runners_up for q in r.quotes)
    assert answer.message == ""
    assert {contact.citation.document for contact in answer.contacts} == {"leave.md"}


@pytest.mark.parametrize(
    "question",
    [
        "How many days of annual leave were there in 2020?",
        "how many days of annual leave until 2021",
        "How many days of annual leave were there before 2022?",
        "How many days of annual leave did the previous version of the rules give?",
        "How many days of annual leave do the 2019 rules give?",
        "How many days of annual leave were there under the 2020 handbook?",
    ],
)
def test_the_past_is_answered_by_what_was_in_force(window: Madoguchi, question: str) -> None:
    """The superseded version is quoted, it is said that it no longer holds, and the contact is today's."""
    answer = window.answer(question)

    assert "24 days" in quoted(answer)
    assert "2021-12-31" in answer.message
    assert "Leave rules 2022" in answer.message
    assert {contact.citation.document for contact in answer.contacts} == {"leave.md"}


def test_a_year_after_it_is_no_past(window: Madoguchi) -> None:
    """A year in which nothing superseded was in force asks of what is."""
    answer = window.answer("How many days of annual leave are there in 2023?")

    assert "24 days" not in quoted(answer)


def test_what_has_expired_without_a_successor_is_out_of_force_too(folder: Path, tmp_path: Path) -> None:
    """A last day that has passed is enough."""
    (folder / "leave.md").unlink()
    window = build(Settings(data_dir=tmp_path / "data"), [folder])

    assert window.answer("How many days of annual leave are there?").status == "abstained.no_evidence"
    assert "24 days" in quoted(window.answer("How many days of annual leave were there in 2020?"))


def test_its_validity_is_part_of_the_version_of_the_corpus(folder: Path, tmp_path: Path) -> None:
    """The same texts with another last day are another corpus: they answer otherwise."""
    before = build(Settings(data_dir=tmp_path / "data"), [folder]).version
    (folder / "old" / "leave.md").write_text(FORMER.replace("2021-12-31", "2020-12-31"), "utf-8")

    assert build(Settings(data_dir=tmp_path / "data"), [folder]).version != before


def test_two_in_force_that_disagree_are_both_shown(folder: Path, tmp_path: Path) -> None:
    """Both numbers stand there, each with its own citation, and it is said that they differ."""
    (folder / "records.md").write_text(DISAGREEING, "utf-8")
    answer = build(Settings(data_dir=tmp_path / "data"), [folder]).answer("How long are records of boats kept?")

    assert "5 years" in quoted(answer)
    assert "8 years" in quoted(answer)
    assert {quote.citation.document for quote in answer.quotes} == {"harbour.md", "records.md"}
    assert "do not agree" in answer.message


def test_two_that_agree_are_no_conflict(folder: Path, tmp_path: Path) -> None:
    """The same number twice is one answer."""
    (folder / "records.md").write_text(DISAGREEING.replace("8 years", "five years"), "utf-8")
    answer = build(Settings(data_dir=tmp_path / "data"), [folder]).answer("How long are records of boats kept?")

    assert answer.message == ""
    assert len({quote.citation.document for quote in answer.quotes}) == 1


def test_numbers_of_different_things_are_no_conflict(folder: Path, tmp_path: Path) -> None:
    """So many years of one thing and so many of another do not contradict each other."""
    harbour = (folder / "harbour.md").read_text("utf-8")
    (folder / "harbour.md").write_text(harbour.replace("for 5 years", "for 5 years of mooring"), "utf-8")
    (folder / "records.md").write_text(DISAGREEING.replace("for 8 years", "for 8 years of lease"), "utf-8")
    answer = build(Settings(data_dir=tmp_path / "data"), [folder]).answer("How long are records of boats kept?")

    assert "do not agree" not in answer.message
