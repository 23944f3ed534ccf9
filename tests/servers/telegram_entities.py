"""Formatted text as Telegram takes it: HTML with its tags only, entities counted in UTF-16 units, and its refusals.

The rules are those of https://core.telegram.org/bots/api#formatting-options and of what the public server answers.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

Entity = dict[str, Any]
"""A MessageEntity as JSON."""

TEXT_UNITS = 4096
ENTITIES = 100
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
EXPLICIT = {*TAGS.values(), "expandable_blockquote", "text_mention"}
"""Entity types that a bot may set; the others Telegram finds by itself."""
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+)(?=[\s>])))?""")
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")
_MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w)")


class Unparsable(Exception):
    """The text is refused; the message is the end of Telegram's description."""


@dataclass
class _Open:
    """A tag that is not closed yet."""

    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass
class _Reading:
    """What is read so far."""

    text: list[str] = field(default_factory=list)
    units: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def add(self, letters: str) -> None:
        self.text.append(letters)
        self.units += units(letters)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def span(text: str, offset: int, length: int) -> str:
    """The text of an entity; offset and length in UTF-16 units."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """Text and entities; raises Unparsable."""
    reading, at = _Reading(), 0
    while at < len(html):
        if html[at] == "<":
            at = _end_tag(html, at, reading) if html.startswith("</", at) else _start_tag(html, at, reading)
        elif reference := _REFERENCE.match(html, at):
            reading.add(_referred(reference))
            at = reference.end()
        else:
            reading.add(html[at])
            at += 1
    if reading.stack:
        raise Unparsable(f'Can\'t find end tag corresponding to start tag "{reading.stack[-1].tag}"')
    return "".join(reading.text), reading.entities


def _start_tag(html: str, begin: int, reading: _Reading) -> int:
    """Read a start tag; the position after it."""
    name = re.compile(r"[^\s>]*").match(html, begin + 1)
    if name is None or name.end() == len(html):
        _refuse("Unclosed start tag", html, begin)
    tag, at = name[0].lower(), name.end()
    if tag not in TAGS:
        _refuse(f'Unsupported start tag "{tag}"', html, begin)
    attributes: dict[str, str] = {}
    while at < len(html) and html[at] != ">":
        found = _ATTRIBUTE.match(html, at)
        if found is None:
            if html[at].isspace() and html[at:].lstrip().startswith(">"):
                at = html.index(">", at)
                break
            _refuse(f'Empty attribute name in the tag "{tag}"', html, begin)
        value = next((group for group in found.groups()[1:] if group is not None), "")
        attributes[found[1].lower()] = _REFERENCE.sub(_referred, value)
        at = found.end()
        if at < len(html) and html[at] == "=":
            value = html[at + 1 :].lstrip()
            if not value or value[0] in "\"'":
                _refuse("Unclosed start tag", html, begin)
            _refuse("Unexpected end of name token", html, len(html) - len(value))
    if at >= len(html):
        _refuse(f'Unclosed start tag "{tag}"', html, begin)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        _refuse('Tag "span" must have class "tg-spoiler"', html, begin)
    reading.stack.append(_Open(tag, attributes, reading.units))
    return at + 1


def _end_tag(html: str, begin: int, reading: _Reading) -> int:
    """Read an end tag and keep the entity that it closes; the position after it."""
    if not reading.stack:
        _refuse("Unexpected end tag", html, begin)
    end = html.find(">", begin)
    if end < 0:
        _refuse("Unclosed end tag", html, begin)
    opened = reading.stack[-1]
    tag = html[begin + 2 : end].strip().lower()
    if tag and tag != opened.tag:
        where = len(html[:begin].encode("utf-8"))
        raise Unparsable(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{tag}>"')
    reading.stack.pop()
    entity = _entity(opened, reading)
    if entity is not None:
        reading.entities.append(entity)
    return end + 1


def _entity(opened: _Open, reading: _Reading) -> Entity | None:
    """The entity of a closed tag; none for an empty one, a link that leads nowhere, or a place it may not stand."""
    entity: Entity = {"type": TAGS[opened.tag], "offset": opened.offset, "length": reading.units - opened.offset}
    outer = {above.tag for above in reading.stack}
    if not entity["length"] or outer & {"code", "pre"} or (opened.tag == "blockquote" and "blockquote" in outer):
        return None
    if opened.tag == "a":
        entity["url"] = opened.attributes.get("href") or span("".join(reading.text), entity["offset"], entity["length"])
        return entity if re.match(r"(?:https?://)?[^\s/]+\.[^\s]+$|tg://\S+$", entity["url"]) else None
    if opened.tag == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    if opened.tag == "tg-emoji":
        if not opened.attributes.get("emoji-id", "").isdigit():
            raise Unparsable("Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = opened.attributes["emoji-id"]
    return entity


def _referred(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else reference[0]


def check_explicit(text: str, entities: list[Entity]) -> list[Entity]:
    """Entities that a bot sets itself, in order; raises Unparsable for one outside of the text."""
    ends = units(text)
    for entity in entities:
        offset, length = entity.get("offset"), entity.get("length")
        if (
            not isinstance(offset, int)
            or not isinstance(length, int)
            or offset < 0
            or length < 0
            or offset + length > ends
        ):
            raise Unparsable(f"entity beyond the text: offset {offset}, length {length}")
        try:
            span(text, offset, length)
        except UnicodeDecodeError:
            raise Unparsable(f"entity splits a surrogate pair at offset {offset}") from None
    return [entity for entity in entities if entity.get("type") in EXPLICIT and entity["length"]]


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at both ends, as Telegram keeps a message; at most 100 entities."""
    kept, lead = text.rstrip(), units(text) - units(text.lstrip())
    kept, ends = kept.lstrip(), units(kept.lstrip())
    moved: list[Entity] = []
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        start, end = max(0, entity["offset"] - lead), min(ends, entity["offset"] + entity["length"] - lead)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return kept, moved[:ENTITIES]


def found_entities(text: str) -> list[Entity]:
    """What Telegram marks in a person's text by itself: commands and mentions."""
    found = [("bot_command", match) for match in _COMMAND.finditer(text)]
    found += [("mention", match) for match in _MENTION.finditer(_COMMAND.sub(lambda m: " " * len(m[0]), text))]
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for kind, match in sorted(found, key=lambda pair: pair[1].start())
    ]


def _refuse(what: str, html: str, at: int) -> NoReturn:
    raise Unparsable(f"{what} at byte offset {len(html[:at].encode('utf-8'))}")
