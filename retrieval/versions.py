"""Which documents are no longer in force, and which of them a question asks of.

A document is out of force when its `valid_until` has passed, or when another one says that it supersedes it. It answers
only where a question asks of the past ("until 2023", "in the previous version"); otherwise it is as if it were not there.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from corpus.model import Document
from retrieval.errors import UnknownDocument
from retrieval.library import Library

_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_IN_A_YEAR = re.compile(
    rf"\b(?:back )?(?:in|during|of|under the|from|as of|for)(?: the)?(?: year)? {_YEAR.format('year')}\b(?:['’]s)?(?: (?:edition|version|handbook|manual|guide|polic(?:y|ies)|rules?|regulations?|annex)\b)?"
    rf"|\b(?:until|till|up to)(?: the end of)? {_YEAR.format('until')}\b"
    rf"|\b(?:before|prior to) {_YEAR.format('before')}\b"
    rf"|\b{_YEAR.format('edition')}(?=(?:['’]s)? (?:\w+ )?(?:edition|version|handbook|manual|guide|polic|rule|regulation|annex))",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"\b(?:(?:in|under|by|of) )?(?:the )?(?:previous|former|old|older|earlier|superseded|outdated|expired|last) (?:edition|version|polic(?:y|ies)|rules?|handbook|regulations?)\b"
    r"|\b(?:previously|formerly|in the past|back then|in former times)\b|\bused to be\b",
    re.IGNORECASE,
)


class Former(NamedTuple):
    """A document that is no longer in force."""

    document: Document
    """It."""
    successor: Document | None
    """The one that supersedes it, where one says so."""

    def stood_in(self, first: int, last: int) -> bool:
        """Whether it was in force at some time between two years; where it does not say, it may have been."""
        begun = _year(self.document.as_of)
        over = _year(self.document.valid_until) or _year(self.successor.as_of if self.successor else None)
        return (begun is None or begun <= last) and (over is None or first <= over)


class Past(NamedTuple):
    """What a question asks of the past."""

    text: str
    """The question without the words that say when."""
    documents: frozenset[str]
    """Ids of the documents that were in force then, and no longer are."""


class Versions:
    """The documents of a library that are no longer in force on a day."""

    def __init__(self, library: Library, today: date) -> None:
        self.former: Mapping[str, Former] = dict(_former(library, today))
        """By id, those that are no longer in force."""

    def asked(self, question: str) -> Past | None:
        """What a question asks of the past, or None where it asks of today or nothing here is former."""
        if not self.former:
            return None
        for found in _IN_A_YEAR.finditer(question):
            name, year = next((name, int(year)) for name, year in found.groupdict().items() if year)
            first, last = (0, year - 1) if name == "before" else (year, year)
            meant = frozenset(id for id, former in self.former.items() if former.stood_in(first, last))
            if meant:
                return Past(_without(question, found), meant)
        if formerly := _FORMERLY.search(question):
            return Past(_without(question, formerly), frozenset(self.former))
        return None

    def in_force(self, id: str) -> str:
        """The id of the document that stands today for one that is no longer in force; else its own."""
        former = self.former.get(id)
        return former.successor.id if former and former.successor else id


def _former(library: Library, today: date) -> Iterator[tuple[str, Former]]:
    successors = {
        superseded.id: document
        for document in library.versioned
        for name in document.supersedes
        for superseded in _named(name, document, library)
    }
    expired = (d for d in library.versioned if d.valid_until and date.fromisoformat(d.valid_until) < today)
    for document in (*map(library.document, successors), *expired):
        yield document.id, Former(document, successors.get(document.id))


def _named(name: str, by: Document, library: Library) -> Iterator[Document]:
    """The document that another one names: by its id, or by its path from where the other lies."""
    for id in (name, str(PurePosixPath(by.id).parent / name)):
        try:
            yield library.document(id)
        except UnknownDocument:
            continue
        return


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None


def _without(question: str, found: re.Match[str]) -> str:
    return " ".join((question[: found.start()] + " " + question[found.end() :]).split())
