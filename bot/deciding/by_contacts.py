"""A question that asks for a contact record: answer with it, say that it is not given, or ask who is meant."""

import re
from collections.abc import Sequence

from bot.deciding.decision import Decision, Grounds, fits, responsible
from bot.followup import Standalone
from bot.replies import say
from corpus.anchors import quote
from corpus.model import Contact, Span
from retrieval.directory import Detail, detail_asked, holds
from retrieval.index import Index
from retrieval.model import Evidence, Query

NAMED = 0.6
"""A record that holds so much of what a question says of whom it asks for is meant by it."""
AS_MUCH = 0.1
"""Records within so much of the best one are meant as well."""

_TURN_TO = re.compile(
    r"\bcontacts?\b|\bget in touch\b|\breach\b|\b(?:speak|talk|turn|write) (?:to|with)\b|\bwhom? (?:can|could|should|do|does|may|must|would) .{1,40} (?:ask|call|e-?mail|write|approach|turn|talk|speak)\b",
    re.IGNORECASE,
)


def by_contacts(
    query: Query, standalone: Standalone, evidence: Sequence[Evidence], grounds: Grounds
) -> Decision | None:
    """Decide on a question that asks for a contact record; None where it asks for something else."""
    index, directory = grounds.index, grounds.directory
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
        meant = responsible(evidence[0], grounds, query)
        best = directory.subject_known(query)
    else:
        return None
    return _decide_on(detail, meant, best, query, index) if meant else None


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
    if len(quotes) > 1 and not fits(quotes):
        choices = tuple(f"{query.text} {_names([contact])}" for contact in given)
        return Decision("clarify", contacts=tuple(given), suggestions=choices, message=say("clarify-who"))
    return Decision("answered", confidence=round(0.5 + 0.48 * share, 4), quotes=quotes, contacts=tuple(given))


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
