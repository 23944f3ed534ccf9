"""The second one: a follow-up that points at an item of the last answer, made to name it."""

import re
from collections.abc import Sequence

from bot.deciding.decision import Decision

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_POINTS = re.compile(
    rf"\bthe (?P<said>{'|'.join(_ORDINALS)}|last|\d{{1,2}}(?:st|nd|rd|th))(?: (?:one|item|point|option|entry)\b| of (?:them|these|those)\b)"
    r"|\b(?:number|no\.?|item|point|option) (?P<number>\d{1,2})\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:[•*▪‣●◦–-]|\(?\w{1,3}[.)])\s+(?P<text>\S.*?)[\s,;.]*$", re.MULTILINE)


def points_at_item(question: str) -> bool:
    """Whether a question points at an item by its place."""
    return _POINTS.search(question) is not None


def naming_item(question: str, last: Decision) -> str:
    """The question with the item of the last answer that it points at in its place; as it is where there is none.

    Items are the choices that were offered, the contacts that were asked for, those of a list that was quoted, or else the
    contacts that were named beside.
    """
    found = _POINTS.search(question)
    items = _items(last)
    place = _place(found, len(items)) if found else None
    if not found or place is None or not 0 <= place < len(items):
        return question
    if last.suggestions:
        return items[place]
    return f"{question[: found.start()]}{items[place]}{question[found.end() :]}"


def _items(last: Decision) -> Sequence[str]:
    if last.suggestions:
        return last.suggestions
    names = [contact.name or contact.organisation or "" for contact in last.contacts]
    quoted = {quote.citation for quote in last.quotes}
    if quoted and quoted == {contact.citation for contact in last.contacts}:
        return names
    return [found["text"] for quote in last.quotes for found in _ITEM.finditer(quote.text)] or names


def _place(found: re.Match[str], count: int) -> int | None:
    if found["number"]:
        return int(found["number"]) - 1
    said = found["said"].lower()
    if said == "last":
        return count - 1
    return int(re.sub(r"\D", "", said)) - 1 if said[0].isdigit() else _ORDINALS.index(said)
