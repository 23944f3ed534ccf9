"""Answer, ask back, or abstain with the contact who should know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.followup import Standalone
from bot.model import Status
from bot.replies import say
from corpus.anchors import quote
from corpus.model import Contact, Document, Quote, Span
from retrieval.conflicts import disagreeing
from retrieval.directory import Detail, Directory, detail_asked, holds
from retrieval.evidence import EvidenceFinder
from retrieval.index import Index
from retrieval.limits import limiting
from retrieval.model import Evidence, Query

NAMED = 0.6
"""A record that holds so much of what a question says of whom it asks for is meant by it."""
AS_MUCH = 0.1
"""Records within so much of the best one are meant as well."""
ALL_QUOTES = 700
"""Quotations of one answer have so many characters at most; above it the bot asks which one is meant."""
MOST_CONTACTS = 3
"""Contacts that an answer from the text names at most."""
NEAR = 0.4
"""A section that holds so much of a question is named where it is not answered."""

_TURN_TO = re.compile(
    r"\bcontacts?\b|\bget in touch\b|\breach\b|\b(?:speak|talk|turn|write) (?:to|with)\b|\bwhom? (?:can|could|should|do|does|may|must|would) .{1,40} (?:ask|call|e-?mail|write|approach|turn|talk|speak)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an Answer says, save for what it is an answer to."""

    status: Status
    confidence: float = 0.0
    quotes: tuple[Quote, ...] = ()
    contacts: tuple[Contact, ...] = ()
    limits: tuple[Quote, ...] = ()
    suggestions: tuple[str, ...] = ()
    message: str = ""

    def fields(self) -> dict[str, Any]:
        """The fields of the Answer that it decides."""
        return {name: getattr(self, name) for name in self.__slots__}


def by_contacts(
    query: Query,
    standalone: Standalone,
    evidence: Sequence[Evidence],
    index: Index,
    directory: Directory,
) -> Decision | None:
    """Decide on a question that asks for a contact record; None where it asks for something else."""
    ranked = directory.search(query)
    best = ranked[0][1] if ranked else 0.0
    detail = _detail(query, standalone, ranked)
    if detail is None or not ranked:
        return None
    if best >= NAMED and not (detail == "person" and directory.lacks_focus(ranked[0][0], query)):
        meant = [contact for contact, share in ranked if share >= best - AS_MUCH]
    elif not directory.subject(query):
        meant = [contact for contact, _ in ranked]
        best = 0.8
    elif _TURN_TO.search(query.text) and evidence and directory.subject_known(query) >= NAMED:
        meant = _responsible(evidence[0], index, directory, query)
        best = directory.subject_known(query)
    else:
        return None
    return _decide_on(detail, meant, best, query, index)


def _detail(query: Query, standalone: Standalone, ranked: Sequence[tuple[Contact, float]]) -> Detail | None:
    """What is wanted of a record, by the question or by the one that it goes on from."""
    for text in (query.text, *(earlier for earlier, _ in standalone.earlier)):
        if detail := detail_asked(text):
            return detail
    if query.asked == "place" and ranked and ranked[0][1] >= NAMED and ranked[0][0].address:
        return "address"
    return None


def _decide_on(detail: Detail, meant: Sequence[Contact], share: float, query: Query, index: Index) -> Decision | None:
    given = [contact for contact in meant if holds(contact, detail, _printed(index, contact))]
    if not given:
        message = say("abstained-not-given", detail=say(f"detail-{detail}"), who=_names(meant))
        return Decision("abstained.not_given", contacts=tuple(meant), message=message)
    quotes = tuple(
        quote(document, number, Span(start=contact.citation.start, end=contact.citation.end))
        for contact in given
        for document in (index.document(contact.citation.document),)
        for number in (_section(index, contact),)
    )
    if sum(len(quote.text) for quote in quotes) > ALL_QUOTES and len(quotes) > 1:
        choices = tuple(f"{query.text} {_names([contact])}" for contact in given)
        return Decision("clarify", contacts=tuple(given), suggestions=choices, message=say("clarify-who"))
    return Decision("answered", confidence=round(0.5 + 0.48 * share, 4), quotes=quotes, contacts=tuple(given))


def by_evidence(
    query: Query,
    evidence: Sequence[Evidence],
    finder: EvidenceFinder,
    index: Index,
    directory: Directory,
    threshold: float,
) -> Decision:
    """Decide on the likeliest evidence."""
    if not evidence:
        contacts = tuple(contact for contact, _ in directory.search(query))[:MOST_CONTACTS]
        return Decision("abstained.no_evidence", contacts=contacts, message=_why_not(query, None, contacts, index))
    best = evidence[0]
    contacts = tuple(_responsible(best, index, directory, query))[:MOST_CONTACTS]
    confidence = round(best.probability, 4)
    if confidence < threshold:
        message = _why_not(query, best, contacts, index)
        return Decision("abstained.no_evidence", confidence=confidence, contacts=contacts, message=message)
    document = index.document(best.passage.document)
    quotes = _quotes(best, index)
    if (other := disagreeing(query, best, finder, index)) and _fits(quotes, _quotes(other, index)):
        said = say("answered-conflict")
        return Decision("answered", confidence, quotes + _quotes(other, index), contacts, message=said)
    limits = tuple(quote(document, section, span) for section, span in limiting(query, best, index))
    return Decision(
        "answered", confidence, quotes, contacts, limits=limits, message=_no_longer_in_force(document, index)
    )


def _quotes(evidence: Evidence, index: Index) -> tuple[Quote, ...]:
    """What evidence quotes, with where it stands."""
    document = index.document(evidence.passage.document)
    return tuple(quote(document, evidence.passage.section, span) for span in evidence.spans)


def _fits(*parts: Sequence[Quote]) -> bool:
    """Whether quotations together are short enough for one answer."""
    return sum(len(each.text) for part in parts for each in part) <= ALL_QUOTES


def _no_longer_in_force(document: Document, index: Index) -> str:
    """That a document is no longer in force, and which one is; empty if it is."""
    former = index.versions.former.get(document.id)
    if former is None:
        return ""
    said = say("former-until", day=document.valid_until) if document.valid_until else say("former")
    return f"{said} {say('former-successor', title=former.successor.title)}" if former.successor else said


def _why_not(query: Query, nearest: Evidence | None, contacts: Sequence[Contact], index: Index) -> str:
    """What was looked for and is not there, the nearest section, and that the contact should know."""
    strange = [c.surface for c in query.concepts if c.weight == 1.0 and not any(map(index.knows, c.terms))]
    said = [say("abstained-unknown", words=", ".join(f"“{word}”" for word in strange)) if strange else say("abstained")]
    if nearest and nearest.signals.context >= NEAR:
        document = index.document(nearest.passage.document)
        trail = document.sections[nearest.passage.section].trail
        said.append(say("abstained-nearest", heading=" › ".join((document.title, *trail))))
    if contacts:
        said.append(say("abstained-who"))
    return " ".join(said)


def _responsible(evidence: Evidence, index: Index, directory: Directory, query: Query) -> list[Contact]:
    """The contact that is quoted, if one is; then those responsible for the section."""
    passage = evidence.passage
    trail = index.document(passage.document).sections[passage.section].trail
    found = directory.responsible(index.versions.in_force(passage.document), trail, query)
    return sorted(found, key=lambda c: not (passage.start <= c.citation.start < passage.end))


def _printed(index: Index, contact: Contact) -> str:
    """The lines that a record is printed in."""
    place = contact.citation
    return index.document(place.document).text[place.start : place.end]


def _section(index: Index, contact: Contact) -> int:
    """The section that a record is printed in."""
    sections = index.document(contact.citation.document).sections
    return next(
        number
        for number, section in enumerate(sections)
        if any(block.start <= contact.citation.start < block.end for block in section.blocks)
    )


def _names(contacts: Sequence[Contact]) -> str:
    return "; ".join(
        " – ".join(part for part in (contact.name or contact.role, contact.organisation or contact.unit) if part)
        for contact in contacts
    )
