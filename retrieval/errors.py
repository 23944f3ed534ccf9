"""What can go wrong while evidence is looked for.

RetrievalError
├── UnknownLanguage    no analysis exists for a language; names the ones that do
├── UnknownDocument    an engine returned a passage of a document that the library does not hold
├── DamagedIndex       an index on disk cannot be read; it is to be built again
├── IndexBusy          an index on disk is being built already
├── MalformedGlossary  the file of an organisation's own words cannot be read; names the entry and what to do
└── UnusableModel      a sentence model cannot be read or run; says what should be where
"""


class RetrievalError(Exception):
    """Anything this room refuses."""


class UnknownLanguage(RetrievalError):
    """No analysis exists for a language; the message names those that exist."""


class UnknownDocument(RetrievalError):
    """A passage of a document that the library does not hold: the index is older than the sources."""


class DamagedIndex(RetrievalError):
    """An index on disk cannot be read, or was made by another version of the program."""


class IndexBusy(RetrievalError):
    """Another process is building the index."""


class MalformedGlossary(RetrievalError):
    """A glossary that cannot be read; the message names the file, the entry and what to do."""


class UnusableModel(RetrievalError):
    """A sentence model that cannot be read or run; the message says what should be where."""
