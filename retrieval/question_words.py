"""The words of a question: which carry meaning, which only ask, and what each counts in ranking."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval.analysis import analyser, english, pair
from retrieval.analysis.tokens import Token

LIGHT = 0.12
"""Weight of the words of asking."""
PAIR = 0.4
"""Weight in ranking of two neighbouring concepts."""
RANKED_LIGHT = 0.5
"""Weight in ranking of the words of asking."""

KIND_WORDS = frozenset(
    (
        "year month day date time period place city country town location located person people official "
        "ppl peeps reason number amount deadline rate topic topics aspect item point step party parties"
    ).split()
)
"""Words that only say what kind of thing is asked for."""
ASKING = frozenset(
    english.STOP | english.LIGHT | KIND_WORDS | frozenset({"phone", "telephone", "fax", "email", "address", "contact"})
)
LIGHT_STEMS = frozenset(english.stem(word) for word in english.LIGHT)
KIND_STEMS = frozenset(english.stem(word) for word in KIND_WORDS)
"""Words that ask, and such as every contact record has."""


@lru_cache(maxsize=256)
def tokens_of(text: str, language: str) -> Sequence[Token]:
    """The tokens of a question."""
    return analyser(language)(text)


def meant(text: str, language: str) -> list[Token]:
    """Those that carry meaning."""
    return [token for token in tokens_of(text, language) if not token.stop]


def ranked(tokens: Sequence[Token]) -> dict[str, float]:
    """The terms of words, and of two next to each other, with their weights in ranking."""
    weights: dict[str, float] = {}
    for token in tokens:
        own = token.terms[0]
        weight = LIGHT if own in KIND_STEMS else RANKED_LIGHT if own in LIGHT_STEMS else 1.0
        add(weights, dict.fromkeys(token.terms, weight))
    return weights | {pair(one, two): PAIR for one, two in pairwise(tokens)}


def add(weights: dict[str, float], others: Mapping[str, float], share: float = 1.0) -> None:
    """Take in terms at a share of their weights; of two weights of a term the greater counts."""
    for term, weight in others.items():
        weights[term] = max(weights.get(term, 0.0), share * weight)


def subject_words(text: str, language: str = "en") -> list[str]:
    """The words of a question that say what it is about, in lower case: neither stop words nor words of asking."""
    return [t.surface.lower() for t in meant(text, language) if t.terms[0] not in LIGHT_STEMS | KIND_STEMS]
