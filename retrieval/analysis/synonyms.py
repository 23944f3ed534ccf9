"""Words for the same thing, from one list a language (`<language>_synonyms.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypedDict, cast

from retrieval.analysis import analyser, index_terms

LISTS: Mapping[str, str] = {"en": "english_synonyms.toml"}
"""Language -> its list: `groups` of words for the same thing, such of them as are `names`, and words that only people who
ask use (`asked`) with those of documents.
"""


@cache
def synonyms(language: str) -> Mapping[str, frozenset[str]]:
    """Index term -> the terms of the other words in its groups. Raises UnknownLanguage."""
    found: dict[str, set[str]] = {}
    for group in (*_listed(language)["groups"], *_listed(language)["names"]):
        terms = {_term(word, language) for word in group}
        for term in terms:
            found.setdefault(term, set()).update(terms - {term})
    for asked, words in _listed(language)["asked"].items():
        found.setdefault(_asked_term(asked, language), set()).update(_term(word, language) for word in words)
    return {term: frozenset(others) for term, others in found.items()}


@cache
def listed_words(language: str) -> frozenset[str]:
    """Every single word of the list."""
    listed = _listed(language)
    groups = (*listed["groups"], *listed["names"], *listed["asked"].values(), listed["asked"])
    return frozenset(word for group in groups for word in group if word.isalpha())


@cache
def listed_names(language: str) -> frozenset[str]:
    """The terms of the words that are names however they are written."""
    return frozenset(_term(word, language) for group in _listed(language)["names"] for word in group)


def _term(words: str, language: str) -> str:
    """The term of a word, be it one without meaning of its own; of several words that of the last two."""
    tokens = analyser(language)(words)
    return tokens[0].terms[0] if len(tokens) == 1 else index_terms(tokens)[-1]


def _asked_term(words: str, language: str) -> str:
    """The term of what people say: of several words that of the first two with a meaning of their own."""
    tokens = [token for token in analyser(language)(words) if not token.stop][:2]
    return " ".join(token.terms[0] for token in tokens)


class _Listed(TypedDict):
    groups: Sequence[Sequence[str]]
    names: Sequence[Sequence[str]]
    asked: Mapping[str, Sequence[str]]


@cache
def _listed(language: str) -> _Listed:
    analyser(language)  # raises for a language that has none
    return cast(_Listed, tomllib.loads((files(__package__) / LISTS[language]).read_text("utf-8")))
