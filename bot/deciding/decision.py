"""What an Answer says, and what that is decided on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.model import RunnerUp, Status
from bot.replies import say
from corpus.model import Contact, Document, Quote
from retrieval.analysis import analyser_of
from retrieval.directory import Directory
from retrieval.evidence import EvidenceFinder
from retrieval.index import Index
from retrieval.model import Evidence, Query

MOST_CONTACTS = 3
"""Contacts that an answer names at most."""
ALL_QUOTES = 700
"""Quotations of one answer have so many characters at most."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What questions are decided on."""

    index: Index
    """What is searched."""
    finder: EvidenceFinder
    """What looks for evidence in it."""
    directory: Directory
    """The contact records in it."""
    threshold: float
    """Least probability at which evidence is given as an answer."""
    helpdesk: str = ""
    """Where else to turn, as the organisation says it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an Answer says, save for what it is an answer to."""

    status: Status
    confidence: float = 0.0
    quotes: tuple[Quote, ...] = ()
    contacts: tuple[Contact, ...] = ()
    limits: tuple[Quote, ...] = ()
    runners_up: tuple[RunnerUp, ...] = ()
    suggestions: tuple[str, ...] = ()
    message: str = ""

    def fields(self) -> dict[str, Any]:
        """The fields of the Answer that it decides."""
        return {name: getattr(self, name) for name in self.__slots__}


def fits(*parts: Sequence[Quote]) -> bool:
    """Whether quotations together are short enough for one answer."""
    return sum(len(each.text) for part in parts for each in part) <= ALL_QUOTES


def responsible(evidence: Evidence, grounds: Grounds, query: Query) -> list[Contact]:
    """The contact that is quoted, if one is; then those responsible for the section."""
    index, passage = grounds.index, evidence.passage
    document = index.document(passage.document)
    trail = document.sections[passage.section].trail
    is_title = all(section.trail[:1] == trail[:1] for section in document.sections)
    said = ["\n".join(trail[is_title:]), *(document.at(span) for span in evidence.spans)]
    beside = {term for text in said for token in analyser_of(document.language)(text) for term in token.terms}
    found = grounds.directory.responsible(index.versions.in_force(passage.document), trail, query, beside)
    return sorted(found, key=lambda c: not (passage.start <= c.citation.start < passage.end))


def no_longer_in_force(document: Document, index: Index) -> str:
    """That a document is no longer in force, and which one is; empty if it is."""
    former = index.versions.former.get(document.id)
    if former is None:
        return ""
    said = say("former-until", day=document.valid_until) if document.valid_until else say("former")
    return f"{said} {say('former-successor', title=former.successor.title)}" if former.successor else said
