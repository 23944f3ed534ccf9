"""Text to terms, done once, here: every engine receives ready terms.

One visible list, language -> analyser; then one file a language.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from retrieval.analysis import english
from retrieval.analysis.tokens import Token
from retrieval.errors import UnknownLanguage

Analyser = Callable[[str], Sequence[Token]]
"""Text in; its tokens, in order."""

ANALYSERS: Mapping[str, Analyser] = {
    "en": english.analyse,
}

VERSION = 4
"""Raised whenever the same text gives other terms than before: an index made by another version is made anew."""


def analyser(language: str) -> Analyser:
    """The analyser of a language (ISO 639-1). Raises UnknownLanguage."""
    try:
        return ANALYSERS[language]
    except KeyError:
        raise UnknownLanguage(f"no analysis for language {language!r}; there is: {', '.join(ANALYSERS)}") from None


def analyser_of(language: str) -> Analyser:
    """The analyser of a document's language; English's where there is none, so that its words are found as they stand."""
    return ANALYSERS.get(language, english.analyse)


def index_terms(tokens: Sequence[Token]) -> list[str]:
    """Terms that stand for a text in an index: every token's terms, and a pair for each two neighbours."""
    kept = [token for token in tokens if not token.stop]
    terms = [term for token in kept for term in token.terms]
    terms += [pair(first, second) for first, second in pairwise(kept)]
    return terms


def pair(first: Token, second: Token) -> str:
    """The term for two tokens next to each other, words that carry no meaning between them left out."""
    return f"{first.terms[0]} {second.terms[0]}"
