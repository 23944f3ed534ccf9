"""The lines of a PDF put together: headings, paragraphs, items, tables and footnotes.

What is larger than most of the text, or bold or in capitals and on lines of its own, is a heading. Lines are joined to paragraphs, over the end
of a page too; a line that ended before it had to is a line of its own. A word that is parted at the end of a line is put together where the
document shows that it parts words. Footnotes come last.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from corpus.loaders.building import Builder
from corpus.loaders.pdf_lines import Line, Page, Table

LARGER = 1.12
"""A heading is more than so many times as large as most of the text."""
SMALLER = 0.93
"""A footnote is less than so many times as large."""
LONGEST_HEADING = 160
"""Characters."""
SAME_PLACE = 4.0
"""Points that the beginnings of lines may be apart and still stand below each other."""
COLUMN = 60.0
"""Points to the right that lines of the same column may begin."""
PARTS_WORDS = 0.02
"""A document in which a larger share of the lines ends in a hyphen parts words there."""


@dataclass
class _Open:
    """What may go on with the next line: a paragraph, an item or a heading."""

    text: str
    page: int
    left: float
    last: Line
    mark: str
    """What stands before an item; else nothing."""
    level: int
    """Of a heading; else 0."""


class Text:
    """Takes pages one after the other and fills a builder. All of them are looked at before, for what most of the text is like."""

    def __init__(self, pages: Sequence[Page]) -> None:
        lines = [line for page in pages for line in _lines(page)]
        letters: Counter[float] = Counter()
        for line in lines:
            letters[_rounded(line.size)] += len(line.text)
        self._most = letters.most_common(1)[0][0] if letters else 0.0
        self._sizes = sorted({_rounded(line.size) for line in lines if line.size > LARGER * self._most}, reverse=True)
        self._words = {word for line in lines for word in re.findall(r"[\w-]+", line.text.lower())}
        self._parts_words = sum(line.text.endswith("-") for line in lines) > PARTS_WORDS * len(lines)
        self._builder = Builder()
        self._open: _Open | None = None
        self._in_note = False
        self._notes: list[tuple[int, str]] = []
        self._group = 0
        self._lefts: list[float] = []
        self._names: list[tuple[int, str]] = []

    def take(self, page: Page) -> None:
        """Read a page."""
        lines = _lines(page)
        is_cover = bool(lines) and min(line.size for line in lines) > LARGER * self._most  # it heads no text
        self._in_note = False
        for piece in page.pieces:
            if isinstance(piece, Table):
                self._table(piece, page.number)
                continue
            for place, line in enumerate(piece):
                right = _right_edge(line, lines)
                level = self._level(piece, place, right)
                if page.number == 1:
                    self._note_name(level, line.text)
                if not self._keep_note(line, level, page.number, begins=place == 0):
                    self._say(line, page.number, 0 if is_cover else level, right, begins=place == 0)

    def title(self) -> str | None:
        """The largest heading of the first page; a single word may be a logo."""
        names = [(level, name) for level, name in self._names if level and " " in name and len(name) < LONGEST_HEADING]
        return min(names, key=itemgetter(0))[1] if names else None

    def _note_name(self, level: int, text: str) -> None:
        """Remember what stands on the first page at which level; what follows at the same one belongs to it, unless it is
        labelled ("FROM: …").
        """
        if level and self._names and self._names[-1][0] == level and not re.match(r"\w+:", text):
            text = f"{self._names.pop()[1]} {text}"
        self._names.append((level, text))

    def done(self) -> Builder:
        """The builder, with all that was read."""
        self._close()
        if self._notes:
            self._builder.end_section()
        for page, text in self._notes:
            self._builder.page = page
            self._builder.paragraph(text)
        return self._builder

    def _level(self, box: Sequence[Line], place: int, right: float) -> int:
        """The level of the heading that a line belongs to, 0 for a line of the text."""
        if box[place].size > LARGER * self._most:
            return self._sizes.index(_rounded(box[place].size)) + 1
        after = next((n for n in range(place, len(box)) if not self._stands_out(box[n])), len(box))
        alone = after == len(box) or (after > place and _fits(box[after - 1], box[after], right))
        text = " ".join(line.text for line in box[place:after])
        ends = text.endswith((".", ",", ";")) or (text.endswith(":") and not box[place].bold)
        is_text = not text or len(text) > LONGEST_HEADING or ends or _BULLET.match(text)
        return 0 if is_text or not alone else len(self._sizes) + 1

    def _stands_out(self, line: Line) -> bool:
        return line.size > SMALLER * self._most and (line.bold or (line.text.isupper() and len(line.text) > 3))

    def _keep_note(self, line: Line, level: int, page: int, *, begins: bool) -> bool:
        """Keep a line of a footnote for the end; whether it is one. `begins` tells the first line of a box."""
        is_first = _NOTE.match(line.text) is not None and (begins or self._in_note)
        self._in_note = line.size < SMALLER * self._most and not level and (self._in_note or is_first)
        if self._in_note and is_first:
            self._notes.append((page, line.text))
        elif self._in_note:
            self._notes[-1] = (self._notes[-1][0], self._joined(self._notes[-1][1], line.text, " "))
        return self._in_note

    def _say(self, line: Line, page: int, level: int, right: float, *, begins: bool) -> None:
        """Go on with what is open, or begin anew; `begins` tells the first line of a box."""
        item = None if level else _BULLET.match(line.text) or _NUMBER.match(line.text)
        between = None if item else self._between(line, page, level, right, begins=begins)
        if self._open and between is not None:
            self._open.text = self._joined(self._open.text, line.text, between)
            self._open.last = line
            return
        self._close()
        mark = (item[1] if item[1][-1] in ".)" else "•") if item else ""
        self._open = _Open(line.text[item.end() :] if item else line.text, page, line.left, line, mark, level)

    def _between(self, line: Line, page: int, level: int, right: float, *, begins: bool) -> str | None:
        """What stands between what is open and a line that goes on with it; None where it does not."""
        open = self._open
        if open is None or level != open.level:
            return None
        is_next = open.page == page and -line.size < line.top - open.last.bottom < line.size
        if level:
            return " " if is_next and len(open.text) < LONGEST_HEADING else None
        goes_on = line.text[0].islower() or (open.text[-1] in "-," and not line.text[0].isupper())
        ended = _fits(open.last, line, right)
        if begins:
            hangs = open.mark and is_next and line.left > open.left + SAME_PLACE / 2
            is_cut = not ended and (open.page != page or line.top < open.last.top)
            return " " if hangs or ((goes_on or is_cut) and open.text[-1] not in ".!?:;") else None
        is_new = open.text[-1] in ".!?:" and (ended or line.left > open.last.left + 2 * SAME_PLACE)
        if is_new or (open.mark and line.left < open.left - SAME_PLACE):
            return None
        return "\n" if ended and not goes_on else " "

    def _joined(self, before: str, after: str, between: str) -> str:
        """Two lines as one text; a word that was parted at the end of the first is put together."""
        if before.endswith("\u00ad"):
            return before[:-1] + after
        parted, rest = re.search(r"([\w-]*\w)-$", before), re.match(r"[^\W\d_][\w-]*", after)
        if parted is None or rest is None or not after[0].islower():
            return before + between + after
        one, hyphened = (f"{parted[1]}{sign}{rest[0]}".lower() for sign in ("", "-"))
        is_one = one in self._words or (self._parts_words and hyphened not in self._words)
        return (before[:-1] if is_one else before) + after

    def _table(self, table: Table, page: int) -> None:
        self._close()
        self._builder.page, self._group = page, 0
        group = self._builder.group()
        for number, row in enumerate(table.rows):
            self._builder.row(row, group, header=number == 0)

    def _close(self) -> None:
        """Hand what is open to the builder."""
        open, self._open = self._open, None
        if open is None:
            return
        self._builder.page = open.page
        if open.mark:
            if not self._group:
                self._group, self._lefts = self._builder.group(), []
            self._builder.item(open.text, self._group, self._depth(open.left), open.mark)
            return
        self._group = 0
        if open.level:
            self._builder.heading(open.text, open.level, f"page={open.page}")
        else:
            self._builder.paragraph(open.text)

    def _depth(self, left: float) -> int:
        """How many items further left the list has that this one stands under."""
        self._lefts = [other for other in self._lefts if other < left - SAME_PLACE]
        self._lefts.append(left)
        return len(self._lefts) - 1


_BULLET = re.compile(r"([•‣▪◦●■○❖➢✓*·–—-]|o(?= ))\s+(?=\S)")
_NUMBER = re.compile(r"(\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+(?=\S)")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡]{1,3})\s?\S")


def _lines(page: Page) -> list[Line]:
    return [line for piece in page.pieces if not isinstance(piece, Table) for line in piece]


def _rounded(size: float) -> float:
    return round(2 * size) / 2


def _right_edge(line: Line, lines: Sequence[Line]) -> float:
    """How far the lines reach that stand in the same column."""
    return max(other.right for other in lines if other.left < line.left + COLUMN and other.right > line.left)


def _fits(line: Line, following: Line, right: float) -> bool:
    """Whether the first word of the next line would have found room on this one: it ended before it had to."""
    return line.right + 0.3 * line.size + following.first_word < right
