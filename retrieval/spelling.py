"""A word that no document holds, read as the nearest one that a document holds.

Nearest by optimal string alignment distance (L. Boytsov: Indexing Methods for Approximate Dictionary Searching,
2011): insertions, deletions, substitutions and swaps of neighbours; one is allowed for words of four to seven
letters, two for longer ones. A word that is known, a number and a short word are never touched.
"""

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Shorter words have too many neighbours."""
LONG = 8
"""From this length on two mistakes are allowed."""


def nearest(word: str, known: Collection[str]) -> str | None:
    """The nearest known word, or None; of equally near ones the one that begins alike, then the first by alphabet."""
    if len(word) < SHORTEST or not word.isalpha() or word in known:
        return None
    allowed = 2 if len(word) >= LONG else 1
    near = [
        (distance, candidate[0] != word[0], candidate)
        for candidate, distance, _ in process.extract(
            word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None, processor=None
        )
        if candidate.isalpha() and len(candidate) >= SHORTEST
    ]
    return min(near)[2] if near else None


def halves(word: str, known: Collection[str]) -> tuple[str, str] | None:
    """Two known words that make up an unknown one written together (`roadmap` for `road map`), or None."""
    if word in known or not word.isalpha():
        return None
    return next(
        ((word[:cut], word[cut:]) for cut in range(3, len(word) - 2) if word[:cut] in known and word[cut:] in known),
        None,
    )
