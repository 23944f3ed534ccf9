"""Contact records out of text.

A record is a contact block of a plain text, an `<address>`, a run of lines or list items that carry labels
("Telephone: …"), or a row of a table whose header names such labels. Labelled values are taken as they stand; a
line without a label is a role, a unit, an address, an organisation or a name by the words it is made of. A label
with nothing after it gives nothing: what is not printed is absent.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from corpus.anchors import cite
from corpus.model import Block, Contact, Document, Printed, Section, Span

Field = Literal["name", "role", "organisation", "unit", "phones", "faxes", "emails", "address", "other"]

LABELS: Mapping[Field, str] = {
    "faxes": r"(?:tele)?fax|facsimile|télécopie",
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
_REACHES = frozenset({"phones", "faxes", "emails", "address"})
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-–/]{5,}\d(?:\s?(?:ext|x)\.?\s?\d+)?")
_EMAIL = re.compile(
    r"[\w.+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\w-]+)+", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:officer|counsell?or|head|chief|director|manager|secretary|coordinator|co-ordinator|chair(?:man|woman|person)?|advis[eo]r|"
    r"assistant|attach[ée]|minister|ambassador|president|professor|dean|registrar|librarian|administrator|representative|ombudsman|"
    r"clerk|commissioner|spokes\w+|specialist|analyst|engineer|lead|leader|steward|controller|referent\w*|leiter\w*)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:unit|division|section|team|department|dept|branch|desk|group|sector|abteilung|referat)\b", re.IGNORECASE
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
_LONGEST_LINE = 160


def is_contact_block(lines: Sequence[str]) -> bool:
    """Whether consecutive lines of a plain text are a contact block: short lines, one at least that reaches somebody."""
    if not 2 <= len(lines) <= 15 or any(len(line) > _LONGEST_LINE for line in lines):
        return False
    reached = [line for line in lines if _label_at_start(line) in _REACHES or _is_reach(line)]
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


def _records(document: Document, section: Section) -> Iterator[tuple[Span, Fields]]:
    run: list[Block] = []
    header: list[Field | None] = []
    for block in section.blocks:
        lines = document.at(block).splitlines()
        if block.kind == "header":
            header = [_field_called(cell) for cell in document.at(block).split(" | ")]
        elif block.kind == "row":
            if _REACHES.intersection(field for field in header if field):
                yield Span(start=block.start, end=block.end), _from_cells(header, document.at(block).split(" | "))
        elif block.kind == "contact":
            yield Span(start=block.start, end=block.end), _from_lines(lines)
        elif all(_label_at_start(line) or (len(line) <= 60 and _is_reach(line)) for line in lines if line.strip()):
            run.append(block)
            continue
        elif len(run) == 0 and len(lines) > 1 and is_contact_block(lines):
            yield Span(start=block.start, end=block.end), _from_lines(lines)
            continue
        yield from _from_run(document, section, run)
        run = []
    yield from _from_run(document, section, run)


def _from_run(document: Document, section: Section, run: Sequence[Block]) -> Iterator[tuple[Span, Fields]]:
    """Labelled items or paragraphs that follow each other; their heading names whom, where no line does."""
    if not run:
        return
    fields = _from_lines([line for block in run for line in document.at(block).splitlines()])
    if not _REACHES.intersection(fields):
        return
    if not {"name", "organisation", "role"}.intersection(fields) and section.heading:
        for field, values in _from_lines([section.heading]).items():
            fields.setdefault(field, []).extend(values)
    yield Span(start=run[0].start, end=run[-1].end), fields


def _from_cells(header: Sequence[Field | None], cells: Sequence[str]) -> Fields:
    fields: Fields = {}
    for field, cell in zip(header, cells, strict=False):
        if field and cell.strip(" -–—"):
            fields.setdefault(field, []).append(cell.strip())
    return fields


def _from_lines(lines: Sequence[str]) -> Fields:
    fields: Fields = {}
    for line in lines:
        for field, value in _values(line.strip()):
            fields.setdefault(field, []).append(value)
    return fields


def _values(line: str) -> Iterator[tuple[Field, str]]:
    labels = list(_LABELLED.finditer(line)) if _label_at_start(line) else []
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
        value = line[label.end() : end].strip(" \t,;|/·")
        if value and label.lastgroup:
            yield next(field for field in LABELS if field == label.lastgroup), value
    if not labels and line:
        yield _by_its_words(line), line


def _by_its_words(line: str) -> Field:
    """The field that a line without a label fills."""
    if _EMAIL.fullmatch(line):
        return "emails"
    if _PHONE.fullmatch(line):
        return "phones"
    if _UNIT.match(line):
        return "unit"
    if _ADDRESS.search(line):
        return "address"
    if _ROLE.search(line):
        return "role"
    if _ORGANISATION.search(line):
        return "organisation"
    return "name" if _NAME.fullmatch(line) else "other"


def _label_at_start(line: str) -> Field | None:
    found = _LABELLED.match(line.lstrip())
    return next((field for field in LABELS if found and field == found.lastgroup), None)


def _field_called(cell: str) -> Field | None:
    return next((f for f, names in LABELS.items() if re.fullmatch(names, cell.strip(" .:"), re.IGNORECASE)), None)


def _is_reach(line: str) -> bool:
    return bool(_EMAIL.fullmatch(line.strip()) or _PHONE.fullmatch(line.strip()))


def _contact(document: Document, number: int, span: Span, fields: Fields) -> Contact | None:
    phones = tuple(_phone(value) for value in fields.get("phones", ()) if _PHONE.search(value))
    faxes = tuple(_phone(value) for value in fields.get("faxes", ()) if _PHONE.search(value))
    emails = tuple(_email(value) for text in fields.get("emails", ()) for value in _EMAIL.findall(text))
    joined = {
        field: ", ".join(fields[field]) or None
        for field in ("name", "role", "organisation", "unit", "address")
        if field in fields
    }
    if (
        not (phones or faxes or emails or joined.get("address"))
        or not {"name", "role", "organisation", "unit"} & joined.keys()
    ):
        return None
    return Contact(
        name=joined.get("name"),
        role=joined.get("role"),
        organisation=joined.get("organisation"),
        unit=joined.get("unit"),
        address=joined.get("address"),
        phones=phones,
        faxes=faxes,
        emails=emails,
        as_of=document.as_of,
        citation=cite(document, number, span),
    )


def _phone(printed: str) -> Printed:
    """A number as printed, and in E.164 where it is valid; a country code in brackets counts as one."""
    import phonenumbers  # with the first number: most documents print none

    for written in (printed, re.sub(r"^\((\d{1,3})\)", r"+\1", printed)):
        try:
            number = phonenumbers.parse(written, None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return Printed(
                printed=printed, normal=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            )
    return Printed(printed=printed)


def _email(printed: str) -> Printed:
    """An address as printed, and normalised where it is valid."""
    from email_validator import EmailNotValidError, validate_email

    plain = re.sub(
        r"\s?[(\[]at[)\]]\s?",
        "@",
        re.sub(r"\s?[(\[]dot[)\]]\s?", ".", printed, flags=re.IGNORECASE),
        flags=re.IGNORECASE,
    )
    try:
        return Printed(printed=printed, normal=validate_email(plain, check_deliverability=False).normalized)
    except EmailNotValidError:
        return Printed(printed=printed)
