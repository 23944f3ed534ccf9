"""PDF: the text as it is read, with the headings, lists and tables that its look tells of (pdf_text).

The title and the day are those that the file says of itself, else the largest heading of the first page, and none. A section's address is
that of the page it begins on (`#page=3`).
"""

import re
from collections.abc import Mapping
from datetime import date

from pdfminer.pdfdocument import PDFPasswordIncorrect

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Loaded, Source, given_title
from corpus.loaders.pdf_lines import read
from corpus.loaders.pdf_text import Text


def load(source: Source) -> Loaded:
    """Read a PDF. Raises UnreadableDocument."""
    try:
        file = read(source.data)
    except Exception as problem:  # noqa: BLE001 - what is no PDF makes the library raise what it likes
        raise UnreadableDocument(source.id, _why(problem)) from None
    text = Text(file.pages)
    for page in file.pages:
        text.take(page)
    builder = text.done()
    title = given_title(file.metadata.get("Title")) or text.title() or source.stem
    language = re.split(r"[-_]", file.language.strip().lower())[0] or "en"
    scanned = "shows no text, only pictures; have its text recognised (OCR) and save it"
    document = builder.document(source, title, scanned, changed=_day(file.metadata), language=language)
    bare = (page.number for page in file.pages if not page.pieces)
    return Loaded(documents=(document,), problems=tuple(f"{source.id}: page {n} shows no text" for n in bare))


def _day(metadata: Mapping[str, object]) -> str | None:
    """The day of the last change, else of making (ISO 32000-1, 7.9.4)."""
    for name in ("ModDate", "CreationDate"):
        if found := re.match(r"D:(\d{4})(\d\d)(\d\d)", str(metadata.get(name) or "")):
            try:
                return date(*map(int, found.groups())).isoformat()
            except ValueError:
                continue
    return None


def _why(problem: Exception) -> str:
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (problem, *problem.args)):
        return "is locked with a password; save it without one"
    return f"cannot be read as a PDF ({problem or type(problem).__name__}); save it anew"
