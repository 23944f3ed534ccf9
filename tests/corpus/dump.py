"""What a source is read as, in a form that a reader compares: the cases in tests/cases/ expect it."""

from collections.abc import Iterator

from corpus.errors import UnreadableDocument
from corpus.loaders import load
from corpus.loaders.building import Source
from corpus.model import Block, Contact, Document, Printed, Section

LINE_BREAK = " ⏎ "
"""Stands for a line break inside of a block."""


def dump(name: str, text: str) -> str:
    """The documents and problems of a file, or why it cannot be read."""
    try:
        loaded = load(Source(id=name, data=text.encode()))
    except UnreadableDocument as error:
        return f"unreadable: {error.reason}"
    documents = [shown(document) for document in loaded.documents]
    return "\n\n".join([*documents, *(f"problem: {problem}" for problem in loaded.problems)])


def dump_contacts(name: str, text: str) -> str:
    """Each contact of a file's documents with the words it was printed in; `-` where there is none."""
    found = (
        "\n".join(_contact(contact, document))
        for document in load(Source(id=name, data=text.encode())).documents
        for contact in document.contacts
    )
    return "\n\n".join(found) or "-"


def shown(document: Document) -> str:
    """A document with its sections and blocks, a line each."""
    return "\n".join(_document(document))


def _document(document: Document) -> Iterator[str]:
    yield f"title: {document.title or '-'}"
    language = document.language if document.language != "en" else None
    known = {"url": document.url, "source": document.source, "as-of": document.as_of, "language": language}
    yield from (f"{name}: {value}" for name, value in known.items() if value)
    for section in document.sections:
        yield f"== {_place(section)}"
        yield from (f"{_kind(document, block)}: {_in_one_line(document.at(block))}" for block in section.blocks)


def _place(section: Section) -> str:
    title = f"({section.heading})" if section.heading and section.heading not in section.trail else ""
    fragment = f"#{section.fragment}" if section.fragment else ""
    return " ".join(part for part in (" > ".join(section.trail), title, fragment) if part) or "-"


def _kind(document: Document, block: Block) -> str:
    """Kind, with group and depth, and with its number where an item has one."""
    number = document.text[: block.start].rpartition("\n")[2].strip() if block.kind == "item" else ""
    number = f" {number}" if number.endswith((".", ")")) else ""
    return f"{block.kind}[{block.group}/{block.depth}]{number}" if block.group else block.kind


def _contact(contact: Contact, document: Document) -> Iterator[str]:
    known = contact.model_dump(include={"name", "role", "organisation", "unit", "address", "as_of"})
    yield from (f"{name.replace('_', '-')}: {value}" for name, value in known.items() if value)
    for name, values in (("phone", contact.phones), ("fax", contact.faxes), ("e-mail", contact.emails)):
        yield from (f"{name}: {_both_forms(value)}" for value in values)
    yield f"printed: {_in_one_line(document.text[contact.citation.start : contact.citation.end])}"


def _both_forms(value: Printed) -> str:
    return f"{value.printed} = {value.normal or '-'}"


def _in_one_line(text: str) -> str:
    return LINE_BREAK.join(line.strip() for line in text.splitlines() if line.strip())
