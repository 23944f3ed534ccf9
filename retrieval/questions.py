"""A question made into a Query: the concepts it speaks of, in every way they may be written in the documents."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from retrieval.analysis import english, pair
from retrieval.analysis.synonyms import beside, listed_names, synonyms
from retrieval.analysis.tokens import Token
from retrieval.index import Index
from retrieval.kinds import focus_spans, genus_span, kind_asked, quoted_spans
from retrieval.model import Asked, Concept, Query
from retrieval.other_names import other_names
from retrieval.question_words import KIND_STEMS, LIGHT, LIGHT_STEMS, PAIR, add, meant, ranked
from retrieval.respelling import parted, respelt

SYNONYM = 0.8
"""How well another word for the same thing stands for it."""
PART = 0.4
"""How well the rest of a name stands for the name with its letter (BILAT for J-BILAT)."""
NAME = 0.9
"""How well another name stands for a thing: an acronym and its words, words of the glossary."""
BESIDE = 0.5
"""What is left of how well another word stands for a thing, where the question says both."""
RANKED_SYNONYM = 0.25
"""Weight in ranking of another word for the same thing (this and the two above measured: docs/benchmarks.md)."""

RANKED_NAME = 0.6
"""Weight in ranking of another name."""

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
_COUNTS = frozenset("two three four five six seven eight nine ten".split())


def make_query(
    text: str,
    index: Index,
    earlier: Sequence[tuple[str, float]] = (),
    background: Sequence[tuple[str, float]] = (),
    documents: frozenset[str] = frozenset(),
    language: str = "en",
) -> Query:
    """Analyse a question.

    `earlier` holds questions before it that it leans on, each with the weight (0 to 1) it still has; `background` what
    was said before in any case, which counts in ranking only; `documents` such as are no longer in force, if it asks of
    them.
    """
    typed, (text, corrected) = text, respelt(text, index, language)
    tokens = meant(text, language)
    concepts = _apart(_concepts(tokens, text, index, language, 1.0))
    ranking = ranked(tokens)
    own = {term for concept in concepts for term in concept.terms}
    leant_on = tuple((respelt(question, index, language)[0], weight) for question, weight in earlier)
    for spelt, weight in leant_on:
        before = meant(spelt, language)
        for concept in _concepts(before, spelt, index, language, weight):
            if not own.intersection(concept.terms) and any(map(index.knows, concept.terms)):
                concepts.append(concept)
                own.update(concept.terms)
        add(ranking, ranked(before), weight)
    for said, weight in background:
        add(ranking, ranked(meant(said, language)), weight)
    for concept in concepts:  # what else stands for it in the documents
        for term, standing in concept.terms.items():
            if term not in ranking:
                add(ranking, {term: _RANKED.get(standing, PAIR)}, concept.weight)
    asked = kind_asked(typed)
    if asked == "other":
        asked = kind_asked(text)
    is_meant = _MEANT.get(asked)
    if is_meant and any(map(is_meant, concepts)):
        concepts = [c if is_meant(c) else replace(c, weight=min(c.weight, LIGHT)) for c in concepts]
    if asked == "topic" and earlier:  # "and the first meeting?" asks of it what was asked before
        asked = kind_asked(earlier[0][0])
    return Query(
        text=text,
        concepts=tuple(concepts),
        ranking=ranking,
        asked=asked,
        earlier=leant_on,
        documents=documents,
        corrected=corrected,
    )


def _apart(concepts: Iterable[Concept]) -> list[Concept]:
    """Each with less for other words that the question says beside it: those stand for themselves."""
    concepts = list(concepts)
    said = {term for concept in concepts for term, standing in concept.terms.items() if standing == 1.0}
    apart = []
    for concept in concepts:
        twice = {t: BESIDE * standing for t, standing in concept.terms.items() if standing < 1.0 and t in said}
        apart.append(replace(concept, terms={**concept.terms, **twice}) if twice else concept)
    return apart


_RANKED: Mapping[float, float] = {SYNONYM: RANKED_SYNONYM, NAME: RANKED_NAME}
"""How well another term stands for a concept -> its weight in ranking, where that is not that of pairs."""


def _concepts(tokens: Sequence[Token], text: str, index: Index, language: str, weight: float) -> Iterator[Concept]:
    """One concept a token, save for the parts of a name that is written in several ways (FP 7, J-BILAT)."""
    seen: set[str] = set()
    names = other_names(tokens, index)
    focus = focus_spans(text) if kind_asked(text) not in ("expansion", "definition", "topic") else ()
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        preceding = tokens[number - 1] if number else None
        if _is_one_name(token, following):  # the next token stands for both
            continue
        others = dict.fromkeys(names.get(number, ()), NAME)
        concept = _concept(token, preceding, following, text, index, language, weight, focus, others)
        if token.terms[0] not in seen:
            yield concept
        seen.add(token.terms[0])


def _is_one_name(token: Token, following: Token | None) -> bool:
    """Whether a short name and the number after it are one: FP 7."""
    return (
        following is not None
        and len(following.terms) > 1
        and following.terms[0].isdigit()
        and following.terms[1] == token.terms[0] + following.terms[0]
    )


def _concept(
    token: Token,
    preceding: Token | None,
    following: Token | None,
    text: str,
    index: Index,
    language: str,
    weight: float,
    focus: Sequence[tuple[int, int]],
    others: Mapping[str, float],
) -> Concept:
    own = token.terms[0]
    terms = {**others, **dict.fromkeys(token.terms, 1.0)}
    if (
        len(token.terms) > 1 and len(token.terms[1]) == len(own) + 1 and not own.isdigit()
    ):  # J-BILAT: another letter, another name
        terms[own] = PART
    if preceding is not None and _is_one_name(preceding, token):
        terms = {**others, token.terms[1]: 1.0, pair(preceding, token): 1.0}
    joined = [preceding.terms[0] + own] if preceding else []
    joined += [own + following.terms[0]] if following else []
    terms |= {term: 1.0 for term in joined if index.knows(term)}  # road map, written roadmap there
    if not any(map(index.knows, terms)) and (apart := parted(token.surface.lower(), index, language)):
        terms[apart] = 1.0  # roadmap, written road map there
    together = [pair(preceding, token)] if preceding else []  # science and technology, written S&T there
    together += [pair(token, following)] if following else []
    together += _with_words_beside(token, text)
    for term in [*terms, *together]:
        for other in synonyms(language).get(term, ()):
            terms.setdefault(other, SYNONYM)
    genus = genus_span(text)
    quoted = any(start <= token.start < end for start, end in quoted_spans(text))
    light = genus[0] <= token.start < genus[1] or english.stem(own) in LIGHT_STEMS or own in KIND_STEMS
    light = light or (own in _MEASURED and _HOW.search(text, 0, token.start) is not None)
    light = light or (own in _COUNTS and not index.knows(own))  # how many they are, the documents need not say
    light = light and not quoted
    concept = Concept(token.surface, terms, weight * (LIGHT if light else 1.0), quoted=quoted)
    if light or weight < 1.0:
        return concept
    exact = _is_exact(token, following, text, concept, index, language)
    return replace(concept, exact=exact, focus=any(start <= token.start < end for start, end in focus))


def _with_words_beside(token: Token, text: str) -> Iterator[str]:
    """The terms for a word with the one after it and the one before it in the text (day off, in trouble)."""
    if found := _NEXT_WORD.match(text, token.end):
        yield beside(token, found[1], after=True)
    if found := _LAST_WORD.search(text[: token.start]):
        yield beside(token, found[1], after=False)


_HOW = re.compile(r"\bhow\s+\Z", re.IGNORECASE)
_MEASURED = frozenset(map(english.stem, "far long soon often early late fast quickly".split()))
"""What is asked for of something, after `how`: the documents need not say so."""
_NEXT_WORD = re.compile(r"\s+(\w+)")
_LAST_WORD = re.compile(r"(\w+)\s+$")


def _is_acronym(concept: Concept) -> bool:
    return sum(map(str.isupper, concept.surface)) > 1


_MEANT: Mapping[Asked, Callable[[Concept], bool]] = {"expansion": _is_acronym, "definition": attrgetter("quoted")}
"""By the kind that is asked for, which concepts a question means where it holds such: the rest says where they stand."""


def _is_exact(token: Token, following: Token | None, text: str, concept: Concept, index: Index, language: str) -> bool:
    """Numbers and ordinals, rare names of the documents, and names that no document holds."""
    base = token.surface.lower()
    if _ORDINAL.fullmatch(base):
        return following is not None  # "what came first?" names no first thing
    if any(letter.isdigit() for letter in base) or len(base) == 1:
        return True
    own, own_name = token.terms[0], token.terms[0] in listed_names(language)
    if any(map(index.knows, concept.terms)):
        return base in index.names and index.is_rare(concept) and (own_name or own not in synonyms(language))
    if own_name:
        return True
    inside = bool(text[: token.start].strip()) and not text.isupper() and not text.istitle()
    return inside and token.surface[0].isupper()
