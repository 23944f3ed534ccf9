"""Tables of a page: whether one holds data, and what stands in its columns."""

import re
from collections.abc import Iterator, Sequence

from bs4.element import Tag

from corpus.loaders.html_shown import HEADINGS, words

_MOST_SPANNED = 100
"""A cell that claims more columns or rows than this has this many."""


def rows_of(table: Tag) -> Sequence[Tag]:
    """The rows of a table, without those of tables inside of it."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def cells_of(row: Tag) -> Sequence[Tag]:
    """The cells of a row."""
    return row.find_all(["th", "td"], recursive=False)


def lays_out(table: Tag) -> bool:
    """Whether a table only lays a page out: it has one column, or holds prose, headings or tables and no heads."""
    rows = rows_of(table)
    cells = [cell for row in rows for cell in cells_of(row)]
    if str(table.get("role")) in ("presentation", "none") or len(cells) <= len(rows):
        return True
    if any(_in_head(row) for row in rows) or any(cell.name == "th" for cell in cells):
        return False
    prose = [cell for cell in cells if len(cell.find_all(["p", "div", "ul", "ol"])) > 1]
    return 2 * len(prose) > len(cells) or any(cell.find(["table", *HEADINGS]) for cell in cells)


def is_caption(row: Tag, below: Tag) -> bool:
    """Whether a row is one cell above several: words on the whole table."""
    return len(cells_of(row)) == 1 < len(cells_of(below))


def columns(rows: Sequence[Tag]) -> Iterator[tuple[bool, list[str]]]:
    """Whether each row heads the table, and its words, column by column.

    A cell that spans rows is said in each of them, for a reader sees it beside each; one that spans columns is said in
    the first.
    """
    above: dict[int, tuple[str, int]] = {}  # column -> what reaches down from above, and into how many rows still
    for number, row in enumerate(rows):
        cells = cells_of(row)
        said: list[str] = []
        for cell in cells:
            _go_on(said, above)
            wide = 1 if cell is cells[-1] else _spanned(cell, "colspan")
            for text in (words(cell), *[""] * (wide - 1)):
                above[len(said)] = (text, _spanned(cell, "rowspan") - 1)
                said.append(text)
        _go_on(said, above)
        yield number == 0 and (_in_head(row) or all(cell.name == "th" for cell in cells)), said


def _go_on(said: list[str], above: dict[int, tuple[str, int]]) -> None:
    """Say the cells that reach down from the rows above."""
    while len(said) in above and above[len(said)][1] > 0:
        text, rows = above[len(said)]
        above[len(said)] = (text, rows - 1)
        said.append(text)


def _spanned(cell: Tag, attribute: str) -> int:
    written = str(cell.get(attribute))
    return min(int(written), _MOST_SPANNED) if re.fullmatch(r"0*[1-9]\d{0,5}", written, re.ASCII) else 1


def _in_head(row: Tag) -> bool:
    return row.parent is not None and row.parent.name == "thead"
