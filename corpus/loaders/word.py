"""Word (.docx): what mammoth makes of it is read like a page, with its title and day out of what the file says of itself."""

import re
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

import mammoth
from bs4 import BeautifulSoup

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Builder, Loaded, Source
from corpus.loaders.html import read_fragment
from corpus.model import AS_OF_PATTERN

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name^='Heading 7'] => h6:fresh
p[style-name^='Heading 8'] => h6:fresh
p[style-name^='Heading 9'] => h6:fresh
"""
"""What mammoth takes styles for beside what it knows already: https://github.com/mwilliamson/python-mammoth#writing-style-maps"""
CORE = "docProps/core.xml"
"""Where a file says of itself: ISO 29500-2, 11."""
MODIFIED, CREATED, NAMED = (
    "{http://purl.org/dc/terms/}modified",
    "{http://purl.org/dc/terms/}created",
    "{http://purl.org/dc/elements/1.1/}title",
)


def load(source: Source) -> Loaded:
    """Read a Word document. Raises UnreadableDocument."""
    try:
        page = mammoth.convert_to_html(
            BytesIO(source.data), style_map=STYLES, convert_image=mammoth.images.img_element(_no_image)
        )
        about = _about(source.data)
    except (BadZipFile, KeyError, ET.ParseError, OSError, ValueError) as problem:
        raise UnreadableDocument(
            source.id, f"cannot be read as a Word document ({problem}); save it as .docx anew"
        ) from None
    builder = Builder()
    read_fragment(_with_headers(page.value), builder)
    title = builder.first_heading() or about.get(NAMED) or source.stem
    day = (about.get(MODIFIED) or about.get(CREATED) or "")[:10]
    changed = day if re.fullmatch(AS_OF_PATTERN, day) else None
    document = builder.document(source, title, "holds no text; add some, or remove it", changed=changed)
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


def _about(data: bytes) -> dict[str, str]:
    """What a file says of itself, by the names of its properties."""
    with ZipFile(BytesIO(data)) as parts:
        if CORE not in parts.namelist():
            return {}
        core = ET.fromstring(parts.read(CORE))  # noqa: S314 - no document of others' is fetched by it
    return {each.tag: " ".join(each.text.split()) for each in core if each.text and each.text.strip()}
