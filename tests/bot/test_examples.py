"""What a beginner is shown to ask."""

from pathlib import Path

from bot.bootstrap import build
from bot.examples import SURE
from bot.settings import Settings

DOCUMENTS = Path(__file__).parents[1] / "quality" / "documents"


def test_examples_are_answered_out_of_documents_in_force() -> None:
    """Each is answered surely, and none by a version that is superseded; numbers of sections are no words."""
    window = build(Settings(), [DOCUMENTS])

    examples = window.examples()
    answers = [window.answer(question) for question in examples]

    assert len(examples) == 3
    assert all(answer.status == "answered" and answer.confidence >= SURE for answer in answers)
    assert not any("2021" in quote.citation.title for answer in answers for quote in answer.quotes)
    assert not any(letter.isdigit() for question in examples for letter in question)


def test_headings_that_ask_are_examples_and_contacts_are_none(tmp_path: Path) -> None:
    """A list of frequent questions is asked in its own words; one above a contact is none."""
    (tmp_path / "faq.md").write_text(
        "# Library rules\n\n## Who may borrow books?\n\nEverybody with a library card may borrow books for four weeks.\n\n"
        "## Lost property office\n\n- Lost property office\n- Telephone: +44 1632 960 214\n\n## The reading room\n\n"
        "The reading room is open from nine to five.\n",
        "utf-8",
    )

    examples = build(Settings(), [tmp_path]).examples()

    assert set(examples) == {"Who may borrow books?", "What is said about the reading room?"}


def test_ready_passages_give_no_examples(tmp_path: Path) -> None:
    """They have no headings to ask by."""
    (tmp_path / "passages.jsonl").write_text(
        '{"_id": "1", "title": "T", "text": "Books are lent for a week."}\n', "utf-8"
    )

    assert build(Settings(), [tmp_path]).examples() == ()
