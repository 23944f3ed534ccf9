"""PowerPoint (.pptx): each slide that is shown is a section under its title, and its number is the page.

Read are text boxes, lists and tables in the order in which the file has them, which is that of screen readers. Notes, hidden
slides, footers, the slides' own numbers and what is drawn (charts, diagrams, pictures) are not.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import Table
from pptx.text.text import TextFrame, _Paragraph

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Builder, Loaded, Source, address_beside
from corpus.loaders.office import UNREADABLE, about

EDGES = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER)
"""Places of a slide that say nothing of its own."""
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
"""Places of the title, which is read as a heading."""
LISTS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)
"""Places in which paragraphs are items, unless they say otherwise."""


def load(source: Source) -> Loaded:
    """Read a presentation. Raises UnreadableDocument."""
    builder = Builder()
    try:
        for number, slide in enumerate(Presentation(BytesIO(source.data)).slides, 1):
            if slide.element.get("show") != "0":
                builder.page = number
                _slide(slide, builder)
        said = about(source.data)
    except (*UNREADABLE, PythonPptxError, AttributeError, TypeError) as problem:
        raise UnreadableDocument(
            source.id, f"cannot be read as a presentation ({problem}); save it as .pptx anew"
        ) from None
    title = builder.first_heading() or said.title or source.stem
    document = builder.document(
        source, title, "shows no text on any slide; add some, or remove it", changed=said.changed
    )
    return Loaded(documents=(document,))


def _slide(slide: Slide, builder: Builder) -> None:
    """What a slide says; one under the title of the slide before goes on with its section."""
    title = slide.shapes.title
    named = " ".join(title.text_frame.text.split()) if title is not None else ""
    if not named:
        builder.end_section()
    elif named != builder.last_heading():
        builder.heading(named, 1)
    _read(slide.shapes, builder)


def _read(shapes: Iterable[BaseShape], builder: Builder) -> None:
    for shape in shapes:
        place = shape.placeholder_format.type if shape.is_placeholder else None
        if isinstance(shape, GroupShape):
            _read(shape.shapes, builder)
        elif isinstance(shape, GraphicFrame):
            if shape.has_table:
                _table(shape.table, builder)
        elif isinstance(shape, Shape) and place not in (*EDGES, *TITLES):
            _text(shape.text_frame, builder, listed=place in LISTS)


def _text(frame: TextFrame, builder: Builder, *, listed: bool) -> None:
    """The paragraphs; one alone is no list, and a number alone is that of the slide."""
    if frame.text.strip().isdecimal():
        return
    paragraphs = [each for each in frame.paragraphs if each.text.strip()]
    group = builder.group() if paragraphs else 0
    for paragraph in paragraphs:
        if _is_item(paragraph, listed and len(paragraphs) > 1):
            builder.item(_words(paragraph), group, paragraph.level)
        else:
            builder.paragraph(_words(paragraph))


def _is_item(paragraph: _Paragraph, listed: bool) -> bool:
    """Whether a bullet or a number stands before a paragraph; `listed` where its place has them."""
    said = paragraph._p.xpath  # noqa: SLF001 - there is no other way to it
    return bool(said("a:pPr/a:buChar | a:pPr/a:buAutoNum | a:pPr/a:buBlip") or (listed and not said("a:pPr/a:buNone")))


def _words(paragraph: _Paragraph) -> str:
    """The text of a paragraph with its line breaks, and addresses that stand behind its words."""
    beside = (address_beside(paragraph.text, run.hyperlink.address or "") for run in paragraph.runs)
    return paragraph.text.replace("\v", "\n") + "".join(dict.fromkeys(beside))


def _table(table: Table, builder: Builder) -> None:
    group = builder.group()
    for number, cells in enumerate(_rows(table)):
        builder.row(cells, group, header=number == 0 and table.first_row)


def _rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield [cell.text_frame.text.replace("\v", " ") for cell in row.cells]
