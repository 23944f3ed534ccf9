"""Words for the same thing, from one list a language (`<language>_synonyms.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from retrieval.analysis import analyser, index_terms


@cache
def synonyms(language: str) -> Mapping[str, frozenset[str]]:
    """Index term -> the terms of the other words in its groups. Raises UnknownLanguage."""
    analyse = analyser(language)
    found: dict[str, set[str]] = {}
    for group in _groups(language):
        terms = {index_terms(analyse(word))[-1] if " " in word else analyse(word)[0].terms[0] for word in group}
        for term in terms:
            found.setdefault(term, set()).update(terms - {term})
    return {term: frozenset(others) for term, others in found.items()}


@cache
def listed_words(language: str) -> frozenset[str]:
    """Every single word of the list."""
    return frozenset(word for group in _groups(language) for word in group if word.isalpha())


@cache
def _groups(language: str) -> Sequence[Sequence[str]]:
    groups: list[list[str]] = tomllib.loads((files(__package__) / LISTS[language]).read_text("utf-8"))["groups"]
    return groups


LISTS: Mapping[str, str] = {"en": "english_synonyms.toml"}
"""Language -> its list."""
