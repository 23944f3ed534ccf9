"""Questions that ask for nothing but a numbered place."""

from pathlib import Path

import pytest

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.settings import Settings
from tests.bot.windows import KINDS, window_over

FILES = {
    "port.md": "# Code of the port\n\nas of May\n\n## 4 Fees\n\nFees are due in advance.\n\n### 4.1 Ships\n\nShips pay 30 a day.\n\n"
    "### 4.2 Boats\n\n" + "Boats are moored where the harbour master says. " * 20 + "\n",
    "yard.md": "# Code of the yard\n\n## 4 Noise\n\nHammers rest at night.\n",
    "yard-2020.md": "---\nvalid-until: 2020-12-31\n---\n# Old code of the yard\n\n## 9 Smoke\n\nNo smoke.\n",
}


@pytest.fixture(params=KINDS)
def window(request: pytest.FixtureRequest, tmp_path: Path) -> Madoguchi:
    """A window over the files, in memory and on disk."""
    return window_over(FILES, request.param, tmp_path)


def test_what_stands_there_is_quoted(window: Madoguchi) -> None:
    """With where it stands; the explanation says that it was asked for by its number."""
    answer = window.explain("what does section 4.1 say?")

    assert [(quote.text, quote.citation.trail) for quote in answer.quotes] == [
        ("Ships pay 30 a day.", ("4 Fees", "4.1 Ships"))
    ]
    assert (answer.confidence, answer.message, answer.explanation.why) == (0.98, "", "place")


def test_as_much_as_fits_is_quoted_and_the_rest_is_said(window: Madoguchi) -> None:
    """Whole sentences, from the beginning."""
    answer = window.answer("4.2")

    assert answer.quotes[0].text.startswith("Boats are moored")
    assert answer.quotes[0].text.endswith("says.")
    assert 400 < len(answer.quotes[0].text) <= 700
    assert "does not fit" in answer.message


def test_of_several_documents_one_is_chosen(window: Madoguchi) -> None:
    """By its title, whole or in part; else it is asked back."""
    asked_back = window.answer("section 4")
    chosen = [window.answer(choice).quotes[0].text for choice in asked_back.suggestions]
    named = window.answer("section 4 of the code of the yard")

    assert asked_back.status == "clarify"
    assert chosen == ["Fees are due in advance.", "Hammers rest at night."]
    assert [quote.text for quote in named.quotes] == ["Hammers rest at night."]


def test_the_sections_below_belong_to_it(window: Madoguchi) -> None:
    """Each is quoted by itself, while there is room."""
    answer = window.answer("show me section 4 of the port")

    assert [quote.citation.trail[-1] for quote in answer.quotes] == ["4 Fees", "4.1 Ships", "4.2 Boats"]


def test_of_many_documents_some_are_offered(tmp_path: Path) -> None:
    """Where every document has the number, a few choices are enough to say so; a title still picks one."""
    for number in range(30):
        (tmp_path / f"{number}.md").write_text(
            f"# Rules of house {number}x\n\n## 1 Noise\n\nRest at {number}.\n", "utf-8"
        )
    window = build(Settings(data_dir=tmp_path / "data"), [tmp_path])

    assert len(window.answer("section 1").suggestions) == 5
    assert [quote.text for quote in window.answer("section 1 of house 17x").quotes] == ["Rest at 17."]


def test_something_else_is_looked_for_there(window: Madoguchi) -> None:
    """What is asked beside the number is answered out of the place, whatever stands elsewhere."""
    asked = window.answer("does section 4.2 speak of the harbour master?")
    elsewhere = window.answer("does section 4.1 speak of the harbour master?")

    assert asked.quotes[0].text.startswith("Boats are moored where the harbour master says.")
    assert asked.quotes[0].citation.trail == ("4 Fees", "4.2 Boats")
    assert elsewhere.confidence < asked.confidence


@pytest.mark.parametrize("question", ["what does section 9 say", "what does section 4.7 say", "section 4 on zebras"])
def test_what_is_not_there_is_not_quoted(window: Madoguchi, question: str) -> None:
    """A place of a document no longer in force, one that there is not, and one where something else is asked for."""
    assert window.answer(question).confidence < 0.98
