"""A word that nobody knows, read as the nearest one that is known.

Nearest by optimal string alignment distance (L. Boytsov: Indexing Methods for Approximate Dictionary Searching,
2011): insertions, deletions, substitutions and swaps of neighbours. One mistake is allowed, and two in a word of
eight letters or more whose first and last letters are right. A word that is known, a number and a short word are
never touched.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from spellchecker import SpellChecker

COMMON = 500
"""A word that the dictionary's source uses so often is no misspelling of another."""
SHORTEST = 4
"""Shorter words have too many neighbours."""
LONG = 8
"""From this length on two mistakes are allowed."""


def nearest(word: str, *known: Collection[str]) -> Sequence[str]:
    """The nearest words of any of the collections, all equally near; none where no word is near.

    First those that are alike for longest, then those of the earlier collection, then by alphabet.
    """
    if len(word) < SHORTEST or not word.isalpha() or any(word in words for words in known):
        return ()
    near = sorted(
        (distance, -_alike(word, candidate), place, candidate)
        for place, words in enumerate(known)
        for candidate, distance, _ in process.extract(
            word, words, scorer=OSA.distance, score_cutoff=2 if len(word) >= LONG else 1, limit=None, processor=None
        )
        if candidate.isalpha()
        and len(candidate) >= SHORTEST
        and (distance == 1 or (candidate[0], candidate[-1]) == (word[0], word[-1]))
    )
    return list(dict.fromkeys(candidate for distance, *_, candidate in near if distance == near[0][0]))


def _alike(one: str, other: str) -> int:
    """How many letters two words begin alike with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def swapped_letters(word: str, known: Collection[str]) -> str | None:
    """The known word that an unknown one of three letters or more has with two neighbours swapped (`teh` for `the`), or None."""
    if len(word) < 3 or word in known:
        return None
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return next((near for near in swapped if near in known), None)


def halves(word: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Two known words that make up an unknown one written together (`roadmap` for `road map`), in every way there is."""
    if word not in known and word.isalpha():
        cuts = ((word[:cut], word[cut:]) for cut in range(3, len(word) - 2))
        yield from (parts for parts in cuts if parts[0] in known and parts[1] in known)


def is_word(word: str, language: str, uses: int = COMMON) -> bool:
    """Whether a word, in lower case, is one of the language that is used so often; False for a language without a dictionary."""
    dictionary = _dictionary(language)
    return dictionary is not None and dictionary[word] >= uses


@cache
def _dictionary(language: str) -> "SpellChecker | None":
    from spellchecker import SpellChecker  # with the first doubt: it holds 160,000 words

    return SpellChecker(language=language) if language in SpellChecker.languages() else None
