"""Any other question: answer with the likeliest evidence and what belongs to it, or abstain and say what is near."""

from collections.abc import Iterator, Sequence

from bot.deciding.choices import choices, says_the_same
from bot.deciding.decision import Decision, Grounds, fits, responsible
from bot.model import RunnerUp
from bot.replies import say
from corpus.anchors import quote
from corpus.model import Contact, Document, Quote
from retrieval.conflicts import disagreeing
from retrieval.index import Index
from retrieval.limits import limiting
from retrieval.model import Evidence, Query

MOST_CONTACTS = 3
"""Contacts that an answer names at most."""
RUNNERS_UP = 2
"""What else may answer is shown, so many at most."""
RUNS_UP = 0.4
"""Least probability at which something else may answer."""
NEAR = 0.4
"""A section that holds so much of a question is named where it is not answered."""


def by_evidence(query: Query, evidence: Sequence[Evidence], grounds: Grounds) -> Decision:
    """Decide on evidence, the likeliest first."""
    index = grounds.index
    if not evidence:
        found = grounds.directory.search(query)[:MOST_CONTACTS]
        contacts = tuple(contact for contact, _ in found)
        return Decision("abstained.no_evidence", contacts=contacts, message=_why_not(query, None, contacts, index))
    best = evidence[0]
    contacts = tuple(responsible(best, grounds, query))[:MOST_CONTACTS]
    confidence = round(best.probability, 4)
    if confidence < grounds.threshold:
        message = _why_not(query, best, contacts, index)
        return Decision("abstained.no_evidence", confidence, contacts=contacts, message=message)
    quotes = _quotes(best, index)
    other = disagreeing(query, best, grounds.finder, index)
    if other and fits(quotes, _quotes(other, index)):
        both = quotes + _quotes(other, index)
        return Decision("answered", confidence, both, contacts, message=say("answered-conflict"))
    if either := choices(query, evidence, index, grounds.threshold):
        return Decision("clarify", contacts=contacts, suggestions=either, message=say("clarify-which"))
    document = index.document(best.passage.document)
    return Decision(
        "answered",
        confidence,
        quotes,
        contacts,
        limits=tuple(quote(document, section, span) for section, span in limiting(query, best, index)),
        runners_up=tuple(_runners_up(query, evidence, index))[:RUNNERS_UP],
        message=_no_longer_in_force(document, index),
    )


def _quotes(evidence: Evidence, index: Index) -> tuple[Quote, ...]:
    """What evidence quotes, with where it stands."""
    document = index.document(evidence.passage.document)
    return tuple(quote(document, evidence.passage.section, span) for span in evidence.spans)


def _runners_up(query: Query, evidence: Sequence[Evidence], index: Index) -> Iterator[RunnerUp]:
    """What else may answer, and says something else."""
    for other in evidence[1:]:
        if other.probability >= RUNS_UP and not says_the_same(query, evidence[0], other, index):
            yield RunnerUp(confidence=round(other.probability, 4), quotes=_quotes(other, index))


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
