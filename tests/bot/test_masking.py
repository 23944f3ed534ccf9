"""What tells who somebody is does not stay in a text; what questions turn on does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.masking import DOT, masked


@pytest.mark.parametrize(
    "text",
    [
        "jane.doe+x@mail.example.org",
        "+81 (3) 5422-6001",
        "0800 123 456",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "078-05-1120",
        "DE89 3704 0044 0532 0130 00",
        "GB29NWBK60161331926819",
        "AB123456C",
        "1234567",
    ],
)
def test_what_tells_who_somebody_is_is_masked(text: str) -> None:
    """Addresses, telephone numbers, cards, accounts and identity numbers become dots, and nothing else does."""
    assert masked(f"I am {text}, may I come?") == f"I am {DOT * len(text)}, may I come?"


@pytest.mark.parametrize(
    "text",
    [
        "2011-2013",
        "2011–03–29",
        "29/03/2011",
        "1,000,000 euros",
        "FP7 2007-2013",
        "2003/87/EC",
        "2016/679",
        "4.1.2",
        "FY24 Q3 2024",
        "FP7, M-13-13 and ISO 27001",
    ],
)
def test_what_questions_turn_on_stays(text: str) -> None:
    """Dates, spans of years, amounts, acts, clauses and names of programmes are kept."""
    assert masked(f"What of {text}?") == f"What of {text}?"


@given(st.text(max_size=80))
def test_a_masked_text_is_as_long(text: str) -> None:
    """Places counted in UTF-16 still hold, whatever stands in the text, and masking again changes nothing."""
    fit = text.encode("utf-8", "replace").decode()
    hidden = masked(fit)

    assert len(hidden.encode("utf-16-le")) == len(fit.encode("utf-16-le"))
    assert masked(hidden) == hidden
