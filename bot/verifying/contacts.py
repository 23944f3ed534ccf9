"""A contact held against the lines that it cites: what it prints stands there or in the heading above, and reads the same."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.replies import say
from bot.verifying.model import Problem
from corpus.model import Contact, Document, Span

_PRINTED = ("name", "role", "organisation", "unit", "address")
"""Fields whose value is printed; the others' values say themselves how they are printed."""


def contact_problems(given: Mapping[str, Any], document: Document, section: int, span: Span) -> Iterator[Problem]:
    """What of a contact does not stand in its lines, and what the document's own record says otherwise."""
    lines = _folded(f"{document.at(span)}\n{document.sections[section].heading}")
    records = [c for c in document.contacts if (c.citation.start, c.citation.end) == (span.start, span.end)]
    record = records[0].model_dump(mode="json", exclude={"citation"}) if records else None
    names = Contact.model_fields.keys() - {"citation"}
    if record is None:
        yield Problem(
            field="citation", expected=None, found=f"{span.start}–{span.end}", meaning=say("verify-no-contact")
        )
    for name in sorted(names):
        found = given.get(name)
        expected = record[name] if record else None
        if not all(_stands(value, lines) for value in _printed(name, found)):
            yield Problem(field=name, expected=expected, found=found, meaning=say("verify-not-printed"))
        elif record and json.dumps(found) != json.dumps(expected):
            yield Problem(field=name, expected=expected, found=found, meaning=say("verify-read-otherwise"))
    for name in sorted(given.keys() - names - {"citation"}):
        yield Problem(field=name, expected=None, found=given[name], meaning=say("verify-unknown"))


def _printed(name: str, value: Any) -> Iterator[str]:
    """What a field's value says is printed."""
    if name in _PRINTED and isinstance(value, str):
        yield value
    for item in value if isinstance(value, list) else ():
        printed = item.get("printed") if isinstance(item, dict) else None
        yield printed if isinstance(printed, str) else ""


def _stands(value: str, lines: str) -> bool:
    """Whether a value is printed in the lines, as a whole or, where it was joined out of several, part by part."""
    parts = [_folded(value)] if _folded(value) in lines else [_folded(part) for part in value.split(", ")]
    return all(part and part in lines for part in parts)


def _folded(text: str) -> str:
    return " ".join(text.split())
