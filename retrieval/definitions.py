"""Whether a text says what a thing is, or what an acronym stands for."""

import re
from collections.abc import Iterator, Sequence

_SAYS = r"(?:is|are|was|were|means?|refers?|stands? for|aims?|has|have|consists?|serves?)"
_STANDS_FOR = r"(?:stands? for|is short for|is the (?:short|abbreviated) (?:form|name) of|means|is an? (?:acronym|abbreviation) (?:of|for))"
_SMALL = frozenset("of and for the in on to a an with".split())
"""Words that give nothing to an acronym."""
SHORTEST, LONGEST = 4, 12
"""Letters of an acronym that is recognised by its letters alone."""
_SOON, _EARLY = 80, 48
"""A text that comes to a thing within so many characters, in brackets or not, is about it."""
_WORDS = 8
"""Words that an acronym is made of at most."""


OTHER = 0.9
"""What is left where a text speaks of a longer name that ends in the subject's (J-BILAT, where BILAT is asked for)."""


def defines(text: str, names: Sequence[str]) -> float:
    """How surely a text says what something is, from 0 to 1: it begins with it, sets it in brackets, or says what it is.

    `names` holds the words that stand for it in the text, as they stand there.
    """
    plainly = max((_says_what(text, found) for name in names for found in _places(text, name)), default=0.0)
    longer = max((_says_what(text, found) for name in names for found in _places(text, name, longer=True)), default=0.0)
    return max(plainly, OTHER * longer)


def _places(text: str, name: str, *, longer: bool = False) -> Iterator[re.Match[str]]:
    """Where a name stands, or a longer one that ends in it."""
    words = re.escape(name).replace(r"\ ", r"[-\s]?")
    before = r"[\w&]+-" if longer else ""
    return re.finditer(rf"(?<![\w&-]){before}{words}", text, re.IGNORECASE)


_GIVEN_BEFORE = re.compile(r"\w \($")
_GIVEN_AFTER = re.compile(r"(?:-[\w&]+)?\)")
_SPELT_AFTER = re.compile(rf"(?:-[\w&]+)? (?:\((?:\w+[ -]){{2}}|{_STANDS_FOR}\b)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an? |the )?", re.IGNORECASE)
_TERM_OF_A_LIST = re.compile(r"\W*(?P<term>[^.:;|–—\n]{2,60}?)\s*(?::|[–—]|\bmeans?\b)\s*\w")
_CALLED = re.compile(r"\bcalled $", re.IGNORECASE)
_SAID_AFTER = re.compile(rf"\W+(?:\w+\W+){{0,3}}?{_SAYS}\b", re.IGNORECASE)
_IS_A = re.compile(
    r"(?:\s\([^)]*\))?,?\s(?:is|are|was|were)\s(?:(?:an?|the|any|one|those|all)\b|(?:\w+\s){1,3}(?:who|that|which)\b)"
)
"""After a name: what it is one of."""
_WORD_ENDS = re.compile(r"\b")
_BRACKET_ENDS = re.compile(r"[\w-]*\)")


def _gives(text: str, found: re.Match[str]) -> bool:
    """Whether a text gives what a name stands for, or the name for what it has spelt out."""
    if _SPELT_AFTER.match(text, found.end()):
        return True
    return bool(_GIVEN_AFTER.match(text, found.end()) and _GIVEN_BEFORE.search(text, 0, found.start()))


def _says_what(text: str, found: re.Match[str]) -> float:
    if _gives(text, found):
        return 1.0
    start, end = found.span()
    whole = _WORD_ENDS.match(text, end) is not None
    term = _TERM_OF_A_LIST.match(text)
    if term is not None and end <= term.end("term"):
        return 1.0
    if whole and (_ARTICLE.fullmatch(text, 0, start) or _CALLED.search(text, 0, start)):
        return 1.0 if _IS_A.match(text, end) else 0.95
    if text[start - 1 : start] == "(" and start <= _SOON and _BRACKET_ENDS.match(text, end):
        return 0.95
    if (whole and start <= _EARLY) or _SAID_AFTER.match(text, end):
        return 0.83
    return 0.0


def expands(text: str, names: Sequence[str]) -> float:
    """How surely a text gives the words that an acronym is made of, from 0 to 1.

    It spells it by their initials, or sets it or them in brackets (after A. Schwartz, M. Hearst: A Simple Algorithm for
    Identifying Abbreviation Definitions in Biomedical Text, 2003), or says what it stands for. `names` holds the words
    of the question; all of them together are one acronym if the text takes them so.
    """
    if not names:
        return 0.0
    whole = " ".join(names)
    if spells(text, "".join(names)) or any(_gives(text, found) for found in _places(text, whole)):
        return 1.0
    if len(names) == 1:
        return OTHER * any(_gives(text, found) for found in _places(text, whole, longer=True))
    if re.search(rf"\b{re.escape(names[-1])} \([\w&-]+\)", text, re.IGNORECASE):  # asked the other way round
        return 1.0
    return OTHER * any(
        spells(text, name) or any(_gives(text, found) for found in _places(text, name)) for name in names
    )


def spells(text: str, acronym: str) -> bool:
    """Whether words that follow each other spell the acronym by their capitals or first letters.

    Three letters or fewer are spelt by chance too often.
    """
    acronym = re.sub(r"\W", "", acronym).lower()
    if not SHORTEST <= len(acronym) <= LONGEST:
        return False
    words = re.findall(r"[^\W\d_]+", text)
    letters = [_initials(word) for word in words]
    return any(
        "".join(letters[first:last]).lower() == acronym and letters[first:last] != words[first:last]
        for first in range(len(letters))
        if 0 < len(letters[first]) < len(acronym) and acronym.startswith(letters[first].lower())
        for last in range(first + 2, min(first + _WORDS, len(letters)) + 1)
    )


def _initials(word: str) -> str:
    """What a word gives to an acronym: nothing, if it is a small one; its capitals; else its first letter."""
    if word.lower() in _SMALL:
        return ""
    return "".join(letter for letter in word if letter.isupper()) or word[0]
