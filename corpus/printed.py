"""Telephone numbers and addresses for e-mail: how they are printed, and their normal form where they are valid."""

import re
from collections.abc import Sequence

from corpus.model import Printed

FEWEST_DIGITS = 7
"""Of a telephone number that no label says to be one."""
_PHONE = re.compile(r"\(?\+?\(?\d[\d\s().\-–/]{5,}\d(?:,?\s?(?:ext(?:ension)?|x)\.?\s?\d+)?", re.IGNORECASE)
_SHORT_PHONE = re.compile(
    r"\s*(?P<number>(?:(?:ext(?:ension)?|x)\.?\s?)?\+?\d(?:[\d\s-]*\d)?)\s*(?:\(.*\))?", re.IGNORECASE
)
_BETWEEN_PHONES = re.compile(r"\s+(?:/|or|and)\s+|;|,(?!\s?(?:ext|x))", re.IGNORECASE)
_DATES = re.compile(
    r"(?:19|20)\d\d(?:\s?[-–/.]\s?(?:\d{1,2}[-–/.]\d{1,2}|(?:19|20)\d\d)|(?:\s+(?:19|20)\d\d)+)|\d{1,2}[-–/.]\s?\d{1,2}[-–/.]\s?\d{4}"
)
"""Days and periods, which are made of digits as telephone numbers are."""
_EMAIL = re.compile(
    r"(?<![\w.+'-])[\w.+'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\w-]+)+",
    re.IGNORECASE,
)
_EMAIL_OR_ALIKE = re.compile(_EMAIL.pattern + r"|(?<![^\s,;()])[^\s,;()]{1,64}@[^\s,;()]+", re.IGNORECASE)


def is_email(line: str) -> bool:
    """Whether a line is an address for e-mail, and nothing else."""
    return _EMAIL.fullmatch(line.strip()) is not None


def is_phone(line: str) -> bool:
    """Whether a line is a telephone number, and nothing else: fewer digits than reach a house from outside may be any code."""
    enough = sum(map(str.isdigit, line)) >= FEWEST_DIGITS
    return enough and _PHONE.fullmatch(line.strip()) is not None and not _DATES.fullmatch(line.strip())


def phones(values: Sequence[str]) -> tuple[Printed, ...]:
    """Every number that labelled values hold; one inside of the house, too short for others, where it stands alone."""
    return tuple(_phone(printed) for value in values for printed in _numbers(value))


def _numbers(value: str) -> list[str]:
    parts = _BETWEEN_PHONES.split(value)
    long = [found[0] for part in parts for found in _PHONE.finditer(part)]
    return long or [found["number"] for part in parts if (found := _SHORT_PHONE.fullmatch(part))]


def _phone(printed: str) -> Printed:
    """A number as printed, and in E.164 where it is valid; a country code in brackets or after 00 counts as one."""
    import phonenumbers  # with the first number: most documents print none

    for written in (printed, re.sub(r"^(?:\((\d{1,3})\)|00(?=\s?[1-9]))", r"+\1", printed)):
        try:
            number = phonenumbers.parse(written, None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return Printed(
                printed=printed, normal=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            )
    return Printed(printed=printed)


def emails(values: Sequence[str]) -> tuple[Printed, ...]:
    """Every address that labelled values hold; one that is none outside of the house, as it stands."""
    return tuple(_email(printed) for value in values for printed in _EMAIL_OR_ALIKE.findall(value))


def _email(printed: str) -> Printed:
    """An address as printed, and normalised where it is valid."""
    from email_validator import EmailNotValidError, validate_email

    plain = re.sub(
        r"\s?[(\[]at[)\]]\s?",
        "@",
        re.sub(r"\s?[(\[]dot[)\]]\s?", ".", printed, flags=re.IGNORECASE),
        flags=re.IGNORECASE,
    )
    try:
        return Printed(printed=printed, normal=validate_email(plain, check_deliverability=False).normalized)
    except EmailNotValidError:
        return Printed(printed=printed)
