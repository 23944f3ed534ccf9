"""Where sentences start and end.

A sentence ends at a full stop, question or exclamation mark (with closing quotes and brackets after it) that
white space and the start of another sentence follow, or at a blank line. An abbreviation, an initial or the
number of a list item ends none. Chinese and Japanese sentences end at their full stop, white space or not.

Used for splitting and for evidence, so that spans agree everywhere.
"""

import re
from collections.abc import Iterator

_BREAK = re.compile(
    r"(?P<mark>[.!?…]+[\"'”’»)\]]*)(?=\s)"  # Latin, Cyrillic, Greek: white space must follow
    r"|[。！？]+[」』）”’]*"  # Chinese, Japanese
    r"|(?P<blank>\s*\n[ \t]*\n\s*)"
)
_OPENER = re.compile(r"[\"'“‘«(\[¿¡•*–—-]*\s*(?P<first>\S)")
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[]*$")
_INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*", re.UNICODE)
_ITEM_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxlc]{1,5})", re.IGNORECASE)
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "rev",
        "hon",
        "gen",
        "col",
        "capt",
        "lt",
        "sgt",
        "messrs",
        "mme",
        "mlle",
        "hr",
        "fr",
        "dipl",
        "ing",
        "phd",
        "art",
        "arts",
        "sec",
        "secs",
        "ch",
        "chap",
        "para",
        "paras",
        "fig",
        "figs",
        "eq",
        "eqs",
        "no",
        "nos",
        "nr",
        "vol",
        "vols",
        "ed",
        "eds",
        "p",
        "pp",
        "cf",
        "cl",
        "reg",
        "regs",
        "e.g",
        "eg",
        "i.e",
        "ie",
        "viz",
        "vs",
        "v",
        "approx",
        "ca",
        "c",
        "incl",
        "excl",
        "esp",
        "ext",
        "tel",
        "dept",
        "div",
        "inc",
        "ltd",
        "co",
        "corp",
        "bros",
        "gov",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "a.m",
        "p.m",
    ]
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) code points of each sentence in `text[start:end]`.

    Spans are in order, disjoint, without white space at either end, and hold every character that is not white space.
    """
    stop = len(text) if end is None else end
    begin = start
    for found in _BREAK.finditer(text, start, stop):
        if found["mark"] is None or _is_an_end(text, begin, found, stop):
            yield from _trimmed(text, begin, found.start() if found["blank"] else found.end())
            begin = found.end()
    yield from _trimmed(text, begin, stop)


def asks(text: str, end: int) -> bool:
    """Whether what ends there ends as a question does."""
    return text[max(end - 3, 0) : end].rstrip("\"'”’»)] ").endswith(("?", "？"))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + piece.index(stripped)
        yield first, first + len(stripped)


def _is_an_end(text: str, begin: int, found: re.Match[str], stop: int) -> bool:
    """Whether the mark ends a sentence that began at `begin`."""
    opener = _OPENER.match(text, found.end(), stop) or _OPENER.match(text[found.end() : stop].lstrip())
    if opener and opener["first"].islower():
        return False
    if not found["mark"].startswith(".") or found["mark"].startswith(".."):
        return True
    match = _LAST_WORD.search(text, begin, found.start())
    word = match[0] if match else ""
    if text[begin : found.start()].strip() == word and _ITEM_NUMBER.fullmatch(word):
        return False
    if word.lower() in _ABBREVIATIONS:
        return False
    return not (_INITIAL.fullmatch(word) and word[0].isupper() and opener is not None and len(word) < 4)
