"""A question made into a Query: the concepts it speaks of, in every way they may be written in the documents."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval.acronyms import LONGEST
from retrieval.analysis import analyser, english, pair
from retrieval.analysis.synonyms import beside, listed_names, listed_words, synonyms
from retrieval.analysis.tokens import Token
from retrieval.index import Index
from retrieval.kinds import focus_spans, genus_span, kind_asked
from retrieval.model import Concept, Query
from retrieval.spelling import halves, is_word, nearest, swapped_letters

SYNONYM = 0.8
"""How well another word for the same thing stands for it."""
LIGHT = 0.12
"""Weight of the words of asking."""
PART = 0.4
"""How well the rest of a name stands for the name with its letter (BILAT for J-BILAT)."""
NAME = 0.9
"""How well another name stands for a thing: an acronym and its words, words of the glossary."""
BESIDE = 0.5
"""What is left of how well another word stands for a thing, where the question says both."""
READINGS = 8
"""So many words are tried in the place of one that is misspelt."""
PAIR = 0.4
"""Weight in ranking of two neighbouring concepts."""
RANKED_LIGHT = 0.5
"""Weight in ranking of the words of asking."""
RANKED_SYNONYM = 0.25
"""Weight in ranking of another word for the same thing (this and the two above measured: docs/benchmarks.md)."""

RANKED_NAME = 0.6
"""Weight in ranking of another name."""

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
_COUNTS = frozenset("two three four five six seven eight nine ten".split())
_KIND_WORDS = frozenset(
    (
        "year month day date time period place city country town location located person people official "
        "reason number amount deadline rate topic topics aspect item point step party parties"
    ).split()
)
"""Words that only say what kind of thing is asked for."""


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
    tokens = _meant(text, language)
    concepts = list(_concepts(tokens, text, index, language, 1.0))
    concepts = _apart(concepts)
    ranking = _ranking(tokens)
    own = {term for concept in concepts for term in concept.terms}
    leant_on = tuple((respelt(question, index, language)[0], weight) for question, weight in earlier)
    for spelt, weight in leant_on:
        before = _meant(spelt, language)
        for concept in _concepts(before, spelt, index, language, weight):
            if not own.intersection(concept.terms) and any(map(index.knows, concept.terms)):
                concepts.append(concept)
                own.update(concept.terms)
        _add(ranking, _ranking(before), weight)
    for said, weight in background:
        _add(ranking, _ranking(_meant(said, language)), weight)
    for concept in concepts:  # what else stands for it in the documents
        for term, standing in concept.terms.items():
            if term not in ranking:
                _add(ranking, {term: _RANKED.get(standing, PAIR)}, concept.weight)
    asked = kind_asked(typed)
    if asked == "other":
        asked = kind_asked(text)
    if asked == "expansion" and any(map(_is_acronym, concepts)):
        concepts = [c if _is_acronym(c) else c.model_copy(update={"weight": min(c.weight, LIGHT)}) for c in concepts]
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


def _apart(concepts: Sequence[Concept]) -> list[Concept]:
    """Each with less for other words that the question says beside it: those stand for themselves."""
    said = {term for concept in concepts for term, standing in concept.terms.items() if standing == 1.0}
    return [
        concept.model_copy(
            update={
                "terms": {
                    t: standing if standing == 1.0 or t not in said else BESIDE * standing
                    for t, standing in concept.terms.items()
                }
            }
        )
        for concept in concepts
    ]


@lru_cache(maxsize=256)
def _tokens(text: str, language: str) -> Sequence[Token]:
    """The tokens of a question."""
    return analyser(language)(text)


def _meant(text: str, language: str) -> list[Token]:
    """Those that carry meaning."""
    return [token for token in _tokens(text, language) if not token.stop]


def _ranking(tokens: Sequence[Token]) -> dict[str, float]:
    """The terms of words, and of two next to each other, with their weights in ranking."""
    weights: dict[str, float] = {}
    for token in tokens:
        own = token.terms[0]
        weight = LIGHT if own in _KIND_STEMS else RANKED_LIGHT if own in _LIGHT_STEMS else 1.0
        _add(weights, dict.fromkeys(token.terms, weight))
    return weights | {pair(one, two): PAIR for one, two in pairwise(tokens)}


_RANKED: Mapping[float, float] = {SYNONYM: RANKED_SYNONYM, NAME: RANKED_NAME}
"""How well another term stands for a concept -> its weight in ranking, where that is not that of pairs."""


def _add(weights: dict[str, float], others: Mapping[str, float], share: float = 1.0) -> None:
    """Take in terms at a share of their weights; of two weights of a term the greater counts."""
    for term, weight in others.items():
        weights[term] = max(weights.get(term, 0.0), share * weight)


def subject_words(text: str, language: str = "en") -> list[str]:
    """The words of a question that say what it is about, in lower case: neither stop words nor words of asking."""
    return [t.surface.lower() for t in _meant(text, language) if t.terms[0] not in _LIGHT_STEMS | _KIND_STEMS]


def respelt(text: str, index: Index, language: str = "en") -> tuple[str, dict[str, str]]:
    """A question with each word that nobody knows read as the nearest known one; and which were, with what they became.

    Known are the documents' words and the glossary's, and of the language those of asking, of contact records and of the synonyms; and
    every common word of the language is known, though none is read as one of those. A name, which begins with a capital inside of the sentence, is read as one of the documents' words only.
    """
    corrected: dict[str, str] = {}
    for token in reversed(_tokens(text, language)):
        typed = _POSSESSIVE.sub("", token.surface)
        word, end = typed.lower(), token.start + len(typed)
        stem = token.terms[0]
        known_stem = stem in _LIGHT_STEMS or stem in synonyms(language) or stem in index.glossary.terms
        if token.stop or known_stem or word in _ASKING or any(map(index.knows, token.terms)):
            continue
        if _parted(word, index, language):
            continue
        swapped = swapped_letters(word, english.STOP)
        if swapped and (len(word) == 3 or not is_word(word, language, uses=1)):
            text = text[: token.start] + swapped + text[end:]
            continue
        general = (_ASKING, listed_words(language)) if typed.islower() or not token.start else ()
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
        hits = index.engine.search(_ranking(_meant(text, language)), 1)
        return hits[0].score if hits else 0.0

    rest = best(before + after)
    return max(words, key=lambda word: best(before + word + after) - max(rest, best(word)))


def _concepts(tokens: Sequence[Token], text: str, index: Index, language: str, weight: float) -> Iterator[Concept]:
    """One concept a token, save for the parts of a name that is written in several ways (FP 7, J-BILAT)."""
    seen: set[str] = set()
    other_names = _other_names(tokens, index)
    focus = focus_spans(text) if kind_asked(text) not in ("expansion", "definition", "topic") else ()
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        preceding = tokens[number - 1] if number else None
        if _is_one_name(token, following):  # the next token stands for both
            continue
        others = dict.fromkeys(other_names.get(number, ()), NAME)
        concept = _concept(token, preceding, following, text, index, language, weight, focus, others)
        if token.terms[0] not in seen:
            yield concept
        seen.add(token.terms[0])


def _other_names(tokens: Sequence[Token], index: Index) -> Mapping[int, Mapping[str, None]]:
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
    if not any(map(index.knows, terms)) and (apart := _parted(token.surface.lower(), index, language)):
        terms[apart] = 1.0  # roadmap, written road map there
    together = [pair(preceding, token)] if preceding else []  # science and technology, written S&T there
    together += [pair(token, following)] if following else []
    together += _with_words_beside(token, text)
    for term in [*terms, *together]:
        for other in synonyms(language).get(term, ()):
            terms.setdefault(other, SYNONYM)
    genus = genus_span(text)
    light = genus[0] <= token.start < genus[1] or english.stem(own) in _LIGHT_STEMS or own in _KIND_STEMS
    light = light or (own in _MEASURED and _HOW.search(text, 0, token.start) is not None)
    light = light or (own in _COUNTS and not index.knows(own))  # how many they are, the documents need not say
    concept = Concept(surface=token.surface, terms=terms, weight=weight * (LIGHT if light else 1.0))
    if light or weight < 1.0:
        return concept
    exact = _is_exact(token, following, text, concept, index, language)
    return concept.model_copy(update={"exact": exact, "focus": any(start <= token.start < end for start, end in focus)})


def _parted(word: str, index: Index, language: str) -> str | None:
    """The term for two neighbouring words of the documents that are written as one here; None where there are none."""
    for parts in halves(word, index.words):
        together = pair(*(_tokens(part, language)[0] for part in parts))
        if index.knows(together):
            return together
    return None


def _with_words_beside(token: Token, text: str) -> Iterator[str]:
    """The terms for a word with the one after it and the one before it in the text (day off, in trouble)."""
    if found := _NEXT_WORD.match(text, token.end):
        yield beside(token, found[1], after=True)
    if found := _LAST_WORD.search(text[: token.start]):
        yield beside(token, found[1], after=False)


_HOW = re.compile(r"\bhow\s+\Z", re.IGNORECASE)
_MEASURED = frozenset(map(english.stem, "far long soon often early late old fast quickly".split()))
"""What is asked for of something, after `how`: the documents need not say so."""
_NEXT_WORD = re.compile(r"\s+(\w+)")
_LAST_WORD = re.compile(r"(\w+)\s+$")


def _is_acronym(concept: Concept) -> bool:
    return sum(map(str.isupper, concept.surface)) > 1


_ASKING = frozenset(
    english.STOP | english.LIGHT | _KIND_WORDS | frozenset({"phone", "telephone", "fax", "email", "address", "contact"})
)
_LIGHT_STEMS = frozenset(english.stem(word) for word in english.LIGHT)
_KIND_STEMS = frozenset(english.stem(word) for word in _KIND_WORDS)


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
