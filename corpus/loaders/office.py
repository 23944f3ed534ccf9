"""What Office files say of themselves: their title, and the day of their last change (ISO 29500-2, 11)."""

import re
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from corpus.loaders.building import given_title
from corpus.model import AS_OF_PATTERN

UNREADABLE = (BadZipFile, KeyError, ET.ParseError, OSError, ValueError)
"""What reading a file that is none, or a damaged one, may raise, here and in the libraries."""
CORE = "docProps/core.xml"
MODIFIED, CREATED, NAMED = (
    "{http://purl.org/dc/terms/}modified",
    "{http://purl.org/dc/terms/}created",
    "{http://purl.org/dc/elements/1.1/}title",
)


class About(NamedTuple):
    """What a file says of itself."""

    title: str | None
    """None where it has none, or the one that the program gave it."""
    changed: str | None
    """The day of the last change, else of making (ISO 8601)."""


def about(data: bytes) -> About:
    """Read it. Raises what is in UNREADABLE."""
    with ZipFile(BytesIO(data)) as parts:
        if CORE not in parts.namelist():
            return About(None, None)
        core = ET.fromstring(parts.read(CORE))  # noqa: S314 - no document of others' is fetched by it
    said = {each.tag: " ".join(each.text.split()) for each in core if each.text and each.text.strip()}
    day = (said.get(MODIFIED) or said.get(CREATED) or "")[:10]
    return About(given_title(said.get(NAMED)), day if re.fullmatch(AS_OF_PATTERN, day) else None)
