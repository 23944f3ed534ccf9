"""An Answer in the terminal: quotations with a bar at the left, where each stands, the contact card, how sure.

Piped, it is plain text of the same order, whatever the width; rich is asked for only where there is a terminal.
Nothing that a document or a person wrote can control the terminal.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TextIO

from bot.model import Answer
from bot.replies import how_sure, say, shortened
from corpus.model import Citation, Contact, Document, Printed, Quote

_ITEM = re.compile(r"\s*\n\s*(?=(?:[•*▪‣●◦–-]|\(?\w{1,3}[.)])\s)|\n")
_TURNS_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that make a terminal show what follows in another order."""
_LABELS = ("phone", "fax", "email", "address")
_INDENT = "  "
RUNNER_UP = 160
"""Characters that are shown of what else may answer."""


class Line(NamedTuple):
    """A line for the eye."""

    text: str
    kind: Literal["words", "quote", "limit", "place", "card", "right", "wrong", "heading", "item"] = "words"
    hang: int = 0
    """Where it is wrapped, the lines after the first begin so many characters further in."""


_STYLES = {
    "words": "",
    "quote": "bold",
    "limit": "",
    "place": "dim",
    "card": "cyan",
    "right": "green",
    "wrong": "bold red",
    "heading": "underline",
    "item": "",
}
_QUOTED = ("quote", "limit")
"""Kinds that have the bar at the left."""
_AT_THE_EDGE = ("words", "heading")
"""Kinds that are not indented."""


def answer_lines(answer: Answer) -> Iterator[Line]:
    """The lines that show an answer."""
    if answer.message:
        yield from map(Line, map(safe, answer.message.split("\n")))
    yield from _quotations(answer.quotes, "quote")
    if answer.limits:
        yield Line("")
        yield Line(say("limits-heading", count=len(answer.limits)), "place")
        yield from _quotations(answer.limits, "limit")
    if answer.quotes:
        yield Line(how_sure(answer.confidence), "place")
    for other in answer.runners_up:
        yield Line("")
        yield Line(say("runner-up", probability=round(other.confidence * 100)), "place")
        words = " ".join(word for quote in other.quotes for word in quote.text.split())
        yield Line(f"“{shortened(safe(words), RUNNER_UP)}”", "place")
        yield Line(place(other.quotes[0].citation), "place")
    yield from choices(answer.suggestions)
    quoted = {quote.citation.anchor for quote in answer.quotes}
    cards = [
        contact for contact in answer.contacts if contact.citation.anchor not in quoted
    ]  # those stand above already
    for number, contact in enumerate(cards):
        yield Line("")
        if answer.quotes and number == 0:
            yield Line(say("contacts-heading", count=len(cards)), "place")
        yield from (Line(line, "card") for line in card(contact))


def choices(questions: Sequence[str]) -> Iterator[Line]:
    """Questions to go on with, by number."""
    yield from (Line(f"{number}. {safe(question)}") for number, question in enumerate(questions, 1))


def _quotations(quotes: Sequence[Quote], kind: Literal["quote", "limit"]) -> Iterator[Line]:
    """Quotations, with where they stand below those of one section."""
    for number, quote in enumerate(quotes):
        yield from (Line(line, kind) for line in quoted_lines(quote.text))
        after = quotes[number + 1].citation if number + 1 < len(quotes) else None
        if after is None or (after.document, after.trail) != (quote.citation.document, quote.citation.trail):
            yield Line(place(quote.citation), "place")
            if after:
                yield Line("")


def show(lines: Iterable[Line], out: TextIO) -> None:
    """Print lines: coloured and wrapped with the bar at the left in a terminal, plain where it is piped."""
    if not out.isatty():
        for line in lines:
            mark = "> " if line.kind in _QUOTED else ""
            out.write(f"{_INDENT if line.kind not in _AT_THE_EDGE else ''}{mark}{line.text}".rstrip() + "\n")
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for line in lines:
        mark = "│ " if line.kind in _QUOTED else ""
        indent = _INDENT if line.kind not in _AT_THE_EDGE else ""
        before = line.text[: line.hang]
        for part in Text(line.text[line.hang :], style=_STYLES[line.kind]).wrap(
            console, max(console.width - len(indent + mark) - line.hang, 20)
        ):
            console.print(Text(indent + mark, style="cyan").append(before, _STYLES[line.kind]).append_text(part))
            before = " " * line.hang


def card(contact: Contact) -> Iterator[str]:
    """The lines of a contact card."""
    head = [contact.name, contact.role, contact.organisation, contact.unit]
    yield from (safe(value) for value in head if value)
    values: tuple[Sequence[Printed], ...] = (contact.phones, contact.faxes, contact.emails)
    for label, printed in zip(_LABELS, values, strict=False):
        for value in printed:
            yield f"{say(f'label-{label}')}: {safe(value.printed)}"
    if contact.address:
        yield f"{say('label-address')}: {safe(', '.join(contact.address.splitlines()))}"


def place(citation: Citation) -> str:
    """Where a quotation stands: title › trail, page, as of when, address."""
    parts = [" › ".join(safe(part) for part in (citation.title, *citation.trail) if part) or safe(citation.document)]
    if citation.page:
        parts.append(say("place-page", page=str(citation.page)))
    if citation.as_of:
        parts.append(say("place-as-of", date=citation.as_of.replace("/", "–")))
    if citation.url:
        parts.append(safe(citation.url))
    return ", ".join(parts)


def sources(documents: Sequence[Document]) -> Iterator[Line]:
    """A line for each document, and one for all ready passages."""
    for document in documents:
        if not document.ready:
            of = [document.source, document.as_of and say("place-as-of", date=document.as_of.replace("/", "–"))]
            yield Line(safe(", ".join([document.title, *(part for part in of if part)])))
    if ready := sum(document.ready for document in documents):
        yield Line(say("ready-passages", count=ready))


def quoted_lines(text: str) -> list[str]:
    """A quotation for the eye: white space folded, items and rows on lines of their own."""
    lines = [safe(" ".join(line.split())) for line in _ITEM.split(text) if line.strip()]
    if len(lines) > 1 and all(line.startswith("• ") for line in lines[1:]) and not lines[0].endswith(":"):
        lines[0] = f"• {lines[0]}"  # the quotation begins behind the first item's bullet
    return lines


def safe(text: str) -> str:
    """Text without what controls a terminal."""
    return "".join(
        "�" if unicodedata.category(letter) in ("Cc", "Cs") or letter in _TURNS_AROUND else letter for letter in text
    )
