"""An organisation's own words for the same thing, from a TOML file.

    groups = [
      ["annual leave", "holiday entitlement"],
      ["HoU", "head of unit"],
    ]

Any word or name of a group in a question also finds the others. What general language has is in the list of the language
(retrieval.analysis.synonyms), and acronyms that the documents spell out are found in them (retrieval.acronyms).
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from retrieval.analysis import analyser
from retrieval.errors import MalformedGlossary

Words = tuple[str, ...]
"""The terms of a word or of several."""


class Glossary:
    """Groups of words for the same thing; without any, no word stands for another."""

    def __init__(self, groups: Iterable[Sequence[str]] = (), language: str = "en") -> None:
        others: dict[Words, set[Words]] = {}
        words: set[str] = set()
        for group in groups:
            terms = [terms_of(entry, language) for entry in group]
            for own in terms:
                others.setdefault(own, set()).update(other for other in terms if other != own)
            words.update(word.lower() for entry in group for word in entry.split() if word.isalpha())
        self.others: Mapping[Words, Sequence[Words]] = {own: sorted(found) for own, found in others.items()}
        """Words of a group -> the other words of its groups."""
        self.terms: frozenset[str] = frozenset(term for own in others for term in own)
        """Every term of any of them."""
        self.words: frozenset[str] = frozenset(words)
        """Every single word of any of them, in lower case."""


def terms_of(entry: str, language: str) -> Words:
    """The terms of words that stand for one thing; a name that is written as one word has one."""
    tokens = analyser(language)(entry)
    if tokens and (len(tokens) == 1 or " " not in entry.strip()):
        return () if tokens[-1].stop else (tokens[-1].terms[-1],)
    return tuple(token.terms[0] for token in tokens if not token.stop)


def read(path: Path, language: str = "en") -> Glossary:
    """The glossary in a file. Raises MalformedGlossary, which names what is wrong and what to do."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MalformedGlossary(f"the glossary {path} cannot be read: {error}") from None
    for key in content:
        if key != "groups":
            raise MalformedGlossary(f"the glossary {path} holds {key!r}; write groups = [[…], …] and nothing else")
    groups = content.get("groups")
    if not isinstance(groups, list):
        raise MalformedGlossary(f'the glossary {path} holds no groups; write groups = [["one word", "another"], …]')
    for number, group in enumerate(groups, 1):
        if reason := _wrong(group, language):
            raise MalformedGlossary(f"the glossary {path}, group {number} ({group!r}): {reason}")
    return Glossary(groups, language)


def _wrong(group: Any, language: str) -> str | None:
    """What is wrong with a group."""
    if not isinstance(group, list) or len(group) < 2:
        return 'is no list of two or more for the same thing; write ["one word", "another"]'
    for entry in group:
        if not isinstance(entry, str):
            return f"{entry!r} is no text; set it in quotation marks"
        if not terms_of(entry, language):
            return f"{entry!r} says nothing by itself (no word, or one that stands in any text); take it out"
    return None


NO_GLOSSARY = Glossary()
"""No word stands for another."""
