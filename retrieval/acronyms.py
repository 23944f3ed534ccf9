"""Acronyms that documents give with the words they are made of: `Laboratory of Examples (LEX)`, `LEX (Laboratory of …)`.

A. Schwartz, M. Hearst: A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text (2003). Of the
words before a bracket those are taken that hold the acronym's letters in order, its first letter at the beginning of a
word; here an acronym has two capitals or more, and two words or more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from retrieval.analysis import Analyser

LONGEST = 10
"""Characters of an acronym, and words that it is made of, at most."""
_BRACKET = re.compile(r"\( ?([^\W\d_][^()\n]{1,80})\)")
_SHORT = re.compile(r"(?=(?:[^A-Z\n]*[A-Z]){2})[^\W_][\w&/.-]+")
_SHORT_BEFORE = re.compile(rf"(?<![\w&/.-])({_SHORT.pattern}) $")
_WORD = re.compile(r"[\w&'’/-]+")
_ENDS = re.compile(r"[.;:!?()\n]")


class SpeltOut(NamedTuple):
    """An acronym with its words, as they stand in a text."""

    short: str
    """The acronym."""
    full: str
    """Its words."""


class Acronym(NamedTuple):
    """The same in terms of an index."""

    short: str
    """The term of the acronym."""
    full: tuple[str, ...]
    """The terms of its words, at least two; those without meaning of their own are left out."""


class Acronyms(Protocol):
    """The acronyms of a library."""

    def of(self, short: str) -> Sequence[Acronym]:
        """Those whose own term this is, in the order of their words."""
        ...

    def beginning(self, begins: str) -> Sequence[Acronym]:
        """Those whose words begin with this pair of terms, in the same order."""
        ...


class MemoryAcronyms:
    """Acronyms in memory; see Acronyms."""

    def __init__(self, acronyms: Iterable[Acronym]) -> None:
        self._by_short: dict[str, list[Acronym]] = {}
        self._by_beginning: dict[str, list[Acronym]] = {}
        for acronym in sorted(set(acronyms)):
            self._by_short.setdefault(acronym.short, []).append(acronym)
            self._by_beginning.setdefault(" ".join(acronym.full[:2]), []).append(acronym)

    def of(self, short: str) -> Sequence[Acronym]:
        return self._by_short.get(short, ())

    def beginning(self, begins: str) -> Sequence[Acronym]:
        return self._by_beginning.get(begins, ())


def spelt_out(text: str) -> Iterator[SpeltOut]:
    """Every acronym of a text that stands beside its words, one of both in brackets."""
    for bracket in _BRACKET.finditer(text):
        inside = bracket[1].strip()
        if _SHORT.fullmatch(inside) and len(inside) <= LONGEST:
            before = _ENDS.split(text[max(0, bracket.start() - 200) : bracket.start()])[-1]
            full = _words_of(inside, before, most=min(len(inside) + 5, 2 * len(inside)))
            if full:
                yield SpeltOut(inside, full)
        elif before := _SHORT_BEFORE.search(text, max(0, bracket.start() - LONGEST - 2), bracket.start()):
            words = re.split(r"[;,]", inside)[0]
            if _words_of(before[1], words, most=len(words)) == words:
                yield SpeltOut(before[1], words)


def _words_of(short: str, before: str, most: int) -> str | None:
    """The shortest end of a text that an acronym may be made of; None where there is none of two words or more."""
    words = list(_WORD.finditer(before))[-most:]
    if not words:
        return None
    text = before[words[0].start() : words[-1].end()]
    lowered = text.lower() if len(text.lower()) == len(text) else text
    place = len(text)
    letters = [letter for letter in short.lower() if letter.isalnum()]
    for number, letter in reversed(list(enumerate(letters))):
        place = lowered.rfind(letter, 0, place)
        while place > 0 and number == 0 and text[place - 1].isalnum():
            place = lowered.rfind(letter, 0, place)
        if place < 0:
            return None
    full = text[text.rfind(" ", 0, place + 1) + 1 :]
    return full if " " in full and short.lower() not in full.lower() else None


def acronyms_in(text: str, analyse: Analyser) -> Iterator[Acronym]:
    """The same as terms."""
    for short, full in spelt_out(text):
        own = analyse(short)
        terms = tuple(token.terms[0] for token in analyse(full) if not token.stop)
        if 1 < len(terms) <= LONGEST and (len(own) == 1 or len(own[-1].terms) > 1):
            yield Acronym(own[-1].terms[-1], terms)
