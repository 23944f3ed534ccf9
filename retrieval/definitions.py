"""Whether a text says what a thing is, or what an acronym stands for."""

import re
from collections.abc import Sequence

_SAYS = r"(?:is|are|was|were|means?|refers?|stands? for|aims?|has|have|consists?|serves?)"
_STANDS_FOR = r"(?:stands? for|is short for|is the (?:short|abbreviated) (?:form|name) of|means|is an? (?:acronym|abbreviation) (?:of|for))"
_SMALL = frozenset("of and for the in on to a an with".split())
"""Words that give nothing to an acronym."""
SHORTEST = 4
"""Letters of an acronym that is recognised by its letters alone."""
_LONGEST = 8
"""Words that an acronym is made of at most."""


OTHER = 0.9
"""What is left where a text speaks of a longer name that ends in the subject's (J-BILAT, where BILAT is asked for)."""


def defines(text: str, names: Sequence[str]) -> float:
    """How surely a text says what something is, from 0 to 1: it begins with it, sets it in brackets, or says what it is.

    `names` holds the words that stand for it in the text, as they stand there.
    """
    plainly = max((_says_what(text, re.escape(name)) for name in names), default=0.0)
    longer = max((_says_what(text, rf"[\w&]+-{re.escape(name)}") for name in names), default=0.0)
    return max(plainly, OTHER * longer)


def _says_what(text: str, name: str) -> float:
    if _gives(text, name):
        return 1.0
    name = rf"(?<![\w&-]){name}"
    if re.match(
        rf"(?:an? |the )?{name}\b|.{{0,80}}\({name}[\w-]*\)|.*\bcalled {name}\b", text, re.IGNORECASE | re.DOTALL
    ):
        return 0.95
    if re.match(rf".{{0,48}}{name}\b|.*{name}\W+(?:\w+\W+){{0,3}}?{_SAYS}\b", text, re.IGNORECASE | re.DOTALL):
        return 0.9
    return 0.0


def expands(text: str, names: Sequence[str]) -> float:
    """How surely a text gives the words that an acronym is made of, from 0 to 1.

    It spells it by their initials, or sets it or them in brackets (after A. Schwartz, M. Hearst: A Simple Algorithm for
    Identifying Abbreviation Definitions in Biomedical Text, 2003), or says what it stands for. `names` holds the words
    of the question; all of them together are one acronym if the text takes them so.
    """
    if not names:
        return 0.0
    whole = r"[-\s]?".join(map(re.escape, names))
    if spells(text, "".join(names)) or _gives(text, whole):
        return 1.0
    if len(names) == 1:
        return OTHER * _gives(text, rf"[\w&]+-{whole}")
    if re.search(rf"\b{re.escape(names[-1])} \([\w&-]+\)", text, re.IGNORECASE):  # asked the other way round
        return 1.0
    return OTHER * any(_gives(text, re.escape(name)) or spells(text, name) for name in names)


def _gives(text: str, acronym: str) -> bool:
    around = rf"(?<![\w&-]){acronym}(?:-[\w&]+)?"
    pattern = rf"\w \({around}\)|{around} \((?:\w+[ -]){{2}}|{around} {_STANDS_FOR}\b"
    return re.search(pattern, text, re.IGNORECASE) is not None


def spells(text: str, acronym: str) -> bool:
    """Whether words that follow each other spell the acronym by their capitals or first letters.

    Three letters or fewer are spelt by chance too often.
    """
    acronym = re.sub(r"\W", "", acronym).lower()
    if len(acronym) < SHORTEST:
        return False
    words = re.findall(r"[^\W\d_]+", text)
    letters = [_initials(word) for word in words]
    return any(
        "".join(letters[first:last]).lower() == acronym and letters[first:last] != words[first:last]
        for first in range(len(letters))
        if 0 < len(letters[first]) < len(acronym) and acronym.startswith(letters[first].lower())
        for last in range(first + 2, min(first + _LONGEST, len(letters)) + 1)
    )


def _initials(word: str) -> str:
    """What a word gives to an acronym: nothing, if it is a small one; its capitals; else its first letter."""
    if word.lower() in _SMALL:
        return ""
    return "".join(letter for letter in word if letter.isupper()) or word[0]
