"""An Answer held against documents: each citation is made anew out of the document, and every field of it compared."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.model import Answer
from bot.replies import say
from bot.settings import Settings
from bot.verifying.claims import Claim, Given, read_answers
from bot.verifying.contacts import contact_problems
from bot.verifying.model import Place, Problem, Verdict, Verification
from bot.verifying.originals import Originals, Report, read_originals
from corpus.anchors import cite
from corpus.model import Document, Span, digest_of

MOST_PLACES = 3
"""So many places are named where moved words stand now."""


def verify(data: bytes, settings: Settings, corpus: Sequence[Path], report: Report) -> Verification:
    """Hold every Answer of a text against the documents; see read_answers and read_originals, also for what they raise."""
    answers = list(read_answers(data))
    originals = read_originals(settings, corpus, report)
    verdicts = tuple(check(given, originals) for given in answers)
    return Verification(verdicts=verdicts, corpus_version=originals.version, copies=tuple(sorted(originals.copies)))


def check(given: Given, originals: Originals) -> Verdict:
    """Hold an Answer against the documents."""
    return Verdict(
        number=given.number,
        id=given.fields.get("id"),
        question=given.fields["question"],
        places=tuple(_place(claim, originals) for claim in given.claims),
        problems=tuple(_as_a_whole(given, originals)),
    )


def _as_a_whole(given: Given, originals: Originals) -> Iterator[Problem]:
    version = given.fields["corpus_version"]
    if version != originals.version:
        yield _problem("corpus_version", originals.version, version, "verify-version")
    if (given.fields["status"] == "answered") != bool(given.fields["quotes"]):
        yield _problem("quotes", None, given.fields["status"], "verify-no-quotes")
    for name in sorted(given.fields.keys() - Answer.model_fields.keys() - {"explanation"}):
        yield _problem(name, None, None, "verify-unknown-field")


def _place(claim: Claim, originals: Originals) -> Place:
    document, start, end = (claim.citation.get(name) for name in ("document", "start", "end"))
    home = originals.documents.get(document) if isinstance(document, str) else None
    return Place(
        path=claim.path,
        kind=claim.kind,
        document=document,
        start=start,
        end=end,
        copy_only=document in originals.copies if home else False,
        problems=tuple(_problems(claim, home)),
    )


def _problems(claim: Claim, document: Document | None) -> Iterator[Problem]:
    place = claim.citation
    if document is None:
        yield _problem("citation.document", None, place.get("document"), "verify-no-document")
        return
    span = _span(place, document)
    if span is None:
        there = f"0–{len(document.text)}"
        yield _problem("citation", there, f"{place.get('start')}–{place.get('end')}", "verify-no-place")
        return
    if claim.kind == "quote" and claim.given.get("text") != document.at(span):
        yield _other_words(claim, document, span)
        return
    section = _section(document, span)
    if section is None:
        yield _problem("citation", None, f"{span.start}–{span.end}", "verify-no-section")
        return
    yield from _differences(cite(document, section, span).model_dump(mode="json"), place)
    if claim.kind == "contact":
        yield from contact_problems(claim.given, document, section, span)


def _span(place: Mapping[str, Any], document: Document) -> Span | None:
    """The place that a citation names; None if the document has none such."""
    start, end = place.get("start"), place.get("end")
    if type(start) is int and type(end) is int and 0 <= start < end <= len(document.text):
        return Span(start=start, end=end)
    return None


def _section(document: Document, span: Span) -> int | None:
    """The section that a place stands in; None where it stands in none, or in several."""
    for number, section in enumerate(document.sections):
        if section.blocks and section.blocks[0].start <= span.start and span.end <= section.blocks[-1].end:
            return number
    return None


def _other_words(claim: Claim, document: Document, span: Span) -> Problem:
    """What it means that the document holds other words there than those that are quoted."""
    there, quoted, digest = document.at(span), claim.given.get("text"), claim.citation.get("digest")
    if not isinstance(quoted, str) or not quoted or digest_of(there) == digest:
        return _problem("text", there, quoted, "verify-altered")
    places = list(_places(document.text, quoted))
    if not places:
        return _problem("text", there, quoted, "verify-changed")
    shown = ", ".join(f"{place}–{place + len(quoted)}" for place in places[:MOST_PLACES])
    return Problem(field="text", expected=there, found=quoted, meaning=say("verify-moved", places=shown))


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Problem]:
    """Every field of a citation that is not the one made anew, and every one that there is none of."""
    for name, value in expected.items():
        if json.dumps(found.get(name)) != json.dumps(value):
            yield _problem(f"citation.{name}", value, found.get(name), "verify-differs")
    for name in sorted(found.keys() - expected.keys()):
        yield _problem(f"citation.{name}", None, found[name], "verify-unknown")


def _problem(field: str, expected: Any, found: Any, meaning: str) -> Problem:
    return Problem(field=field, expected=expected, found=found, meaning=say(meaning))
