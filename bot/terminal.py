"""An Answer in the terminal: quotations with a bar at the left, where each stands, the contact card, how sure.

Piped, it is plain text of the same order, whatever the width. Nothing that a document or a person wrote can control
the terminal.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from bot.model import Answer
from bot.replies import how_sure, say
from corpus.model import Citation, Contact, Document, Printed

_ITEM = re.compile(r"\s*\n\s*(?=(?:[•*▪‣●◦–-]|\(?\w{1,3}[.)])\s)|\n")
_LABELS = ("phone", "fax", "email", "address")


def console(stderr: bool = False) -> Console:
    """A console that neither highlights nor reads markup; plain and unwrapped where it is piped."""
    made = Console(highlight=False, markup=False, emoji=False, soft_wrap=False, stderr=stderr)
    if not made.is_terminal:
        made.soft_wrap = True
    return made


def show(answer: Answer, out: Console) -> None:
    """Print an answer."""
    if answer.message:
        out.print(Text(safe(answer.message)))
    for number, quote in enumerate(answer.quotes):
        before = answer.quotes[number - 1].citation if number else None
        if before and (before.document, before.trail) != (quote.citation.document, quote.citation.trail):
            out.print(Text(f"  {place(before)}", style="dim"))
            out.print()
        for line in quoted_lines(quote.text):
            _print_quoted(line, out)
    if answer.quotes:
        out.print(Text(f"  {place(answer.quotes[-1].citation)}", style="dim"))
        out.print(Text(f"  {how_sure(answer.confidence)}", style="dim"))
    for number, suggestion in enumerate(answer.suggestions, 1):
        out.print(Text(f"  {number}. {safe(suggestion)}"))
    quoted = {quote.citation.anchor for quote in answer.quotes}
    for contact in answer.contacts:
        if contact.citation.anchor in quoted:  # its lines stand above already
            continue
        out.print()
        for line in card(contact):
            out.print(Text(f"  {line}", style="cyan"))


def _print_quoted(line: str, out: Console) -> None:
    if not out.is_terminal:
        out.print(Text(f"  > {line}"))
        return
    for part in Text(line, style="bold").wrap(out, max(out.width - 6, 20)):
        out.print(Text("  │ ", style="cyan").append_text(part))


def card(contact: Contact) -> Iterator[str]:
    """The lines of a contact card."""
    head = [contact.name, contact.role, contact.organisation, contact.unit]
    yield from (safe(value) for value in head if value)
    values: tuple[Sequence[Printed], ...] = (contact.phones, contact.faxes, contact.emails)
    for label, printed in zip(_LABELS, values, strict=False):
        for value in printed:
            yield f"{say(f'label-{label}')}: {safe(value.printed)}"
    if contact.address:
        yield f"{say('label-address')}: {safe(contact.address)}"


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


def sources(documents: Sequence[Document]) -> Iterator[str]:
    """A line for each document."""
    for document in documents:
        if not document.ready:
            of = [document.source, document.as_of and say("place-as-of", date=document.as_of.replace("/", "–"))]
            yield safe(", ".join([document.title, *(part for part in of if part)]))
    if ready := sum(document.ready for document in documents):
        yield say("ready-passages", count=ready)


def quoted_lines(text: str) -> list[str]:
    """A quotation for the eye: white space folded, items and rows on lines of their own."""
    return [safe(" ".join(line.split())) for line in _ITEM.split(text) if line.strip()]


def safe(text: str) -> str:
    """Text without what controls a terminal."""
    return "".join("�" if unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n" else letter for letter in text)
