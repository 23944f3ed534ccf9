"""Words for the same thing, from two lists a language."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from retrieval.analysis import analyser, index_terms
from retrieval.analysis.tokens import Token


class Lists(NamedTuple):
    """Names of files in this folder."""

    alike: str
    """`groups` of words for the same thing, and such of them as are `names` (TOML)."""
    asked: str
    """A line each: what people say who ask, a colon, the words of documents."""


LISTS: Mapping[str, Lists] = {"en": Lists("english_synonyms.toml", "english_asked.txt")}
"""Language -> its lists."""


class Synonyms:
    """Other words for what an index term stands for. Raises UnknownLanguage."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._words: dict[str, list[str]] = {}
        for group in (*_alike(language)["groups"], *_alike(language)["names"]):
            for word in group:
                self._words.setdefault(_term(word, language), []).extend(group)
        for said, words in _asked(language):
            self._words.setdefault(_asked_term(said, language), []).extend(words)
        self.of = lru_cache(maxsize=65536)(self._of)
        """The terms of the other words, in order; none where there are none."""

    def __contains__(self, term: str) -> bool:
        return term in self._words

    def _of(self, term: str) -> Sequence[str]:
        return sorted({_term(word, self._language) for word in self._words.get(term, ())} - {term})


synonyms = cache(Synonyms)
"""Those of a language, read once."""


def sayings(text: str, language: str = "en") -> list[str]:
    """What stands in a text of the words that mean something together, of which one has a meaning of its own (day off), as it is
    written there.
    """
    tokens = analyser(language)(text)
    found = []
    for one, two in pairwise(tokens):
        together = beside(two, one.surface, after=False) if one.stop else beside(one, two.surface, after=True)
        if one.stop != two.stop and together in synonyms(language):
            found.append(text[one.start : two.end])
    return found


@cache
def listed_words(language: str) -> frozenset[str]:
    """Every single word of the groups."""
    groups = (group for groups in _alike(language).values() for group in groups)
    return frozenset(word for group in groups for word in group if word.isalpha())


@cache
def listed_names(language: str) -> frozenset[str]:
    """The terms of the words that are names however they are written."""
    return frozenset(_term(word, language) for group in _alike(language)["names"] for word in group)


@cache
def _term(words: str, language: str) -> str:
    """The term of a word, be it one without meaning of its own; of several words that of the last two."""
    tokens = analyser(language)(words)
    return tokens[0].terms[0] if len(tokens) == 1 else index_terms(tokens)[-1]


def _asked_term(said: str, language: str) -> str:
    """The term of what people say: of several words that of the first two with a meaning of their own, or, where one has,
    that one's with the word beside it (day off, in trouble).
    """
    tokens = analyser(language)(said)
    telling = [token for token in tokens if not token.stop]
    if len(telling) == 1 and len(tokens) > 1:
        place = tokens.index(telling[0])
        after = place + 1 < len(tokens)
        return beside(telling[0], tokens[place + 1 if after else place - 1].surface, after=after)
    return " ".join(token.terms[0] for token in telling[:2])


def beside(token: Token, word: str, *, after: bool) -> str:
    """The term for a word of meaning with one beside it that has none, which comes after it or before."""
    return f"{token.terms[0]} {word.lower()}" if after else f"{word.lower()} {token.terms[0]}"


@cache
def _alike(language: str) -> Mapping[str, Sequence[Sequence[str]]]:
    analyser(language)  # raises for a language that has none
    listed: Mapping[str, Sequence[Sequence[str]]] = tomllib.loads(_text(LISTS[language].alike))
    return listed


def _asked(language: str) -> Iterator[tuple[str, Sequence[str]]]:
    for line in _text(LISTS[language].asked).splitlines():
        if line and not line.startswith("#"):
            said, _, words = line.partition(":")
            yield said, words.split()


def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")
