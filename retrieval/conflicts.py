"""Where two documents in force disagree: what is quoted, and another one that answers as fully, give different numbers
of the same thing ("21 days", "30 days").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.model import Document, Span
from retrieval.analysis import analyser_of, index_terms
from retrieval.analysis.english import stem
from retrieval.evidence import EvidenceFinder
from retrieval.index import Index
from retrieval.model import Evidence, Query

LOOKED_INTO = 5
"""Passages that are looked into for what says otherwise."""
AS_FULLY = 0.1
"""What says otherwise covers the question up to so much less than what is quoted."""
SPEAKS_OF_IT = 0.6
"""Share of the question that both cover at least."""

_NUMBERS = {
    word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_QUANTITY = re.compile(
    rf"(?<![\w.,-])(?P<number>\d+(?:[.,]\d+)*|{'|'.join(_NUMBERS)})(?: ?%|[ \u00a0-](?P<unit>[a-zA-Z]+)(?: (?!of\b)(?P<second>[a-zA-Z]+))?(?: of (?:the |an? )?(?P<what>[a-zA-Z]+))?)",
    re.IGNORECASE,
)
_QUALIFIES = frozenset("working calendar business full whole further consecutive single additional".split())


class Numbers(NamedTuple):
    """The numbers that a text gives of one unit."""

    values: set[str]
    """The numbers, in digits."""
    of: set[str]
    """Stems of what they are said to be of, where that is said."""


def disagreeing(query: Query, best: Evidence, finder: EvidenceFinder, index: Index) -> Evidence | None:
    """The likeliest evidence of another document that says otherwise, or None."""
    document = index.document(best.passage.document)
    said = quantities(_text(document, best.spans))
    if not said or best.signals.coverage < SPEAKS_OF_IT or document.ready:
        return None
    alike = replace(query, ranking={**_terms(document, best.spans), **query.ranking})
    for other in finder.find(query, index.search(alike, LOOKED_INTO), LOOKED_INTO):
        theirs = index.document(other.passage.document)
        if theirs.id == document.id or other.signals.coverage < max(SPEAKS_OF_IT, best.signals.coverage - AS_FULLY):
            continue
        otherwise = quantities(_text(theirs, other.spans))
        if any(unit in otherwise and _differ(numbers, otherwise[unit]) for unit, numbers in said.items()):
            return other
    return None


def _differ(one: Numbers, other: Numbers) -> bool:
    """Whether no number is the same, and they are not of different things (12 weeks of this leave, 16 of that one)."""
    return one.values.isdisjoint(other.values) and not (one.of and other.of and one.of.isdisjoint(other.of))


def quantities(text: str) -> Mapping[str, Numbers]:
    """The numbers of a text under the stem of what they count; per cent under `%`."""
    found: dict[str, Numbers] = {}
    for match in _QUANTITY.finditer(text):
        unit = (match["unit"] or "%").lower()
        if unit in _QUALIFIES and match["second"]:
            unit = match["second"].lower()
        number = match["number"].lower()
        numbers = found.setdefault("%" if unit == "percent" else stem(unit), Numbers(set(), set()))
        numbers.values.add(_NUMBERS.get(number, number.replace(",", "")))
        if match["what"]:
            numbers.of.add(stem(match["what"].lower()))
    return found


def _text(document: Document, spans: Sequence[Span]) -> str:
    return "\n".join(document.at(span) for span in spans)


def _terms(document: Document, spans: Sequence[Span]) -> dict[str, float]:
    """What passages that speak of the same are ranked by."""
    analyse = analyser_of(document.language)
    return {term: 1.0 for span in spans for term in index_terms(analyse(document.at(span))) if not term[0].isdigit()}
