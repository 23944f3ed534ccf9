"""Contact records out of text.

A record is a contact block of a plain text, an `<address>`, a run of lines, list items or rows of a table that carry
labels ("Telephone: …"), or a row of a table whose header names such labels. Where the field that said whom first
returns after a number or address, another record begins. Labelled values are taken as they stand; a line without a
label is a role, a unit, an address, an organisation or a name by the words it is made of. Where no line says whom it
is, the heading above does. A label with nothing after it gives nothing: what is not printed is absent.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from corpus.anchors import cite
from corpus.model import Block, Contact, Document, Section, Span
from corpus.printed import emails, is_email, is_phone, phones

Field = Literal["name", "role", "organisation", "unit", "phones", "faxes", "emails", "address", "other"]

LABELS: Mapping[Field, str] = {
    "faxes": r"(?:tele)?fax(?: number)?|facsimile|télécopie",
    "phones": r"(?:main |office |direct |work )?(?:tele)?phone(?: number)?|tel|telephone number|mobile|cell|hotline|switchboard|direct line"
    r"|telefon|tél|téléphone|teléfono",
    "emails": r"e-?mail(?: address)?|courriel|correo(?: electrónico)?|mail",
    "address": r"(?:post(?:al)?|office|street|mailing|visiting|visitors'?)? ?address|adresse|dirección|anschrift",
    "name": r"name|contact(?: person| point)?|ansprechpartner(?:in)?",
    "role": r"role|title|job title|position|function|funktion",
    "organisation": r"organi[sz]ation|institution|agency|employer|office",
    "unit": r"unit|department|division|directorate|team|abteilung",
    "other": r"web(?: ?site| ?page)?|url|home ?page|internet|opening hours|hours|twitter|linkedin",
}
"""What a line or a table's column is called, by the field it fills."""

_NEEDS_NO_COLON = ("phones", "faxes", "emails")
_LABELLED = re.compile(
    "|".join(
        rf"(?P<{field}>(?<![\w-])(?:{names})(?![\w-])\.?(?: ?\([^)\d]*\))?\s*(?:[:：]|(?=[+(\d]){'' if field in _NEEDS_NO_COLON else '(?!)'}))"
        for field, names in LABELS.items()
    ),
    re.IGNORECASE,
)
_WHOM: frozenset[Field] = frozenset({"name", "role", "organisation", "unit"})
_REACHES: frozenset[Field] = frozenset({"phones", "faxes", "emails", "address"})
_ROLE = re.compile(
    r"\b(?:officer|counsell?or|head|chief|director|manager|secretary|coordinator|co-ordinator|chair(?:man|woman|person)?|advis[eo]r|"
    r"assistant|attach[ée]|minister|ambassador|president|professor|dean|registrar|librarian|administrator|representative|ombudsman|"
    r"clerk|commissioner|spokes\w+|specialist|analyst|engineer|lead|leader|steward|controller|referent\w*|leiter\w*)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:unit|division|section|team|department|dept|branch|desk|group|sector|abteilung|referat)\b", re.IGNORECASE
)
_UNIT_AT_END = re.compile(
    r"[^,]*\b(?:unit|division|section|team|department|dept|branch|(?:help)?desk|group|sector|abteilung|referat)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:commission|delegation|ministry|university|college|school|agency|institute|institut|directorate|directorate-general|dg|office|embassy|"
    r"council|department|centre|center|foundation|association|authority|bureau|parliament|government|bank|library|laboratory|"
    r"society|academy|service|services|gmbh|ltd|inc|corporation|company|union|organi[sz]ation|secretariat|mission|consulate)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b\d{3}-\d{4}\b|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\b(?:street|st\.|avenue|road|rd\.|rue|straße|strasse|boulevard|square|"
    r"p\.?o\.? box|postfach|floor|building)\b|^(?=.*\d)(?=.*,).*\b\d{4,6}\b|\b(?:B|D|F|L|CH|A|NL|DK)-\d{4,5}\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame)\.? )*(?:[^\W\d_a-z][\w’'.-]*)(?: (?:[^\W\d_a-z][\w’'.-]*|van|von|de|der|den|di|da|del|la|le|el|al|bin)){1,4}"
)
_NO_NAME = re.compile(
    r"\b(?:contacts?|us|information|details|help|hours|questions|enquiries|inquiries|support|more|further|who)\b",
    re.IGNORECASE,
)
_OF_CONTACT = re.compile(r"\w.*\bcontacts?$|\bcontacts? (?:for|at|of)\b.*\w", re.IGNORECASE)
"""A heading that says whose contact stands under it; the word alone says nothing."""
_TWO_FIELDS = re.compile(r"(?P<first>[^,–—]+?)(?:,| [–—-]) (?P<rest>.+)")
_LONGEST_LINE = 160


def is_contact_block(lines: Sequence[str]) -> bool:
    """Whether consecutive lines of a plain text are a contact block: short lines, one at least that reaches somebody."""
    if not 2 <= len(lines) <= 15 or any(len(line) > _LONGEST_LINE for line in lines):
        return False
    reached = [line for line in lines if _label_at_start(line) in _REACHES or is_email(line) or is_phone(line)]
    prose = [line for line in lines if line.rstrip().endswith((".", ";")) and len(line.split()) > 8]
    return bool(reached) and not prose


def find_contacts(document: Document) -> tuple[Contact, ...]:
    """Every contact record that a document prints, in reading order, each with the lines it was printed in."""
    return tuple(
        contact
        for number, section in enumerate(document.sections)
        for span, fields in _records(document, section)
        for contact in (_contact(document, number, span, fields),)
        if contact is not None
    )


Fields = dict[Field, list[str]]
Line = tuple[Span, str]


def _records(document: Document, section: Section) -> Iterator[tuple[Span, Fields]]:
    run: list[Line] = []
    header: list[Field | None] = []
    table = 0
    for block in section.blocks:
        lines = list(_lines(document, block))
        texts = [text for _, text in lines]
        cells = [cell.strip() for cell in texts[0].split("|")]
        if block.group != table:
            if block.group and table:
                yield from _split(run, section)
                run = []
            header, table = [], block.group
        if block.kind == "header":
            header = [_field_called(cell) for cell in cells]
        if block.kind == "row" and not any(header) and len(cells) == 2 and _field_called(cells[0]):
            run.append((lines[0][0], f"{cells[0]}: {cells[1]}"))
        elif block.kind in ("paragraph", "item") and all(
            _label_at_start(text) or is_email(text) or is_phone(text) for text in texts
        ):
            run += lines
        else:
            yield from _split(run, section)
            run = []
            if block.kind == "row" and _REACHES.intersection(field for field in header if field):
                yield Span(start=block.start, end=block.end), _from_cells(header, cells)
            elif block.kind == "contact" or (block.kind in ("paragraph", "item") and is_contact_block(texts)):
                yield from _split(lines, section)
    yield from _split(run, section)


def _lines(document: Document, block: Block) -> Iterator[Line]:
    for found in re.finditer(r"[^\r\n]*\S", document.at(block)):
        yield Span(start=block.start + found.start(), end=block.start + found.end()), found[0].strip()


def _split(lines: Sequence[Line], section: Section) -> Iterator[tuple[Span, Fields]]:
    """Lines that follow each other, parted into records that reach somebody; the heading says whom, where no line does."""
    fields: Fields = {}
    first: Field | None = None
    start, end = 0, 0
    for span, text in lines:
        values = list(_values(text))
        if fields and first in dict(values) and _REACHES.intersection(fields):
            yield Span(start=start, end=end), _with_heading(fields, section)
            fields, first = {}, None
        start = start if fields else span.start
        end = span.end
        for field, value in values:
            first = first or (field if field in _WHOM else None)
            fields.setdefault(field, []).append(value)
    if _REACHES.intersection(fields):
        yield Span(start=start, end=end), _with_heading(fields, section)


def _with_heading(fields: Fields, section: Section) -> Fields:
    if not {"name", "organisation", "role"}.intersection(fields) and section.heading:
        said = {field: [value] for field, value in _values(section.heading)}
        if "unit" not in fields and not _WHOM & said.keys() and _OF_CONTACT.search(section.heading):
            said["unit"] = [section.heading]
        return {**said, **fields}
    return fields


def _from_cells(header: Sequence[Field | None], cells: Sequence[str]) -> Fields:
    fields: Fields = {}
    for field, cell in zip(header, cells, strict=False):
        if field and cell.strip("-–—"):
            fields.setdefault(field, []).append(cell)
    return fields


def _values(line: str) -> Iterator[tuple[Field, str]]:
    labels = list(_LABELLED.finditer(line)) if _label_at_start(line) else []
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
        value = line[label.end() : end].strip(" \t,;|/·")
        if value and label.lastgroup:
            yield next(field for field in LABELS if field == label.lastgroup), value
    if labels or not line:
        return
    two = _TWO_FIELDS.fullmatch(line)
    if two and _by_its_words(two["first"]) == "name" and _by_its_words(two["rest"]) in _WHOM - {"name"}:
        yield "name", two["first"]
        line = two["rest"]
    yield _by_its_words(line), line


def _by_its_words(line: str) -> Field:
    """The field that a line without a label fills."""
    if is_email(line):
        return "emails"
    if is_phone(line):
        return "phones"
    if _UNIT.match(line):
        return "unit"
    if _ADDRESS.search(line):
        return "address"
    if _ROLE.search(line):
        return "role"
    if _UNIT_AT_END.fullmatch(line):
        return "unit"
    if _ORGANISATION.search(line):
        return "organisation"
    return "name" if _NAME.fullmatch(line) and not _NO_NAME.search(line) else "other"


def _label_at_start(line: str) -> Field | None:
    found = _LABELLED.match(line.lstrip())
    return next((field for field in LABELS if found and field == found.lastgroup), None)


def _field_called(cell: str) -> Field | None:
    return next((f for f, names in LABELS.items() if re.fullmatch(names, cell.strip(" .:"), re.IGNORECASE)), None)


def _contact(document: Document, number: int, span: Span, fields: Fields) -> Contact | None:
    joined = {field: ", ".join(fields[field]) for field in (*_WHOM, "address") if field in fields}
    reached = {
        "phones": phones(fields.get("phones", ())),
        "faxes": phones(fields.get("faxes", ())),
        "emails": emails(fields.get("emails", ())),
    }
    if not (any(reached.values()) or "address" in joined) or not joined.keys() & _WHOM:
        return None
    return Contact(
        name=joined.get("name"),
        role=joined.get("role"),
        organisation=joined.get("organisation"),
        unit=joined.get("unit"),
        address=joined.get("address"),
        as_of=document.as_of,
        citation=cite(document, number, span),
        **reached,
    )
