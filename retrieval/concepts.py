"""What is said, word by word: one concept each, in every way it may be written in the documents."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from retrieval.analysis import english, pair
from retrieval.analysis.synonyms import beside, listed_names, synonyms
from retrieval.analysis.tokens import Token
from retrieval.index import Index
from retrieval.kinds import focus_spans, genus_span, kind_asked, quoted_spans
from retrieval.model import Concept
from retrieval.other_names import other_names
from retrieval.question_words import KIND_STEMS, LIGHT, LIGHT_STEMS, meant
from retrieval.respelling import parted

SYNONYM = 0.8
"""How well another word for the same thing stands for it."""
PART = 0.4
"""How well the rest of a name stands for the name with its letter (BILAT for J-BILAT)."""
NAME = 0.9
"""How well another name stands for a thing: an acronym and its words, words of the glossary."""

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
_COUNTS = frozenset("two three four five six seven eight nine ten".split())
_UNITS = frozenset(
    f"{unit}{s}" for unit in "minute min hour hr day week wk month mo year yr".split() for s in ("", "s")
)
_WORD = re.compile(r"\w+")
_OBJECTS = frozenset("me us him her them it you".split())
_BETWEEN = re.compile(rf"\s+(?:(?:{'|'.join(sorted(_OBJECTS))})\s+)?", re.IGNORECASE)
"""What may stand between two words that mean something together: lay me off."""
_MEASURED = frozenset(map(english.stem, "far long soon often early late fast quickly".split()))
"""What is asked for of something, after `how`: the documents need not say so."""


def concepts_of(text: str, index: Index, language: str, weight: float = 1.0) -> Iterator[Concept]:
    """The concepts that a text speaks of, one a word that carries meaning, save for the parts of a name that is written in several
    ways (FP 7, J-BILAT).

    `weight` is what its words count, less than 1 for those of earlier questions. Raises UnknownLanguage.
    """
    return _Said(text, index, language, weight).concepts()


class _Said:
    """What is said, with the places in it that its words are held against."""

    def __init__(self, text: str, index: Index, language: str, weight: float) -> None:
        self._text = text
        self._index = index
        self._language = language
        self._weight = weight
        self._synonyms = synonyms(language)
        self._genus = genus_span(text)
        self._quoted = quoted_spans(text)
        self._focus = focus_spans(text) if kind_asked(text) not in ("expansion", "definition", "topic") else ()
        self._after: dict[int, str] = {}
        self._before: dict[int, str] = {}
        for one, two in pairwise(word for word in _WORD.finditer(text) if word[0].lower() not in _OBJECTS):
            if _BETWEEN.fullmatch(text, one.end(), two.start()):
                self._after[one.end()], self._before[two.start()] = two[0], one[0]

    def concepts(self) -> Iterator[Concept]:
        """See concepts_of."""
        tokens = meant(self._text, self._language)
        seen: set[str] = set()
        names = other_names(tokens, self._index)
        for number, (preceding, token, following) in enumerate(
            zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
        ):
            own = token.terms[0]
            if own not in seen and not _is_one_name(token, following):  # else the next token stands for both
                seen.add(own)
                yield self._concept(preceding, token, following, dict.fromkeys(names.get(number, ()), NAME))

    def _concept(
        self, preceding: Token | None, token: Token, following: Token | None, others: Mapping[str, float]
    ) -> Concept:
        terms = self._terms(preceding, token, following, others)
        quoted = any(start <= token.start < end for start, end in self._quoted)
        light = not quoted and self._is_light(token)
        asked = not light and self._weight == 1.0
        return Concept(
            surface=token.surface,
            terms=terms,
            weight=self._weight * (LIGHT if light else 1.0),
            exact=asked and self._is_exact(token, following, terms),
            focus=asked and any(start <= token.start < end for start, end in self._focus),
            quoted=quoted,
        )

    def _terms(
        self, preceding: Token | None, token: Token, following: Token | None, others: Mapping[str, float]
    ) -> Mapping[str, float]:
        """The terms that stand for a token, each with how well it does; `others` are those of its other names."""
        own, knows = token.terms[0], self._index.knows
        terms = {**others, **dict.fromkeys(token.terms, 1.0)}
        if (
            len(token.terms) > 1 and len(token.terms[1]) == len(own) + 1 and not own.isdigit()
        ):  # J-BILAT: another letter, another name
            terms[own] = PART
        if preceding is not None and _is_one_name(preceding, token):
            terms = {**others, token.terms[1]: 1.0, pair(preceding, token): 1.0}
        joined = [preceding.terms[0] + own] if preceding else []
        joined += [own + following.terms[0]] if following else []
        terms |= {term: 1.0 for term in joined if knows(term)}  # road map, written roadmap there
        if not any(map(knows, terms)) and (apart := parted(token.surface.lower(), self._index, self._language)):
            terms[apart] = 1.0  # roadmap, written road map there
        together = [pair(preceding, token)] if preceding else []  # science and technology, written S&T there
        together += [pair(token, following)] if following else []
        for term in [*terms, *together, *self._with_words_beside(token)]:
            for other in self._synonyms.of(term):
                terms.setdefault(other, SYNONYM)
        return terms

    def _with_words_beside(self, token: Token) -> Iterator[str]:
        """The terms for a word with the one after it and the one before it in the text (day off, in trouble)."""
        if after := self._after.get(token.end):
            yield beside(token, after, after=True)
        if before := self._before.get(token.start):
            yield beside(token, before, after=False)

    def _is_light(self, token: Token) -> bool:
        """Whether a word only asks, or says what kind of thing is asked for."""
        own = token.terms[0]
        return (
            self._genus[0] <= token.start < self._genus[1]
            or own in LIGHT_STEMS
            or own in KIND_STEMS
            or (own.isdigit() and self._after.get(token.end, "").lower() in _UNITS)  # of who asks: rules give their own
            or (own in _MEASURED and self._before.get(token.start, "").lower() == "how")
            or (own in _COUNTS and not self._index.knows(own))  # how many they are, the documents need not say
        )

    def _is_exact(self, token: Token, following: Token | None, terms: Mapping[str, float]) -> bool:
        """Numbers and ordinals, rare names of the documents, and names that no document holds."""
        base = token.surface.lower()
        if _ORDINAL.fullmatch(base):
            return following is not None  # "what came first?" names no first thing
        if any(letter.isdigit() for letter in base) or len(base) == 1:
            return True
        own, own_name = token.terms[0], token.terms[0] in listed_names(self._language)
        if any(map(self._index.knows, terms)):
            is_name = own_name or own not in self._synonyms
            return is_name and base in self._index.names and self._index.is_rare(terms)
        if own_name:
            return True
        text = self._text
        return (
            bool(text[: token.start].strip())
            and not text.isupper()
            and not text.istitle()
            and token.surface[0].isupper()
        )


def _is_one_name(token: Token, following: Token | None) -> bool:
    """Whether a short name and the number after it are one: FP 7."""
    return (
        following is not None
        and len(following.terms) > 1
        and following.terms[0].isdigit()
        and following.terms[1] == token.terms[0] + following.terms[0]
    )
