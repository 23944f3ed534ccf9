"""Places that documents number: Section 4.1.3, Article 7, § 5, Annex A. Which there are, and how a question asks for one."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corpus.model import Document

KINDS: Mapping[str, str] = {
    **{kind: kind for kind in "section article clause rule chapter part annex appendix schedule paragraph".split()},
    "sec": "section",
    "art": "article",
    "para": "paragraph",
    "app": "appendix",
    "ch": "chapter",
    "§": "section",
}
"""What a numbered place is called, also in short -> in full."""
LIKE_SECTIONS = frozenset({"section", "clause", "part", "paragraph"})
"""Of these one is often named for another."""
APART = frozenset({"annex", "appendix", "schedule"})
"""These are counted apart from the rest."""
_KIND = rf"(?:\b(?P<kind>{'|'.join(kind for kind in KINDS if kind != '§')})\b\.?\s+|§+\s*)"
_DOTTED = r"(?:\d{1,3}|[a-z])(?:\.\d{1,3})+[a-z]?"
_NUMBER = rf"{_DOTTED}|\d{{1,3}}[a-z]?|[ivxlc]{{1,7}}|[a-z]"
_HEADED = re.compile(
    rf"{_KIND}(?P<number>{_NUMBER})(?![\w.]*\w)|(?P<bare>{_DOTTED}|\d{{1,3}}|[ivxlc]{{1,7}}(?=\.))(?=[.):\s]|$)",
    re.IGNORECASE,
)
_BEGUN = re.compile(r"(?P<bare>\d{1,3}(?:\.\d{1,3})+[a-z]?)[.)]?\s")
_ASKED = re.compile(
    rf"{_KIND}(?:no\.?\s*)?(?P<number>{_NUMBER})(?!\w|\.\w)|(?<![\w.])(?P<bare>{_DOTTED})(?!\w|\.\w)", re.IGNORECASE
)


class Place(NamedTuple):
    """What stands under a numbered heading, or in a numbered paragraph."""

    number: str
    """In lower case: 4.1.3, a.1, iv."""
    kind: str
    """One of those in full of KINDS; empty where the heading does not say."""
    section: int
    """The section that it begins in."""
    start: int
    """First code point in the document's text."""
    end: int
    """One past the last."""


class Asked(NamedTuple):
    """A place that a question asks for."""

    number: str
    kind: str
    """Empty where it gives the number alone."""
    rest: str
    """The question without it."""

    def means(self, place: Place) -> bool:
        """Whether a place of that number may be meant."""
        is_bare = not place.kind and self.kind not in APART
        return is_bare or self.kind in ("", place.kind) or {self.kind, place.kind} <= LIKE_SECTIONS


def places_of(document: Document) -> Iterator[Place]:
    """The numbered places of a document: those of its title and headings in their order, each with all that stands below it, then paragraphs'."""
    if document.ready:
        return
    headed: dict[tuple[str, ...], Place] = {}
    for number, section in enumerate(document.sections):
        for depth, heading in enumerate((document.title, *section.trail)):
            above = section.trail[:depth]
            if found := _HEADED.match(heading):
                place = headed.setdefault(above, _place(found, number, section.blocks[0].start, 0))
                headed[above] = place._replace(end=section.blocks[-1].end)
    yield from headed.values()
    for number, section in enumerate(document.sections):
        for block in section.blocks:
            if found := _BEGUN.match(document.text, block.start, block.end):
                yield Place(found["bare"].lower(), "paragraph", number, block.start, block.end)


def _place(found: re.Match[str], section: int, start: int, end: int) -> Place:
    kind = "" if found["bare"] else KINDS[(found["kind"] or "§").lower()]
    return Place((found["number"] or found["bare"]).lower(), kind, section, start, end)


def asked_place(question: str) -> Asked | None:
    """The numbered place that a question asks for, or None."""
    found = _ASKED.search(question)
    if found is None:
        return None
    kind = "" if found["bare"] else KINDS[(found["kind"] or "§").lower()]
    rest = question[: found.start()].split() + question[found.end() :].split()
    return Asked((found["number"] or found["bare"]).lower(), kind, " ".join(rest))
