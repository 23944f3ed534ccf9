"""Word (.docx): what mammoth makes of it is read like a page, with its title and day out of what the file says of itself."""

from io import BytesIO

import mammoth
from bs4 import BeautifulSoup

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Builder, Loaded, Source
from corpus.loaders.html import read_fragment
from corpus.loaders.office import UNREADABLE, about

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name^='Heading 7'] => h6:fresh
p[style-name^='Heading 8'] => h6:fresh
p[style-name^='Heading 9'] => h6:fresh
"""
"""What mammoth takes styles for beside what it knows already: https://github.com/mwilliamson/python-mammoth#writing-style-maps"""


def load(source: Source) -> Loaded:
    """Read a Word document. Raises UnreadableDocument."""
    try:
        page = mammoth.convert_to_html(
            BytesIO(source.data), style_map=STYLES, convert_image=mammoth.images.img_element(_no_image)
        )
        said = about(source.data)
    except UNREADABLE as problem:
        raise UnreadableDocument(
            source.id, f"cannot be read as a Word document ({problem}); save it as .docx anew"
        ) from None
    builder = Builder()
    read_fragment(_with_headers(page.value), builder)
    title = builder.first_heading() or said.title or source.stem
    document = builder.document(source, title, "holds no text; add some, or remove it", changed=said.changed)
    return Loaded(documents=(document,))


def _with_headers(html: str) -> str:
    """The page with the first row of each table as its header, unless the file says which rows are: few do."""
    page = BeautifulSoup(html, "lxml")
    for table in page.find_all("table"):
        rows = table.find_all("tr")
        if not table.find("th") and len(rows) > 1 and len(rows[0].find_all("td")) > 1:
            for cell in rows[0].find_all("td"):
                cell.name = "th"
    return str(page)


def _no_image(_: object) -> dict[str, str]:
    return {}
