"""Excel (.xlsx): each sheet that is shown is a section with its tables, each cell as it is displayed.

A table is what stands together between empty rows; a row with one cell is a paragraph before it. Its first row is its header if
all of it is text. Hidden rows and columns, comments and what is drawn are not read. Of a formula the value is read that was
saved with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from itertools import groupby

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Builder, Loaded, Source
from corpus.loaders.office import UNREADABLE, about

Row = Sequence[tuple[int, str]]
"""The cells of a row that hold something, each with its column."""


def load(source: Source) -> Loaded:
    """Read a workbook. Raises UnreadableDocument."""
    builder = Builder()
    try:
        for sheet in load_workbook(BytesIO(source.data), data_only=True).worksheets:
            if sheet.sheet_state == "visible":
                builder.heading(sheet.title, 1)
                _read(sheet, builder)
        said = about(source.data)
    except (*UNREADABLE, InvalidFileException, TypeError, AttributeError, IndexError) as problem:
        raise UnreadableDocument(
            source.id, f"cannot be read as a workbook ({problem}); save it as .xlsx anew"
        ) from None
    title = said.title or source.stem
    document = builder.document(
        source, title, "holds no text on any sheet; add some, or remove it", changed=said.changed
    )
    return Loaded(documents=(document,))


def _read(sheet: Worksheet, builder: Builder) -> None:
    for _, together in groupby(_rows(sheet), key=bool):
        rows = list(together)
        while rows and len(rows[0]) == 1:
            builder.paragraph(rows.pop(0)[0][1])
        if any(rows):
            _table([dict(row) for row in rows], builder)


def _table(rows: Sequence[Mapping[int, str]], builder: Builder) -> None:
    columns = sorted({column for row in rows for column in row})
    group = builder.group()
    for number, row in enumerate(rows):
        header = number == 0 and len(rows) > 1 and not any(re.fullmatch(r"[\W\d]+", text) for text in row.values())
        builder.row([row.get(column, "") for column in columns], group, header)


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """What is shown of a sheet; an empty row for each that holds nothing."""
    spans = ((each.min, each.max) for each in sheet.column_dimensions.values() if each.hidden)
    hidden = {number for first, last in spans if first and last for number in range(first, last + 1)}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if not sheet.row_dimensions[number].hidden:
            shown = (
                (cell.column, _shown(cell)) for cell in cells if isinstance(cell, Cell) and cell.column not in hidden
            )
            yield [(column, text) for column, text in shown if text]


def _shown(cell: Cell) -> str:
    """A cell as it is displayed: a day in the form of ISO 8601, a number with its decimals, thousands, unit or per cent."""
    value = cell.value
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value).strip()
    return _number(value, cell.number_format.split(";")[0])


_LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|\\(.)|[_*].')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.(?P<decimals>[0#?]*))?")


def _number(value: float, form: str) -> str:
    """A number in a format (ECMA-376, 18.8.31); fractions and powers of ten as they are stored."""
    literals = [found[1] or found[2] or found[3] or "" for found in _LITERAL.finditer(form)]
    form = _LITERAL.sub("\0", form)
    digits = _DIGITS.search(form)
    if digits is None or re.search("[/E]", form):
        return f"{value:.15g}"
    grouped = "," if "," in digits[0] else ""
    number = f"{value * 100 if '%' in form else value:{grouped}.{len(digits['decimals'] or '')}f}"
    shown = form[: digits.start()] + number + form[digits.end() :]
    for literal in literals:
        shown = shown.replace("\0", literal, 1)
    return shown.strip()
