"""Stable names of places, and quotations cut out of documents.

An anchor is the heading trail, slugged, with a digest of the text: an edit elsewhere moves nothing.
"""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

from corpus.errors import NotInDocument
from corpus.model import Citation, Document, Quote, Span, digest_of

_NOT_IN_SLUGS = re.compile(r"[^\w]+")


def slug(heading: str) -> str:
    """A heading in lower case, words of any script joined by hyphens."""
    return _NOT_IN_SLUGS.sub("-", unicodedata.normalize("NFKC", heading).lower()).strip("-_")


def anchor(trail: Sequence[str], text: str) -> str:
    """The stable name of a place: slugs of the heading trail joined by `/`, then `~` and twelve hexadecimal digits.

    The digits are the first of the SHA-256 of the text with its white space folded.
    """
    folded = " ".join(text.split()).encode("utf-8", "surrogatepass")
    return "/".join(slug(heading) for heading in trail) + "~" + sha256(folded).hexdigest()[:12]


def cite(document: Document, section: int, span: Span) -> Citation:
    """The citation of a span that stands in a section, given by its index. Raises NotInDocument."""
    if span.end > len(document.text):
        raise NotInDocument(f"{document.id} has {len(document.text)} characters, none at {span.start}..{span.end}")
    home = document.sections[section]
    page = next((block.page for block in home.blocks if block.start <= span.start < block.end), None)
    url = f"{document.url}#{home.fragment}" if document.url and home.fragment else document.url
    text = document.at(span)
    return Citation(
        document=document.id,
        title=document.title,
        trail=home.trail,
        page=page,
        url=url,
        anchor=anchor(home.trail, text),
        start=span.start,
        end=span.end,
        digest=digest_of(text),
        as_of=document.as_of,
    )


def quote(document: Document, section: int, span: Span) -> Quote:
    """The words of a span with their citation: the only maker of quotations. Raises NotInDocument."""
    return Quote(text=document.at(span), citation=cite(document, section, span))


def check(quote: Quote, document: Document) -> None:
    """Hold a quotation against a document, trusting nothing it says of itself. Raises NotInDocument."""
    place = quote.citation
    there = document.text[place.start : place.end]
    if place.document != document.id:
        raise NotInDocument(f"the quotation is from {place.document}, not from {document.id}")
    if there != quote.text:
        raise NotInDocument(
            f"{document.id} holds {there[:60]!r} at {place.start}..{place.end}, not {quote.text[:60]!r}"
        )
    if digest_of(there) != place.digest:
        raise NotInDocument(f"the digest {place.digest} is not that of {document.id} at {place.start}..{place.end}")
