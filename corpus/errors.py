"""What can go wrong while documents are read.

CorpusError
├── UnreadableDocument   one file or page cannot be read: its reason; the rest goes on
├── NothingToRead        a named source does not exist or holds no supported file
├── MissingReader        what reads a format is not installed; says how to install it
└── NotInDocument        a quotation does not stand in the document it names
"""


class CorpusError(Exception):
    """Anything this room refuses."""


class UnreadableDocument(CorpusError):
    """One document cannot be read; `source` names it, `reason` says why and what to do."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class NothingToRead(CorpusError):
    """A source that was named holds no document at all."""


class MissingReader(CorpusError):
    """What reads the format of a source is not installed; `extra` is what brings it."""

    def __init__(self, source: str, extra: str) -> None:
        super().__init__(f"reading {source} needs the extra {extra!r}: pip install 'madoguchi[{extra}]'")
        self.extra = extra


class NotInDocument(CorpusError):
    """A quotation, offset or digest that does not agree with the document."""
