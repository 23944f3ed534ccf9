"""PDF, Word, PowerPoint and Excel files, made for tests out of parts: (kind, text), and (`table`, rows)."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Cm
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ListFlowable, ListItem, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

Part = tuple[str, Any]
MADE = ("made.pdf", "made.docx", "made.pptx", "made.xlsx")
"""What can be made."""

_TEXT = ParagraphStyle("text", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8, alignment=TA_JUSTIFY)
_STYLES = {
    "title": ParagraphStyle("title", _TEXT, fontName="Helvetica", fontSize=22, leading=26, spaceAfter=20),
    "h1": ParagraphStyle("h1", _TEXT, fontName="Helvetica", fontSize=16, leading=20, spaceBefore=12),
    "h2": ParagraphStyle("h2", _TEXT, fontName="Times-Bold", spaceBefore=10),
    "p": _TEXT,
    "lines": ParagraphStyle("lines", _TEXT, alignment=0),
    "note": ParagraphStyle("note", _TEXT, fontSize=8, leading=10, spaceAfter=2),
}


def pdf(
    parts: Sequence[Part],
    title: str = "",
    password: str | None = None,
    *,
    running: str = "",
    number: str = "Page {}",
    above: float = 1.3 * cm,
) -> bytes:
    """A PDF of A4 pages with a running title at the top and the number of the page so far above the bottom."""

    def edges(canvas: Canvas, template: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(2.5 * cm, A4[1] - 1.5 * cm, running)
        canvas.drawRightString(A4[0] - 2.5 * cm, above, number.format(template.page))

    file = BytesIO()
    made = SimpleDocTemplate(
        file,
        pagesize=A4,
        title=title or None,
        encrypt=password,
        leftMargin=2.5 * cm,
        rightMargin=2.5 * cm,
        topMargin=2.5 * cm,
        bottomMargin=2.5 * cm,
        invariant=True,
    )
    made.build([_flowable(*part) for part in parts], onFirstPage=edges, onLaterPages=edges)
    return file.getvalue()


def _flowable(kind: str, said: Any) -> Any:
    if kind == "break":
        return PageBreak()
    if kind == "space":
        return Spacer(1, said)
    if kind in ("bullets", "numbers"):
        items: list[Any] = [ListItem(Paragraph(text, _TEXT)) for text in said]
        if kind == "bullets":
            return ListFlowable(items, bulletType="bullet", start="•")
        return ListFlowable(items, bulletType="1", bulletFormat="%s.")
    if kind == "table":
        return Table(said, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    return Paragraph(said, _STYLES[kind])


def scan() -> bytes:
    """A PDF of a picture alone."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def word(parts: Sequence[Part], title: str = "", modified: datetime | None = None) -> bytes:
    """A Word document."""
    made = Document()
    made.core_properties.title = title
    made.core_properties.modified = modified or datetime(2024, 5, 6, tzinfo=UTC)
    for kind, said in parts:
        if kind == "table":
            table = made.add_table(rows=0, cols=len(said[0]))
            for row in said:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif kind in ("bullets", "numbers"):
            for text in said:
                made.add_paragraph(text, style="List Bullet" if kind == "bullets" else "List Number")
        elif kind == "p":
            made.add_paragraph(said)
        else:
            made.add_heading(said, level={"title": 0, "h1": 1, "h2": 2}[kind])
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def slides(parts: Sequence[Part], title: str = "") -> bytes:
    """A presentation: each heading begins a slide, on which lists stand where its layout has them, and the rest anywhere."""
    made = Presentation()
    made.core_properties.title = title
    made.core_properties.modified = datetime(2024, 5, 6, tzinfo=UTC)
    slide = None
    for kind, said in parts:
        if slide is None or kind in ("title", "h1", "h2"):
            slide = made.slides.add_slide(made.slide_layouts[1])
        if kind in ("title", "h1", "h2"):
            slide.shapes.title.text = said
        elif kind == "table":
            shape = slide.shapes.add_table(len(said), len(said[0]), Cm(1), Cm(1), Cm(9), Cm(9))
            for row, texts in zip(shape.table.rows, said, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        elif kind in ("bullets", "numbers"):
            slide.placeholders[1].text_frame.text = "\n".join(said)
        else:
            slide.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(2)).text_frame.text = said
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def sheets(parts: Sequence[Part], title: str = "") -> bytes:
    """A workbook: each heading begins a sheet, an empty row follows each part, items have a row each."""
    made = Workbook()
    made.properties.title = title
    made.remove(made.worksheets[0])
    sheet = None
    for kind, said in parts:
        if sheet is None or kind in ("title", "h1", "h2"):
            sheet = made.create_sheet(
                re.sub(r"[\[\]:*?/\\]", "", said if isinstance(said, str) else "")[:31] or "Sheet"
            )
        if kind not in ("title", "h1", "h2"):
            for row in said if kind == "table" else [[text] for text in said] if isinstance(said, list) else [[said]]:
                sheet.append(row)
            sheet.append([])
    if sheet is None:
        made.create_sheet("Sheet")
    file = BytesIO()
    made.save(file)
    return file.getvalue()
