"""A question made into a Query: the concepts it speaks of, in every way they may be written in the documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from retrieval.concepts import NAME, SYNONYM, concepts_of
from retrieval.index import Index
from retrieval.kinds import kind_asked
from retrieval.model import Asked, Concept, Query
from retrieval.question_words import LIGHT, PAIR, add, meant, ranked
from retrieval.respelling import respelt

BESIDE = 0.5
"""What is left of how well another word stands for a thing, where the question says both."""
RANKED_SYNONYM = 0.25
"""Weight in ranking of another word for the same thing (this and the one above measured: docs/benchmarks.md)."""
RANKED_NAME = 0.6
"""Weight in ranking of another name."""


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
    concepts = _apart(concepts_of(text, index, language))
    ranking = ranked(meant(text, language))
    own = {term for concept in concepts for term in concept.terms}
    leant_on = tuple((respelt(question, index, language)[0], weight) for question, weight in earlier)
    for spelt, weight in leant_on:
        for concept in concepts_of(spelt, index, language, weight):
            if not own.intersection(concept.terms) and any(map(index.knows, concept.terms)):
                concepts.append(concept)
                own.update(concept.terms)
        add(ranking, ranked(meant(spelt, language)), weight)
    for said, weight in background:
        add(ranking, ranked(meant(said, language)), weight)
    for concept in concepts:  # what else stands for it in the documents
        for term, standing in concept.terms.items():
            if term not in ranking:
                ranking[term] = concept.weight * _RANKED.get(standing, PAIR)
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


def _is_acronym(concept: Concept) -> bool:
    return sum(map(str.isupper, concept.surface)) > 1


_MEANT: Mapping[Asked, Callable[[Concept], bool]] = {"expansion": _is_acronym, "definition": attrgetter("quoted")}
"""By the kind that is asked for, which concepts a question means where it holds such: the rest says where they stand."""
