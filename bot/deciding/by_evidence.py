"""Any other question: answer with the likeliest evidence and what belongs to it, or abstain and say what is near."""

from collections.abc import Sequence
from math import log

from bot.deciding.choices import choices, says_the_same
from bot.deciding.decision import MOST_CONTACTS, Decision, Grounds, fits, no_longer_in_force, responsible
from bot.model import RunnerUp
from bot.replies import say
from corpus.anchors import quote
from corpus.model import Citation, Contact, Quote
from retrieval.conflicts import disagreeing
from retrieval.index import Index
from retrieval.limits import limiting
from retrieval.model import Evidence, Query

RUNNERS_UP = 2
"""What else may answer is shown, so many at most."""
RUNS_UP = 0.4
"""Least probability at which something else may answer."""
AS_LIKELY = 0.4
"""What else may answer is quoted too, where the log odds of its probability are lower by so much at most (measured:
docs/benchmarks.md).
"""
PLACES = 3
"""Of so many places is quoted, at most."""
NEAR = 0.4
"""A section that holds so much of a question is named where it is not answered."""


def by_evidence(query: Query, evidence: Sequence[Evidence], grounds: Grounds) -> Decision:
    """Decide on evidence, the likeliest first."""
    index = grounds.index
    if not evidence:
        found = grounds.directory.search(query)[:MOST_CONTACTS]
        contacts = tuple(contact for contact, _ in found)
        return Decision("abstained.no_evidence", contacts=contacts, message=_why_not(query, None, contacts, grounds))
    best = evidence[0]
    contacts = tuple(responsible(best, grounds, query))[:MOST_CONTACTS]
    confidence = round(best.probability, 4)
    if confidence < grounds.threshold:
        message = _why_not(query, best, contacts, grounds)
        return Decision("abstained.no_evidence", confidence, contacts=contacts, message=message)
    quotes = _quotes(best, index)
    other = disagreeing(query, best, grounds.finder, index)
    if other and fits(quotes, _quotes(other, index)):
        both = quotes + _quotes(other, index)
        return Decision("answered", confidence, both, contacts, message=say("answered-conflict"))
    if either := choices(query, evidence, index, grounds.threshold):
        return Decision("clarify", contacts=contacts, suggestions=either, message=say("clarify-which"))
    document = index.document(best.passage.document)
    given, others = _given(query, evidence, index)
    return Decision(
        "answered",
        confidence,
        tuple(quotation for evidence in given for quotation in _quotes(evidence, index)),
        contacts,
        limits=_limits(query, given, index),
        runners_up=tuple(_runner_up(evidence, index) for evidence in others[:RUNNERS_UP]),
        message=no_longer_in_force(document, index),
    )


def _given(query: Query, evidence: Sequence[Evidence], index: Index) -> tuple[list[Evidence], list[Evidence]]:
    """What is quoted: the likeliest, and what is about as likely and says something else, of one section in reading order; and
    what else may answer.
    """
    given, others = [evidence[0]], []
    for other in evidence[1:]:
        if other.probability < RUNS_UP or any(says_the_same(query, own, other, index) for own in given):
            continue
        is_near = _log_odds(given[0]) - _log_odds(other) <= AS_LIKELY and len(given) < PLACES
        if is_near and fits(*(_quotes(each, index) for each in (*given, other))):
            given.append(other)
        else:
            others.append(other)
    sections = [(each.passage.document, each.passage.section) for each in given]
    order = sorted(range(len(given)), key=lambda n: (sections.index(sections[n]), given[n].spans[0].start))
    return [given[n] for n in order], others


def _log_odds(evidence: Evidence) -> float:
    return log(evidence.probability / (1 - evidence.probability))


def _limits(query: Query, given: Sequence[Evidence], index: Index) -> tuple[Quote, ...]:
    """What limits the rules that are quoted and is not among them."""
    limits = {
        quote(index.document(evidence.passage.document), section, span): None
        for evidence in given
        for section, span in limiting(query, evidence, index)
    }
    quoted = [quotation.citation for evidence in given for quotation in _quotes(evidence, index)]
    return tuple(limit for limit in limits if not any(_holds(citation, limit.citation) for citation in quoted))


def _holds(quoted: Citation, other: Citation) -> bool:
    return quoted.document == other.document and quoted.start <= other.start and other.end <= quoted.end


def _quotes(evidence: Evidence, index: Index) -> tuple[Quote, ...]:
    """What evidence quotes, with where it stands."""
    document = index.document(evidence.passage.document)
    return tuple(quote(document, evidence.passage.section, span) for span in evidence.quoted)


def _runner_up(evidence: Evidence, index: Index) -> RunnerUp:
    return RunnerUp(confidence=round(evidence.probability, 4), quotes=_quotes(evidence, index))


def _why_not(query: Query, nearest: Evidence | None, contacts: Sequence[Contact], grounds: Grounds) -> str:
    """What was looked for and is not there, the nearest section, and that the contact should know."""
    index = grounds.index
    strange = [c.surface for c in query.concepts if c.weight == 1.0 and not any(map(index.knows, c.terms))]
    said = [say("abstained-unknown", words=", ".join(f"“{word}”" for word in strange)) if strange else say("abstained")]
    if nearest and nearest.signals.context >= NEAR:
        document = index.document(nearest.passage.document)
        trail = document.sections[nearest.passage.section].trail
        said.append(say("abstained-nearest", heading=" › ".join((document.title, *trail))))
    if grounds.helpdesk:
        said.append(say("abstained-helpdesk", helpdesk=grounds.helpdesk))
    if contacts:
        said.append(say("abstained-who"))
    return " ".join(said)
