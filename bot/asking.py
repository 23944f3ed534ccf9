"""What a person typed, made fit to be looked up, or refused with a reason.

Markup is taken off, control characters and lone surrogates become spaces, white space is folded. Refused: nothing
left, no word left, or more characters than the limit.
"""

import re
import unicodedata
from typing import Literal

Refusal = Literal["refused-empty", "refused-long", "refused-unreadable"]
"""Why a question is not looked up; the id of the message that says so."""

_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_WORD = re.compile(r"[^\W_]")
_UNFIT = frozenset({"Cc", "Cs", "Co", "Cn"})


def cleaned(question: str) -> str:
    """The question without markup, control characters and superfluous white space."""
    plain = _TAG.sub(" ", _SCRIPT.sub(" ", question))
    fit = "".join(" " if unicodedata.category(letter) in _UNFIT else letter for letter in plain)
    return " ".join(unicodedata.normalize("NFC", fit).split())


def printable(question: str) -> str:
    """The question as it was asked, with what cannot be encoded replaced."""
    return question.encode("utf-8", "replace").decode("utf-8")


def refusal(question: str, longest: int) -> Refusal | None:
    """Why a question is refused; `longest` is the most characters it may have."""
    if len(question) > longest:
        return "refused-long"
    if not question.strip():
        return "refused-empty"
    if not _WORD.search(cleaned(question)):
        return "refused-unreadable"
    return None
