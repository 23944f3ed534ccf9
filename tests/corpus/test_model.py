"""The domain types refuse what cannot be."""

import pytest
from pydantic import ValidationError

from corpus.model import Document, Span


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 3)])
def test_a_span_holds_a_character_at_least(start: int, end: int) -> None:
    """A span that is empty, turned round or before the text cannot be made."""
    with pytest.raises(ValidationError):
        Span(start=start, end=end)


@pytest.mark.parametrize("as_of", ["2013", "2013-06", "2013-06-30", "2011/2013", "2011-01/2013-06-30"])
def test_days_months_years_and_periods_are_dates(as_of: str) -> None:
    """A document speaks of a day, a month, a year or a period."""
    assert Document(id="a", title="A", text="A.", as_of=as_of).as_of == as_of


@pytest.mark.parametrize("as_of", ["", "13", "2013-6", "June 2013", "2013\n", "2011/2013/2015"])
def test_other_dates_are_refused(as_of: str) -> None:
    """Nothing else is a date."""
    with pytest.raises(ValidationError):
        Document(id="a", title="A", text="A.", as_of=as_of)
