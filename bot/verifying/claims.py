"""What Answers say of documents, taken out of their JSON as it stands there: nothing is believed, mended or left out.

Every object that holds a citation is a claim, in whatever field it stands; so is a citation alone. A list of quotes that
an Answer may get later is verified without a change here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.errors import Unverifiable
from bot.model import Answer
from bot.replies import say
from bot.verifying.model import Kind
from corpus.model import Citation, Contact, Quote

_OF_A_CITATION = frozenset({"document", "start", "end", "anchor", "digest"})
_OF_A_CONTACT = frozenset(Contact.model_fields) - frozenset(Citation.model_fields) - {"citation"}
_LISTS: Sequence[tuple[Kind, object]] = (("quote", tuple[Quote, ...]), ("contact", tuple[Contact, ...]))
_ALWAYS: Mapping[str, Kind] = {
    name: kind for name, field in Answer.model_fields.items() for kind, members in _LISTS if field.annotation == members
}
"""Fields of an Answer whose members are claims, whatever they look like."""


class Claim(NamedTuple):
    """Something that an Answer says of a document."""

    path: str
    """Where it stands in the Answer."""
    kind: Kind
    """What it is."""
    given: Mapping[str, Any]
    """The object as it stands there."""
    citation: Mapping[str, Any]
    """Its citation; empty if it has none."""


class Given(NamedTuple):
    """An Answer as it was handed in."""

    number: int
    """The how manieth it is, counted from 1."""
    fields: Mapping[str, Any]
    """What it holds."""
    claims: tuple[Claim, ...]
    """What it says of documents."""


def read_answers(data: bytes) -> Iterator[Given]:
    """The Answers in a text of one or more JSON objects. Raises Unverifiable."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unverifiable(say("verify-no-json", reason=str(error))) from None
    decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)
    position = number = 0
    while position < len(text.rstrip()):
        position += len(text[position:]) - len(text[position:].lstrip())
        number += 1
        try:
            value, position = decoder.raw_decode(text, position)
            given = _given(number, value)
        except (ValueError, RecursionError) as error:
            raise Unverifiable(say("verify-no-json", reason=str(error))) from None
        yield given
    if not number:
        raise Unverifiable(say("verify-nothing"))


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose keys stands there twice: readers differ in which one they take."""
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise ValueError(f"{twice!r} stands twice in one object")
    return made


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON's")


def _given(number: int, value: Any) -> Given:
    fields = value if isinstance(value, dict) else {}
    for name, kind in (
        ("status", str),
        ("question", str),
        ("corpus_version", str),
        ("quotes", list),
        ("contacts", list),
    ):
        if not isinstance(fields.get(name), kind):
            raise Unverifiable(say("verify-no-answer", number=number, field=name))
    return Given(number, fields, tuple(_claims(fields, "")))


def _claims(value: Any, path: str, kind: Kind | None = None) -> Iterator[Claim]:
    """The claims at and below a value; `kind` is what it is in any case."""
    if isinstance(value, list) and kind is None:
        for number, item in enumerate(value):
            yield from _claims(item, f"{path}[{number}]", _ALWAYS.get(path))
        return
    kind = kind or _kind(value)
    fields = value if isinstance(value, dict) else {}
    if kind:
        citation = fields if kind == "citation" else fields.get("citation")
        yield Claim(path, kind, fields, citation if isinstance(citation, dict) else {})
    for name, inner in fields.items():
        if name != "citation" or kind is None:
            yield from _claims(inner, f"{path}.{name}" if path else name)


def _kind(value: Any) -> Kind | None:
    """What an object is by the looks of it; None if it says nothing of a document."""
    if not isinstance(value, dict):
        return None
    if "citation" in value:
        return "quote" if "text" in value else "contact" if _OF_A_CONTACT.intersection(value) else None
    return "citation" if value.keys() >= _OF_A_CITATION else None
