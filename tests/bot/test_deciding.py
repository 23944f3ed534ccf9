"""What is quoted where more than one place may answer."""

from pathlib import Path

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.settings import AnsweringOptions, Settings

RULES = """\
# Rules of the pool

## Lanes

Lanes are booked for swimmers at the desk by phone or in person.

## Clubs

Lanes are booked for clubs by the board once a year in writing.
"""


def _window(folder: Path, text: str) -> Madoguchi:
    (folder / "pool.md").write_text(text, "utf-8")
    return build(Settings(), [folder / "pool.md"])


def test_what_is_about_as_likely_is_quoted_too(tmp_path: Path) -> None:
    """Two sentences that fit a question alike are both quoted, each with its own place, and none is shown again below."""
    answer = _window(tmp_path, RULES).answer("How are lanes booked?")

    assert [quote.citation.trail[-1] for quote in answer.quotes] == ["Lanes", "Clubs"]
    assert answer.runners_up == ()


def test_what_stands_in_one_section_is_quoted_in_its_order(tmp_path: Path) -> None:
    """However likely each is, a section reads as it does in the document."""
    text = "# Pool\n\n## Lanes\n\nLanes are booked by swimmers, at the desk.\n\nThe desk opens at noon.\n\nLanes are booked by clubs.\n"
    answer = _window(tmp_path, text).answer("By whom are lanes booked?")

    starts = [quote.citation.start for quote in answer.quotes]

    assert len(starts) > 1
    assert starts == sorted(starts)


def test_three_places_are_quoted_at_most(tmp_path: Path) -> None:
    """Of four that fit alike the fourth runs up."""
    more = (
        "\n## Schools\n\nLanes are booked for schools by their head teachers each term.\n"
        "\n## Guests\n\nLanes are booked for guests by whoever invites them.\n"
    )
    answer = _window(tmp_path, RULES + more).answer("How are lanes booked?")

    assert len(answer.quotes) == 3
    assert len(answer.runners_up) == 1


def test_what_is_less_likely_runs_up(tmp_path: Path) -> None:
    """A sentence that fits better is quoted alone."""
    answer = _window(tmp_path, RULES).answer("How are lanes booked for clubs in writing?")

    assert [quote.citation.trail[-1] for quote in answer.quotes] == ["Clubs"]


def test_the_same_words_are_quoted_once(tmp_path: Path) -> None:
    """A second place that says the same adds nothing."""
    twice = RULES.replace(
        "for clubs by the board once a year in writing", "for swimmers at the desk by phone or in person"
    )
    answer = _window(tmp_path, twice).answer("How are lanes booked?")

    assert len(answer.quotes) == 1


def test_where_else_to_turn_is_said_where_the_documents_do_not_answer(tmp_path: Path) -> None:
    """The organisation's own words stand in the message of an abstention, and in no answer."""
    (tmp_path / "pool.md").write_text(RULES, "utf-8")
    options = AnsweringOptions(helpdesk="the service desk (desk@example.org)")
    window = build(Settings(answering=options), [tmp_path / "pool.md"])

    declined, answered = window.answer("Who invented the saxophone?"), window.answer("How are lanes booked?")

    assert "You can turn to the service desk (desk@example.org)." in declined.message
    assert answered.message == ""


def test_where_no_record_is_responsible_none_is_spoken_of(tmp_path: Path) -> None:
    """Asked whom to contact about a document that prints nobody, while another one does, it says nothing of a record."""
    (tmp_path / "pool.md").write_text(RULES, "utf-8")
    (tmp_path / "harbour.md").write_text("# Harbour\n\nHarbour Office\nTelephone: +32 2 299 11 11\n", "utf-8")
    answer = build(Settings(), [tmp_path / "pool.md", tmp_path / "harbour.md"]).answer("Who do I contact about lanes?")

    assert answer.status != "abstained.not_given"
    assert "printed" not in answer.message
