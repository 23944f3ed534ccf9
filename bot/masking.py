"""What tells who somebody is, masked in what people type before it is kept.

E-mail addresses, and every number of seven digits or more, however it is grouped: telephone numbers, cards, accounts,
identity numbers. Dates and spans of years stay, and so do amounts grouped by commas, since questions turn on them. A
masked letter becomes a dot of the same length in UTF-16, so that places counted in the text still hold.
"""

import re

DOT = "•"
"""What a masked letter becomes."""

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ACCOUNT = re.compile(
    r"\b[A-Z]{2}\d{2}(?=(?:[ A-Z]*\d){8})(?: ?[A-Z\d]{2,4}){3,8}\b|\b[A-Z]{1,2} ?\d{6,9}(?: ?[A-Z])?\b"
)
"""An IBAN (ISO 13616), and letters with a number as passports and identity cards have them."""
_NUMBER = re.compile(r"(?<![\w,.])\+?\(?\d(?:[ \u00a0()./–-]{0,2}\d){6,24}(?![\w])")
_DATE = re.compile(
    r"(?:1[5-9]|20)\d\d\s?[-–/]\s?(?:1[5-9]|20)\d\d|(?:1[5-9]|20)\d\d[-–/.][01]?\d[-–/.][0-3]?\d"
    r"|[0-3]?\d[-/.][0-3]?\d[-/.](?:1[5-9]|20)\d\d|(?:1[5-9]|20)\d\d/\d{1,4}"
)
"""A span of years, a day, the number of an act (2016/679)."""


def masked(text: str) -> str:
    """The text, with dots where it tells who somebody is."""
    for telling in (_EMAIL, _ACCOUNT):
        text = telling.sub(lambda found: _dots(found[0]), text)
    return _NUMBER.sub(lambda found: found[0] if _DATE.fullmatch(found[0]) else _dots(found[0]), text)


def _dots(text: str) -> str:
    return DOT * (len(text.encode("utf-16-le")) // 2)
