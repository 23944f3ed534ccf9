"""Whether a text says what a thing is, or what an acronym stands for."""

import re
from collections.abc import Sequence

_SAYS = r"(?:is|are|was|were|means?|refers?|stands? for|aims?|has|have|consists?|serves?)"
_STANDS_FOR = r"(?:stands? for|is short for|is the (?:short|abbreviated) (?:form|name) of|means|is an? (?:acronym|abbreviation) (?:of|for))"
_SMALL = frozenset("of and for the in on to a an with".split())
"""Words that give nothing to an acronym."""
_LONGEST = 8
"""Words that an acronym is made of at most."""


def defines(text: str, subject: Sequence[str]) -> float:
    """How surely a text says what its subject is, from 0 to 1: it begins with it, sets it in brackets, or says what it is.

    `subject` holds the words that stand for it in the text, as they stand there.
    """
    if not subject:
        return 0.0
    if any(_gives(text, re.escape(word)) for word in subject):
        return 1.0
    words = rf"(?:[\w&]+-)?(?:{'|'.join(map(re.escape, subject))})"
    if re.match(
        rf"(?:an? |the )?{words}\b|.{{0,80}}\({words}[\w-]*\)|.*\bcalled {words}\b", text, re.IGNORECASE | re.DOTALL
    ):
        return 0.95
    if re.match(rf".{{0,48}}\b{words}\b|.*\b{words}\W+(?:\w+\W+){{0,3}}?{_SAYS}\b", text, re.IGNORECASE | re.DOTALL):
        return 0.9
    return 0.0


def expands(text: str, subject: Sequence[str]) -> float:
    """How surely a text gives the words that an acronym is made of, from 0 to 1.

    It spells it by their initials, or sets it or them in brackets (after A. Schwartz, M. Hearst: A Simple Algorithm for
    Identifying Abbreviation Definitions in Biomedical Text, 2003), or says what it stands for. `subject` holds the words
    of the question; all of them together are one acronym if the text takes them so.
    """
    if not subject:
        return 0.0
    whole = r"[-\s]?".join(map(re.escape, subject))
    if _spells(text, re.sub(r"\W", "", "".join(subject)).lower()) or _gives(text, whole):
        return 1.0
    if len(subject) > 1 and re.search(
        rf"\b{re.escape(subject[-1])} \([\w&-]+\)", text, re.IGNORECASE
    ):  # asked the other way round
        return 1.0
    return 0.9 * any(_gives(text, re.escape(word)) or _spells(text, word.lower()) for word in subject)


def _gives(text: str, acronym: str) -> bool:
    around = rf"(?:[\w&]+-)?{acronym}(?:-[\w&]+)?"
    pattern = rf"\w \({around}\)|\b{around} \((?:\w+[ -]){{2}}|\b{around} {_STANDS_FOR}\b"
    return re.search(pattern, text, re.IGNORECASE) is not None


def _spells(text: str, acronym: str) -> bool:
    """Whether words that follow each other spell the acronym by their capitals or first letters."""
    letters = [_initials(word) for word in re.findall(r"[^\W\d_]+", text)]
    return any(
        "".join(letters[first:last]).lower() == acronym
        for first in range(len(letters))
        if 0 < len(letters[first]) < len(acronym) and acronym.startswith(letters[first].lower())
        for last in range(first + 2, min(first + _LONGEST, len(letters)) + 1)
    )


def _initials(word: str) -> str:
    """What a word gives to an acronym: nothing, if it is a small one; its capitals; else its first letter."""
    if word.lower() in _SMALL:
        return ""
    return "".join(letter for letter in word if letter.isupper()) or word[0]
