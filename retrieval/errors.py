"""What can go wrong while evidence is looked for.

RetrievalError
├── UnknownLanguage    no analysis exists for a language; names the ones that do
└── UnknownDocument    an engine returned a passage of a document that the library does not hold
"""


class RetrievalError(Exception):
    """Anything this room refuses."""


class UnknownLanguage(RetrievalError):
    """No analysis exists for a language; the message names those that exist."""


class UnknownDocument(RetrievalError):
    """A passage of a document that the library does not hold: the index is older than the sources."""
