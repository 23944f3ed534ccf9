"""Other names for what a question speaks of: acronyms and their words, and those of the glossary."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from retrieval.acronyms import LONGEST
from retrieval.analysis import pair
from retrieval.analysis.tokens import Token
from retrieval.index import Index


def other_names(tokens: Sequence[Token], index: Index) -> Mapping[int, Mapping[str, None]]:
    """By the places of tokens, terms of other names for what stands there.

    They are an acronym for its words, the words for an acronym, and the others of a group of the glossary.
    """
    found: dict[int, dict[str, None]] = {}
    for place, token in enumerate(tokens):
        following = tuple(other.terms[0] for other in tokens[place : place + LONGEST])
        alone = [(term,) for term in token.terms]
        listed = index.glossary.others
        said = {words: listed[words] for words in (*alone, *_runs(following)) if words in listed} if listed else {}
        acronyms = [acronym for term in token.terms for acronym in index.acronyms.of(term)]
        if acronyms:
            said[alone[0]] = (*said.get(alone[0], ()), *(acronym.full for acronym in acronyms))
        if len(following) > 1 and index.knows(begins := pair(token, tokens[place + 1])):
            for acronym in index.acronyms.beginning(begins):
                if acronym.full == following[: len(acronym.full)]:
                    said[acronym.full] = (*said.get(acronym.full, ()), (acronym.short,))
        for words, others in said.items():
            terms = dict.fromkeys(filter(None, (_term_for(other, index) for other in others)))
            for inside in range(place, place + len(words)):
                found.setdefault(inside, {}).update(terms)
    return found


def _runs(terms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Two or more of them, from the first on."""
    return (tuple(terms[:length]) for length in range(2, len(terms) + 1))


def _term_for(words: Sequence[str], index: Index) -> str | None:
    """The term that stands for words in an index: of several, the pair that fewest passages hold; None if none does."""
    known = list(filter(index.knows, map(" ".join, pairwise(words)) if len(words) > 1 else words))
    return min(known, key=index.engine.holding, default=None)
