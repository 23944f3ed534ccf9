"""The words of this room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.model import Passage, Span

Asked = Literal["person", "place", "time", "number", "expansion", "definition", "topic", "list", "reason", "other"]
"""The kind of thing that a question asks for."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a question speaks of, in every way it may be written."""

    surface: str
    """As the question has it."""
    terms: Mapping[str, float]
    """Index terms that stand for it, each with how well it does, at most 1."""
    weight: float = 1.0
    """From 0 to 1: 1 for a word of the question itself; less for words that say little, and for earlier questions."""
    exact: bool = False
    """A number, an ordinal or a rare name: an answer that lacks it is about something else."""
    focus: bool = False
    """What is asked of the subject (the *budget* of a project, who *chaired* a meeting): an answer that lacks it is beside
    the point."""
    quoted: bool = False
    """The question sets it in quotation marks."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question that stands on its own, analysed."""

    text: str
    """The question."""
    concepts: tuple[Concept, ...]
    """What it speaks of, in order; earlier questions' after its own."""
    ranking: Mapping[str, float] = field(default_factory=dict)
    """Every term to rank passages by, with its weight."""
    asked: Asked = "other"
    """The kind of thing it asks for."""
    earlier: tuple[tuple[str, float], ...] = ()
    """Earlier questions that it leans on, each with its weight (0 to 1)."""
    documents: frozenset[str] = frozenset()
    """The only ones that it asks of, by id: such as are no longer in force; none: all that are in force."""
    corrected: Mapping[str, str] = field(default_factory=dict)
    """Words that no document holds, with the known word each was read as."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that an engine returns."""

    passage: int
    """Number of the passage in the index."""
    score: float
    """Comparable only within one result list."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an evidence, each between 0 and 1."""

    coverage: float
    """Share of the question, weighted by how rare each concept is, that stands in the quoted spans."""
    context: float
    """The same, with the passage around the spans, its headings and the document's title."""
    rank: float
    """The passage's score over the best passage's."""
    kind: float
    """Whether the spans hold the kind of thing that is asked for; 1 where none in particular is."""
    exact: float
    """Share of the question's numbers, ordinals and rare names that stand in the spans, the blocks they are cut from, or
    their headings; 1 if it has none."""
    known: float
    """Share of the question, by weight, that any document holds."""
    focus: float
    """How well what is asked of the subject stands in the blocks or their headings; 1 if the question does not say."""
    mass: float
    """How much in all is matched: the weight of what stands in the spans, as w / (w + 8 nats); half is a rare word or two."""
    crowd: float
    """How many other places match as well: the tenth passage's score over the best one's, times how far the ten are of different
    documents (0 for all of one, 1 for ten); 0 where fewer are found."""
    size: float
    """How many passages there are to choose from: 0 for 40 or fewer, 1 for 2,000 or more, by the logarithm in between."""
    meaning: float | None = None
    """How close the spans are in meaning to the question; None where sentences are not read for their meaning."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of sentences (or list items with their lead-in, or a table row with its header) that may answer."""

    passage: Passage
    """The passage it is cut from."""
    spans: tuple[Span, ...]
    """What answers, in reading order."""
    quoted: tuple[Span, ...]
    """What is quoted: the spans with what is read as one with them, in reading order."""
    signals: Signals
    """What speaks for it."""
    probability: float
    """Probability that the spans answer the question."""
