"""Words for the same thing, from one list a language (`<language>_synonyms.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from retrieval.analysis import analyser, index_terms

LISTS: Mapping[str, str] = {"en": "english_synonyms.toml"}
"""Language -> its list: `groups` of words for the same thing, and such of them as are `names`."""


@cache
def synonyms(language: str) -> Mapping[str, frozenset[str]]:
    """Index term -> the terms of the other words in its groups. Raises UnknownLanguage."""
    found: dict[str, set[str]] = {}
    for group in (*_listed(language)["groups"], *_listed(language)["names"]):
        terms = {_term(word, language) for word in group}
        for term in terms:
            found.setdefault(term, set()).update(terms - {term})
    return {term: frozenset(others) for term, others in found.items()}


@cache
def listed_words(language: str) -> frozenset[str]:
    """Every single word of the list."""
    return frozenset(
        word for groups in _listed(language).values() for group in groups for word in group if word.isalpha()
    )


@cache
def listed_names(language: str) -> frozenset[str]:
    """The terms of the words that are names however they are written."""
    return frozenset(_term(word, language) for group in _listed(language)["names"] for word in group)


def _term(words: str, language: str) -> str:
    """The term of a word, be it one without meaning of its own; of several words that of the last two."""
    tokens = analyser(language)(words)
    return tokens[0].terms[0] if len(tokens) == 1 else index_terms(tokens)[-1]


@cache
def _listed(language: str) -> Mapping[str, Sequence[Sequence[str]]]:
    analyser(language)  # raises for a language that has none
    listed: Mapping[str, Sequence[Sequence[str]]] = tomllib.loads(
        (files(__package__) / LISTS[language]).read_text("utf-8")
    )
    return listed
