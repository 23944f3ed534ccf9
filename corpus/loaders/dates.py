"""The day that a text says it was last changed: a line of its own such as "Last updated: 6 May 2024".

A day is read as ISO 8601 or with its month as an English word; 05/06/2024 is two days at once, and so is none.
"""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SAYS_WHEN = re.compile(
    r"(?:(?:this )?page )?(?:(?:was )?last (?:updated?|modified|reviewed|changed)|updated|date|as of)(?: on)?\s*[:：]?\s*(?P<day>[^:：]*\d)\.?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_IN_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?P<month>[a-z]{3,9})\.?,? (?P<year>\d{4})"
    r"|(?P<month_first>[a-z]{3,9})\.? (?P<day_second>\d{1,2})(?:st|nd|rd|th)?,? (?P<year_last>\d{4})",
    re.IGNORECASE,
)


def says_when(line: str) -> bool:
    """Whether a line says when the text was last changed, and nothing else."""
    return _SAYS_WHEN.fullmatch(line.strip()) is not None and len(line.split()) <= 8


def last_updated(text: str) -> str | None:
    """The day that the first such line of a text names, as ISO 8601."""
    found = (_SAYS_WHEN.fullmatch(line.strip()) for line in text.splitlines() if says_when(line))
    return next((day for match in found if match and (day := _iso(match["day"]))), None)


def _iso(written: str) -> str | None:
    if numbers := _ISO.fullmatch(written):
        year, month, day = numbers["year"], int(numbers["month"]), numbers["day"]
    elif words := _IN_WORDS.fullmatch(" ".join(written.split())):
        name = (words["month"] or words["month_first"]).lower()[:3]
        year, day = words["year"] or words["year_last"], words["day"] or words["day_second"]
        month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
    else:
        return None
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
