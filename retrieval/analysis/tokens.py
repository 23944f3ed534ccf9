"""Words of any script, and the ways in which people write compound names.

`J-BILAT`, `JBILAT` and `J BILAT` share the term `jbilat`; `FP7`, `FP 7` and `FP-7` share `fp7`; `S&T`, `S & T`
and `s and t` are `s&t`; `EUJO-LIMMS` is found by `eujo`, `limms` and `eujolimms`; `U.S.` is `us`.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_INITIALS = re.compile(r"(?<![\w&])([^\W\d_])\s?(?:&|\band\b)\s?([^\W\d_])(?![\w&'’])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:(?:[.&'’/‐-―-]|-)[^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SHORT_NAME = 4
"""A name of at most so many letters before a number is one name with it: FP 7, WP 12."""


class Token(NamedTuple):
    """One word of a text."""

    surface: str
    """As it stands in the text."""
    start: int
    """First code point."""
    end: int
    """One past the last."""
    terms: tuple[str, ...]
    """The term that stands for it, then other terms by which it is found."""
    stop: bool = False
    """Carries no meaning of its own."""


class Piece(NamedTuple):
    """A word before a language's rules are applied."""

    surface: str
    start: int
    end: int
    base: str
    """Lower case, without accents and possessive."""
    joined: str | None
    """The compound it ends, written as one word, where it ends one."""


def fold(word: str) -> str:
    """Lower case, compatibility forms unified, accents dropped (NFKD without combining marks, case folded)."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def pieces(text: str) -> Iterator[Piece]:
    """Yield the words of a text, the parts of a compound each by itself, in order."""
    before: Piece | None = None
    for piece in _raw(text):
        if before is not None and piece.joined is None and _belong_together(text, before, piece):
            before = piece._replace(joined=before.base + piece.base)
        else:
            before = piece
        yield before


def _belong_together(text: str, before: Piece, piece: Piece) -> bool:
    if (
        piece.start - before.end != 1
        or len(before.base) > _SHORT_NAME
        or text[before.end : piece.start] not in (" ", "\u00a0", "\n")
    ):
        return False
    if len(before.base) == 1 and before.base.isalpha():
        return piece.base.isalnum() and before.base not in "ai"
    return before.base.isalpha() and piece.base.isdigit() and len(piece.base) <= 2


def _raw(text: str) -> Iterator[Piece]:
    position = 0
    for found in _INITIALS.finditer(text):
        yield from _words(text, position, found.start())
        base = f"{fold(found[1])}&{fold(found[2])}"
        yield Piece(found[0], found.start(), found.end(), base, None)
        position = found.end()
    yield from _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    for word in _WORD.finditer(text, start, end):
        surface = word[0]
        if surface.isalnum():
            yield Piece(surface, word.start(), word.end(), fold(surface), None)
        else:
            yield from _compound(word)


def _compound(word: re.Match[str]) -> Iterator[Piece]:
    """The parts of J-BILAT, EU-Japan, U.S. or Commission's; the last one knows the whole written as one word."""
    parts = list(_PART.finditer(word.string, word.start(), word.end()))
    bases = [fold(part[0]).replace("’", "'").removesuffix("'s").replace("'", "") for part in parts]
    if len(parts) > 1 and all(len(base) == 1 and base.isalpha() for base in bases):  # U.S.
        yield Piece(word[0], word.start(), word.end(), "".join(bases), None)
        return
    compound = "".join(bases) if len(parts) > 1 and not all(base.isdigit() for base in bases) else None
    for number, (part, base) in enumerate(zip(parts, bases, strict=True), 1):
        if base:
            yield Piece(part[0], part.start(), part.end(), base, compound if number == len(parts) else None)
