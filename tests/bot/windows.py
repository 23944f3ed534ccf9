"""Windows over files that a test writes."""

import io
from collections.abc import Mapping
from pathlib import Path

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.ingesting import ingest
from bot.settings import Settings

KINDS = ("memory", "disk")
"""Where a window may have its documents."""


def window_over(files: Mapping[str, str], kind: str, folder: Path) -> Madoguchi:
    """A window over files, by their names, that are written below a folder."""
    sources = folder / "sources"
    sources.mkdir()
    for name, text in files.items():
        (sources / name).write_text(text, "utf-8")
    settings = Settings(data_dir=folder / "data")
    if kind == "memory":
        return build(settings, [sources])
    ingest(settings, [sources], io.StringIO())
    return build(settings)
