"""The lines of a PDF, as they stand on its pages: boxes of lines in reading order, and tables that are drawn with lines.

Which boxes there are and in what order they are read is pdfminer's layout analysis; which tables, pdfplumber's.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import takewhile
from typing import NamedTuple

import pdfplumber
from pdfminer.layout import LAParams, LTChar, LTItem, LTTextBox, LTTextLine
from pdfminer.utils import decode_text
from pdfplumber.page import Page as Opened

MARGIN = 0.1
"""Share of a page's height at its top and bottom in which running titles and page numbers stand."""
OWN_NUMBER = 0.12
"""The same for a line that is nothing but the number of its page."""
BESIDE = 150.0
"""Points between a label and what it stands before, at most."""
REPEATED = 3
"""What stands there on so many pages is no part of the text."""


logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of colours and fonts


class Line(NamedTuple):
    """A line of text; lengths in points, from the left and the top of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    """Of the letter in the middle of its letters by size."""
    bold: bool
    """Every letter is."""
    first_word: float
    """How wide its first word is."""


class Table(NamedTuple):
    """Rows of cells."""

    rows: Sequence[Sequence[str]]


class Page(NamedTuple):
    """What stands on a page, in reading order."""

    number: int
    pieces: Sequence[Sequence[Line] | Table]


class Pages(NamedTuple):
    """A file, without what is repeated at the edges of its pages."""

    pages: Sequence[Page]
    metadata: Mapping[str, object]
    """Title, ModDate and the like, where the file has them."""
    language: str
    """As the file names it; or empty."""


def read(data: bytes) -> Pages:
    """The pages of a file. Raises what pdfplumber raises for a file that it cannot read."""
    found: list[tuple[Page, float]] = []
    with pdfplumber.open(BytesIO(data), laparams=vars(LAParams())) as pdf:
        for page in pdf.pages:
            pieces = [piece for piece in _pieces(page) if piece]
            found.append((Page(page.page_number, pieces), float(page.height)))
            page.close()
        metadata, language = pdf.metadata, pdf.doc.catalog.get("Lang", "")
    edges = Counter(words for page, height in found for words in {*map(_alike, _at_edges(page, height))})
    repeated = {words for words, times in edges.items() if times >= REPEATED or _NUMBER_OF_PAGE.fullmatch(words)}
    pages = [Page(page.number, list(_without(repeated, page, height))) for page, height in found]
    return Pages(pages, metadata, decode_text(language) if isinstance(language, bytes) else str(language))


def _pieces(page: Opened) -> Iterator[list[Line] | Table]:
    """A table stands where the first of its lines does."""
    tables = [(drawn.bbox, rows) for drawn in page.find_tables() if _is_table(rows := _cells(drawn.extract()))]
    shown: set[int] = set()
    for box in _apart(_labelled([[*_lines(box, page)] for box in page.layout])):
        lines: list[Line] = []
        for line in box:
            inside = next((n for n, (bbox, _) in enumerate(tables) if _is_within(line, bbox)), None)
            if inside is None:
                lines.append(line)
            elif inside not in shown:
                shown.add(inside)
                yield lines
                yield Table(tables[inside][1])
                lines = []
        yield lines


def _lines(box: LTItem, page: Opened) -> Iterator[Line]:
    """The lines of a box, without those of nothing but signs, such as a rule, and those of a table of contents.

    A line of signs without a width, as some bullets are, is in no box.
    """
    for found in box if isinstance(box, LTTextBox) else [box] if isinstance(box, LTTextLine) else []:
        letters = [char for char in found if isinstance(char, LTChar) and char.get_text().strip()]
        text = _UNKNOWN.sub("", _BULLET_OF_A_FONT.sub("• ", "".join(char.get_text() for char in found)))
        text = " ".join(text.translate(_LIGATURES).split())
        if not (any(map(str.isalnum, text)) or _LABEL.fullmatch(text)) or _OF_CONTENTS.search(text):
            continue
        word = takewhile(lambda char: char.get_text().strip(), found)
        yield Line(
            text=text,
            left=found.x0,
            right=found.x1,
            top=float(page.height) - found.y1,
            bottom=float(page.height) - found.y0,
            size=sorted(char.size for char in letters)[len(letters) // 2],
            bold=all(_BOLD.search(char.fontname) for char in letters),
            first_word=max((char.x1 for char in word if isinstance(char, LTChar)), default=found.x0) - found.x0,
        )


def _labelled(boxes: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The boxes with each label, such as the number or bullet of an item, in the line that it stands before."""
    labels = [line for box in boxes for line in box if _LABEL.fullmatch(line.text)]
    taken: dict[Line, Line] = {}
    for label in labels:
        beside = [
            line
            for box in boxes
            for line in box
            if line not in labels
            and label.right <= line.left < label.right + BESIDE
            and label.top < (line.top + line.bottom) / 2 < label.bottom
        ]
        if beside:
            taken[min(beside, key=lambda line: line.left)] = label
    for box in boxes:
        whole = (
            line._replace(text=f"{taken[line].text} {line.text}", left=taken[line].left) if line in taken else line
            for line in box
            if line not in taken.values()
        )
        yield [line for line in whole if line.text.endswith(":") or not _LABEL.fullmatch(line.text)]


def _apart(boxes: Iterable[Sequence[Line]]) -> list[list[Line]]:
    """Boxes that reach into each other as one, its lines from top to bottom."""
    apart: list[list[Line]] = []
    for box in filter(None, boxes):
        lines = list(box)
        while within := next((other for other in apart if _meet(other, lines)), None):
            apart.remove(within)
            lines = sorted(within + lines, key=lambda line: (line.top, line.left))
        apart.append(lines)
    return apart


def _meet(one: Sequence[Line], other: Sequence[Line]) -> bool:
    beside = min(line.left for line in one) < max(line.right for line in other) and min(
        line.left for line in other
    ) < max(line.right for line in one)
    middles = [[(line.top + line.bottom) / 2 for line in lines] for lines in (one, other)]
    return beside and min(middles[0]) < max(middles[1]) and min(middles[1]) < max(middles[0])


_UNKNOWN = re.compile(r"\(cid:\d+\)")
"""A sign of a font that does not say which letter it is."""
_BULLET_OF_A_FONT = re.compile(r"^(?:\(cid:\d+\)|[\uf000-\uf0ff])(?:\s+(?=\w)|\s*$)")
_LABEL = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|[•‣▪◦●■○❖➢✓*·–—o-]|[A-Z][\w ]{1,20}:")
_OF_CONTENTS = re.compile(r"(?:\. ?){4,}\s*\w{1,4}\s*$")
_BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def _cells(rows: Sequence[Sequence[str | None]]) -> list[list[str]]:
    made = [[" ".join((cell or "").split()) for cell in row] for row in rows]
    used = [n for n in range(max(map(len, made), default=0)) if any(row[n] for row in made)]
    return [[row[n] for n in used] for row in made if any(row)]


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether what is framed has rows and columns, most of them filled; else it is a box around text."""
    filled = sum(bool(cell) for row in rows for cell in row)
    return len(rows) > 1 and len(rows[0]) > 1 and 2 * filled > len(rows) * len(rows[0])


def _is_within(line: Line, bbox: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = bbox
    return left <= (line.left + line.right) / 2 <= right and top <= (line.top + line.bottom) / 2 <= bottom


def _is_at_edge(line: Line, page: Page, height: float) -> bool:
    margin = (OWN_NUMBER if line.text.strip() == str(page.number) else MARGIN) * height
    return line.bottom < margin or line.top > height - margin


def _at_edges(page: Page, height: float) -> Iterator[Line]:
    boxes = (piece for piece in page.pieces if not isinstance(piece, Table))
    yield from (line for box in boxes for line in box if _is_at_edge(line, page, height))


def _alike(line: Line) -> str:
    """The words of a line, whatever number stands in it."""
    return re.sub(r"\d+|^[ivxl]{1,6}$", "#", line.text)


_NUMBER_OF_PAGE = re.compile(r"\W*(?:page )?#(?: ?(?:of|/) ?#)?\W*", re.IGNORECASE)


def _without(repeated: set[str], page: Page, height: float) -> Iterator[Sequence[Line] | Table]:
    for piece in page.pieces:
        if isinstance(piece, Table):
            yield piece
        elif left := [line for line in piece if not (_is_at_edge(line, page, height) and _alike(line) in repeated)]:
            yield left
