"""A question as it was meant: words that nobody knows are read as known ones."""

import re
from collections.abc import Sequence

from retrieval.analysis import english, pair
from retrieval.analysis.synonyms import listed_words, synonyms
from retrieval.index import Index
from retrieval.question_words import ASKING, LIGHT_STEMS, meant, ranked, tokens_of
from retrieval.spelling import halves, is_word, nearest, swapped_letters

READINGS = 8
"""So many words are tried in the place of one that is misspelt."""


def respelt(text: str, index: Index, language: str = "en") -> tuple[str, dict[str, str]]:
    """A question with each word that nobody knows read as the nearest known one; and which were, with what they became.

    Known are the documents' words and the glossary's, and of the language those of asking, of contact records and of the synonyms; and
    every common word of the language is known, though none is read as one of those. A name, which begins with a capital inside of the sentence, is read as one of the documents' words only.
    """
    corrected: dict[str, str] = {}
    for token in reversed(tokens_of(text, language)):
        typed = _POSSESSIVE.sub("", token.surface)
        word, end = typed.lower(), token.start + len(typed)
        stem = token.terms[0]
        known_stem = stem in LIGHT_STEMS or stem in synonyms(language) or stem in index.glossary.terms
        if token.stop or known_stem or word in ASKING or any(map(index.knows, token.terms)):
            continue
        if parted(word, index, language):
            continue
        swapped = swapped_letters(word, english.STOP)
        if swapped and (len(word) == 3 or not is_word(word, language, uses=1)):
            text = text[: token.start] + swapped + text[end:]
            continue
        general = (ASKING, listed_words(language)) if typed.islower() or not token.start else ()
        near = nearest(word, index.words, index.glossary.words, *general)
        if near and not is_word(word, language):
            before, after = text[: token.start], text[end:]
            meant = _fitting(near[:READINGS], before, after, index, language) if len(near) > 1 else near[0]
            corrected[typed] = meant
            text = before + meant + after
    return text, corrected


_POSSESSIVE = re.compile(r"['’]s$")


def _fitting(words: Sequence[str], before: str, after: str, index: Index, language: str) -> str:
    """Of several words the first of those that the documents speak of most together with the rest of the question.

    That is how much more the best passage for both scores than the best one for either.
    """

    def best(text: str) -> float:
        hits = index.engine.search(ranked(meant(text, language)), 1)
        return hits[0].score if hits else 0.0

    rest = best(before + after)
    return max(words, key=lambda word: best(before + word + after) - max(rest, best(word)))


def parted(word: str, index: Index, language: str) -> str | None:
    """The term for two neighbouring words of the documents that are written as one here; None where there are none."""
    for parts in halves(word, index.words):
        together = pair(*(tokens_of(part, language)[0] for part in parts))
        if index.knows(together):
            return together
    return None
