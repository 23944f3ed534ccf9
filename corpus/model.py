"""The words of this room: documents, their parts, what is cut out of them, and contacts.

Offsets are code points of `Document.text`, the end exclusive.
"""

from hashlib import sha256
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

AS_OF_PATTERN = r"^\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?$"
"""ISO 8601: a year, month or day, or an interval of two of them joined by a slash."""

DAY_PATTERN = r"^\d{4}-\d\d-\d\d$"
"""ISO 8601: a day."""


def digest_of(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, as `sha256:<hex>`; anyone can check it with `sha256sum`."""
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Model(BaseModel):
    """Frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """A piece of a document's text."""

    start: int = Field(ge=0)
    """First code point."""
    end: int = Field(ge=0)
    """One past the last code point; greater than `start`."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Span":
        if self.end <= self.start:
            raise ValueError(f"a span must end after it starts, got {self.start}..{self.end}")
        return self


BlockKind = Literal["paragraph", "item", "header", "row", "contact"]


class Block(Span):
    """What a section is made of, in reading order; blocks never overlap."""

    kind: BlockKind = "paragraph"
    """A paragraph, one item of a list, the header row or another row of a table, or a contact block."""
    group: int = 0
    """Blocks of one list or one table share a number that is unique in the document; 0 for the others."""
    depth: int = Field(default=0, ge=0)
    """Nesting of a list item; 0 is outermost."""
    page: int | None = None
    """Page the block starts on, counted from 1, where the format has pages."""


class Section(Model):
    """A heading with what stands under it, up to the next heading of any level."""

    heading: str = ""
    """The heading as printed; empty for text that stands before the first heading."""
    trail: tuple[str, ...] = ()
    """Headings from the outermost down to this one, without the document's title."""
    fragment: str | None = None
    """The heading's id in the page, where it has one: the URL's part after `#`."""
    blocks: tuple[Block, ...] = ()
    """What stands under the heading; the heading itself is not a block."""


class Citation(Model):
    """Where a piece of text stands, so that anyone can look it up and check it."""

    document: str
    """The document's id."""
    title: str
    """The document's title."""
    trail: tuple[str, ...] = ()
    """Headings above the text, the outermost first, without the title."""
    page: int | None = None
    """Page, counted from 1, where the format has pages."""
    url: str | None = None
    """Address of the place, with its fragment where the page has one."""
    anchor: str
    """Stable name of the place; see corpus.anchors."""
    start: int
    """First code point of the text in the document."""
    end: int
    """One past the last code point."""
    digest: str
    """Digest of the quoted text; see `digest_of`."""
    as_of: str | None = None
    """The day, month, year or period that the document speaks of (ISO 8601), where it says so."""


class Printed(Model):
    """A telephone number or an address for e-mail, as it is printed and in normal form."""

    printed: str
    """Exactly as the document prints it."""
    normal: str | None = None
    """E.164 for numbers, the normalised address for e-mail; None where the printed value is not valid."""


class Contact(Model):
    """A person or an office as a document prints it. What is not printed is absent, never guessed."""

    name: str | None = None
    """The person."""
    role: str | None = None
    """What the person is there."""
    organisation: str | None = None
    """The organisation, the outermost first where several lines name it."""
    unit: str | None = None
    """The unit, department or team."""
    phones: tuple[Printed, ...] = ()
    """Telephone numbers."""
    faxes: tuple[Printed, ...] = ()
    """Fax numbers."""
    emails: tuple[Printed, ...] = ()
    """Addresses for e-mail."""
    address: str | None = None
    """Post address."""
    as_of: str | None = None
    """As of when; the document's."""
    citation: Citation
    """The lines it was printed in."""


class Document(Model):
    """One policy text as read from a file or a page."""

    id: str
    """Stable name: the path below the source that was named, or the `_id` of a ready passage."""
    title: str
    """The title as printed, or the file's name where none is."""
    text: str
    """The text that is read, searched and quoted; every offset points into it."""
    sections: tuple[Section, ...] = ()
    """In reading order; a section's blocks all stand after those of the one before."""
    contacts: tuple[Contact, ...] = ()
    """Contact records printed in the document."""
    url: str | None = None
    """Where the document is published."""
    source: str | None = None
    """What the document names as its own source, where it names one."""
    as_of: str | None = Field(default=None, pattern=AS_OF_PATTERN)
    """The day, month, year or period it speaks of (ISO 8601)."""
    valid_until: str | None = Field(default=None, pattern=DAY_PATTERN)
    """The last day on which it is in force (ISO 8601), where it says so."""
    supersedes: tuple[str, ...] = ()
    """Earlier versions that it takes the place of: their ids, or their paths from where it lies."""
    language: str = "en"
    """ISO 639-1 code."""
    media_type: str = "text/plain"
    """What it was read from."""
    file_digest: str = ""
    """SHA-256 of the file's bytes, as `sha256:<hex>`."""
    ready: bool = False
    """A ready passage: not to be split."""

    def at(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]


class Passage(Span):
    """A piece of one section, small enough to read in chat."""

    document: str
    """Id of the document."""
    section: int
    """Index into `Document.sections`."""
    anchor: str
    """Stable name of the place; see corpus.anchors."""
    lead: Span | None = None
    """The sentence that introduces its list, or its table's header row; inside of the passage or before it."""
    blocks: tuple[Block, ...] = ()
    """The blocks of the section that the passage covers; a long paragraph's are clipped to it."""


class Quote(Model):
    """Words of a document, exactly as they stand there. Made by corpus.anchors.quote only."""

    text: str
    """Equal to `document.text[citation.start:citation.end]`."""
    citation: Citation
    """Where they stand."""

    @model_validator(mode="after")
    def _agrees_with_its_citation(self) -> "Quote":
        if len(self.text) != self.citation.end - self.citation.start or digest_of(self.text) != self.citation.digest:
            raise ValueError(
                f"the quotation {self.text[:40]!r} is not what {self.citation.document} holds "
                f"at {self.citation.start}..{self.citation.end}: cut quotations out of the document"
            )
        return self
