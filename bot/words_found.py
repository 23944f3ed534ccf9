"""Where the words of a question stand: in what is quoted, around it, or nowhere; and what stands there for them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.explanation import Word
from retrieval.analysis import analyser, pair
from retrieval.analysis.tokens import Token
from retrieval.index import Index
from retrieval.model import Concept, Query

Surfaces = Mapping[str, str]
"""Index term -> the first words of a text that it stands for."""


def surfaces(tokens: Sequence[Token], text: str) -> Surfaces:
    """The terms of a text, and of two neighbours in it, with the words that they stand for."""
    kept = [token for token in tokens if not token.stop]
    found: dict[str, str] = {}
    for token in kept:
        for term in token.terms:
            found.setdefault(term, token.surface)
    for one, two in pairwise(kept):
        found.setdefault(pair(one, two), " ".join(text[one.start : two.end].split()))
    return found


def words_found(query: Query, index: Index, quoted: Surfaces, around: Surfaces, language: str = "en") -> Iterator[Word]:
    """Each word of a question against the terms of what is quoted, and of what stands around it."""
    weights = [index.weight(concept) for concept in query.concepts]
    total = sum(weights) or 1.0
    own = {token.surface for token in analyser(language)(query.text)}
    for concept, weight in zip(query.concepts, weights, strict=True):
        inside, beside = _best(concept, quoted), _best(concept, around)
        term = inside or beside
        surface = quoted[inside] if inside else around.get(beside, "")
        yield Word(
            word=concept.surface,
            counts=round(weight / total, 4),
            where="quoted" if inside else "around" if beside else "nowhere",
            found_as=surface if term and surface.casefold() != concept.surface.casefold() else None,
            by_synonym=bool(term) and concept.terms[term] < 1.0,
            known=any(map(index.knows, concept.terms)),
            earlier=concept.surface not in own,
        )


def _best(concept: Concept, text: Surfaces) -> str:
    """Of the terms of a text the one that stands for a concept best, of equal ones the first; empty if none does."""
    return max((term for term in text if term in concept.terms), key=concept.terms.__getitem__, default="")
