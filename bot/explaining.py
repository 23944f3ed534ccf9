"""How an Answer came about, made out of what answering has found: nothing is looked up or decided anew."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Any

from bot.answering import Findings
from bot.deciding.by_contacts import NAMED
from bot.explanation import Considered, Earlier, ExplainedAnswer, Explanation, Named, Signal, Why
from bot.model import Answer
from bot.words_found import Surfaces, surfaces, words_found
from corpus.anchors import quote
from corpus.model import Contact, Span
from retrieval.analysis import analyser_of
from retrieval.confidence import Calibration, probability
from retrieval.directory import Directory, detail_asked
from retrieval.index import Index
from retrieval.model import Evidence, Query, Signals
from retrieval.question_words import LIGHT

CONSIDERED = 4
"""So many of the likeliest evidences are shown."""


def explain(
    answer: Answer, findings: Findings, index: Index, directory: Directory, calibration: Calibration, threshold: float
) -> ExplainedAnswer:
    """An Answer with how it came about."""
    found: dict[str, Any] = {}
    if query := findings.query:
        found = {
            "read_as": query.text,
            "past": tuple(index.document(id).title for id in sorted(query.documents)),
            "corrected": query.corrected,
            "unknown": tuple(
                c.surface for c in query.concepts if c.weight > LIGHT and not any(map(index.knows, c.terms))
            ),
            "asked": query.asked,
            "detail": _detail(query) if findings.decided_on == "contacts" else None,
            "earlier": tuple(Earlier(question=question, counts=weight) for question, weight in query.earlier),
            "words": tuple(words_found(query, index, *_texts(answer, findings, index))),
            "signals": () if findings.decided_on == "contacts" else tuple(_signals(findings, calibration)),
            "considered": tuple(_considered(answer, evidence, index) for evidence in findings.evidence[:CONSIDERED]),
            "named": tuple(_named(answer, query, findings, index, directory)),
        }
    explanation = Explanation(probability=answer.confidence, threshold=threshold, why=_why(answer, findings), **found)
    return ExplainedAnswer(**dict(answer), explanation=explanation)


_ANSWERED: Mapping[str, Why] = {"evidence": "evidence", "contacts": "contact", "place": "place"}
"""What was decided on -> why it was answered."""


def _why(answer: Answer, findings: Findings) -> Why:
    by_group: Mapping[str, Why] = {
        "answered": _ANSWERED[findings.decided_on],
        "abstained": "not-given" if findings.decided_on == "contacts" else "below" if findings.evidence else "nothing",
        "clarify": "several" if findings.query else "lost",
        "smalltalk": "dates" if findings.query else "smalltalk",
        "refused": "refused",
    }
    return by_group.get(answer.status.partition(".")[0], "unavailable")


def _detail(query: Query) -> str | None:
    asked = (detail_asked(text) for text in (query.text, *(earlier for earlier, _ in query.earlier)))
    return next(filter(None, asked), None)


def _texts(answer: Answer, findings: Findings, index: Index) -> tuple[Surfaces, Surfaces]:
    """The terms of the likeliest evidence, or of the contacts that were decided on; and of what stands around it."""
    cited = [q.citation for q in answer.quotes]
    if findings.decided_on == "contacts" and not cited:
        cited = [contact.citation for contact in answer.contacts]
    places = [(place.document, Span(start=place.start, end=place.end)) for place in cited]
    above = [(place.document, "\n".join((place.title, *place.trail))) for place in cited]
    around: dict[str, str] = {}
    if findings.evidence and findings.decided_on == "evidence":
        passage = findings.evidence[0].passage
        document = index.document(passage.document)
        places = [(document.id, span) for span in findings.evidence[0].spans]
        above = [(document.id, "\n".join((document.title, *document.sections[passage.section].trail)))]
        around |= surfaces(index.tokens_of(document.id, passage), document.at(passage))
    for id, headings in above:
        around |= surfaces(analyser_of(index.document(id).language)(headings), headings)
    quoted: dict[str, str] = {}
    for id, span in places:
        quoted |= surfaces(index.tokens_of(id, span), index.document(id).at(span))
    return quoted, around


def _signals(findings: Findings, calibration: Calibration) -> Iterator[Signal]:
    """Each signal of the likeliest evidence, with the probability if it, and nothing else, were otherwise."""
    for evidence in findings.evidence[:1]:
        for name, value in asdict(evidence.signals).items():
            if value is None:
                continue
            yield Signal(
                name=name,
                meaning=_meanings().get(name, name),
                value=round(value, 4),
                without=round(probability(replace(evidence.signals, **{name: 0.0}), calibration), 4),
                complete=round(probability(replace(evidence.signals, **{name: 1.0}), calibration), 4),
            )


@cache
def _meanings() -> Mapping[str, str]:
    """What retrieval's docstrings say of its signals, by their names."""
    (definition,) = ast.parse(cleandoc(getsource(Signals))).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    return {
        field.target.id: " ".join(text.value.value.split())
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }


def _considered(answer: Answer, evidence: Evidence, index: Index) -> Considered:
    document = index.document(evidence.passage.document)
    quotes = tuple(quote(document, evidence.passage.section, span) for span in evidence.quoted)
    return Considered(
        quotes=quotes, probability=round(evidence.probability, 4), is_answer=all(own in answer.quotes for own in quotes)
    )


def _named(answer: Answer, query: Query, findings: Findings, index: Index, directory: Directory) -> Iterator[Named]:
    shares = {contact.citation: share for contact, share in directory.search(query)}
    nearest = findings.evidence[0] if findings.evidence else None
    for contact in answer.contacts:
        holds = shares.get(contact.citation, 0.0)
        name = contact.name or contact.role, contact.organisation or contact.unit
        who = " – ".join(part for part in name if part)
        if findings.decided_on == "contacts" and (holds >= NAMED or not directory.subject(query)):
            yield Named(who=who, why="asked", holds=holds)
        elif nearest is None:
            yield Named(who=who, why="words", holds=holds)
        else:
            heading = _common_heading(contact, nearest, index)
            yield Named(who=who, why="heading" if heading else "document", heading=heading, holds=holds)


def _common_heading(contact: Contact, evidence: Evidence, index: Index) -> str:
    """The innermost heading that a contact and an evidence stand under together; empty if there is none."""
    trail = index.document(evidence.passage.document).sections[evidence.passage.section].trail
    common = 0
    while contact.citation.trail[: common + 1] == trail[: common + 1] and common < len(trail):
        common += 1
    return trail[common - 1] if common else ""
