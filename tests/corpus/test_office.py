"""Presentations and workbooks are read as their readers see them."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Cm

from corpus.errors import UnreadableDocument
from corpus.loaders import load
from corpus.loaders.building import Source
from corpus.model import Document
from tests.corpus.dump import shown
from tests.corpus.papers import sheets, slides


def read(name: str, data: bytes) -> Document:
    """The only document of a file."""
    (document,) = load(Source(id=name, data=data)).documents
    return document


def test_each_slide_is_a_section_and_a_page() -> None:
    """Its title is the heading; a list is where its layout has one, a table's first row is its header."""
    parts = [
        ("title", "Travel"),
        ("p", "For all members of staff."),
        ("h1", "Approval"),
        ("bullets", ["Trips are approved before they are booked.", "Trains are booked in second class."]),
        ("table", [["Grade", "Nights"], ["A", "30"]]),
    ]
    document = read("travel.pptx", slides(parts))
    pages = [block.page for section in document.sections for block in section.blocks]

    assert shown(document).splitlines() == [
        "title: Travel",
        "as-of: 2024-05-06",
        "== (Travel)",
        "paragraph: For all members of staff.",
        "== Approval",
        "item[2/0]: Trips are approved before they are booked.",
        "item[2/0]: Trains are booked in second class.",
        "header[3/0]: Grade | Nights",
        "row[3/0]: A | 30",
    ]
    assert pages == [1, 2, 2, 2, 2]


def test_what_a_slide_does_not_say_itself_is_left_out() -> None:
    """Hidden slides and numbers of slides are no text; a slide that goes on under the same title begins no section."""
    made = Presentation()
    for title, text in [
        ("Leave", "Leave is 30 days."),
        ("Leave", "It is asked for in writing."),
        ("Draft", "Not yet agreed."),
    ]:
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = title
        for said in (text, str(len(made.slides))):
            slide.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(2)).text_frame.text = said
    slide.element.set("show", "0")
    file = BytesIO()
    made.save(file)
    document = read("leave.pptx", file.getvalue())

    assert [document.at(b) for s in document.sections for b in s.blocks] == [
        "Leave is 30 days.",
        "It is asked for in writing.",
    ]
    assert len(document.sections) == 1


def test_words_that_lead_to_an_address_show_it() -> None:
    """In a group, too."""
    made = Presentation()
    group = made.slides.add_slide(made.slide_layouts[6]).shapes.add_group_shape()
    frame = group.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(2)).text_frame
    frame.text = "Write to the "
    run = frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "travel desk", "mailto:travel@office.example"
    file = BytesIO()
    made.save(file)
    document = read("desk.pptx", file.getvalue())

    assert document.text == "Write to the travel desk (travel@office.example)"


def test_each_sheet_is_a_section_with_its_tables() -> None:
    """What stands alone in a row before a table is a paragraph, an empty row ends a table, empty columns are none."""
    parts = [
        ("h1", "Hotels"),
        ("p", "Most that is paid for a night."),
        ("table", [["Country", None, "Ceiling"], ["Norway", None, 165], ["All others", None, 120]]),
        ("table", [["Japan", 155]]),
        ("h1", "Leave"),
        ("p", "Leave is 30 days."),
    ]
    document = read("hotels.xlsx", sheets(parts, title="Ceilings"))

    assert [line for line in shown(document).splitlines() if not line.startswith("as-of: 2")] == [
        "title: Ceilings",
        "== Hotels",
        "paragraph: Most that is paid for a night.",
        "header[1/0]: Country | Ceiling",
        "row[1/0]: Norway | 165",
        "row[1/0]: All others | 120",
        "row[2/0]: Japan | 155",
        "== Leave",
        "paragraph: Leave is 30 days.",
    ]


@pytest.mark.parametrize(
    ("value", "form", "displayed"),
    [
        (95, "General", "95"),
        (0.5, "General", "0.5"),
        (95, '"€" #,##0.00', "€ 95.00"),
        (1234.5, "#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]", "1,234.50 €"),
        (0.195, "0.0%", "19.5%"),
        (7, '0" days per 100 nights"', "7 days per 100 nights"),
        (3, '_-* #,##0.00\\ "NOK"_-', "3.00 NOK"),
        (0.5, "# ?/?", "0.5"),
        (12000, "0.00E+00", "12000"),
        (True, "General", "True"),
        (datetime(2024, 5, 6), "dd/mm/yyyy", "2024-05-06"),  # noqa: DTZ001 - a workbook has no zones
        (datetime(2024, 5, 6, 14, 30), "dd/mm/yyyy hh:mm", "2024-05-06 14:30:00"),  # noqa: DTZ001
    ],
)
def test_a_cell_is_read_as_it_is_displayed(value: float | datetime, form: str, displayed: str) -> None:
    """With its unit, its decimals and per cent; days in one form everywhere."""
    made = Workbook()
    cell = made.worksheets[0].cell(1, 1, value)
    cell.number_format = form
    file = BytesIO()
    made.save(file)

    assert read("cell.xlsx", file.getvalue()).text.removeprefix("Sheet").strip() == displayed


def test_what_is_hidden_in_a_workbook_is_not_read() -> None:
    """Hidden sheets, rows and columns."""
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (["Grade", "Days", "Salary"], ["A", "30", "3000"], ["B", "28", "2800"]):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    made.create_sheet("Drafts").append(["Not yet agreed."])
    made["Drafts"].sheet_state = "hidden"
    file = BytesIO()
    made.save(file)

    assert read("grades.xlsx", file.getvalue()).text == "Sheet\n\nGrade | Days\nA | 30"


@pytest.mark.parametrize(
    ("name", "data", "what_to_do"),
    [
        ("x.pptx", b"none", "cannot be read as a presentation"),
        ("x.xlsx", b"none", "cannot be read as a workbook"),
        ("x.pptx", slides([("h1", "Nothing")]), "shows no text on any slide; add some"),
        ("x.xlsx", sheets([]), "holds no text on any sheet; add some"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, data: bytes, what_to_do: str) -> None:
    """The file is named."""
    with pytest.raises(UnreadableDocument, match=f"{name}: .*{what_to_do}"):
        read(name, data)
