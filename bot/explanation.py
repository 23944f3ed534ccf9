"""The words of explaining: how an Answer came about, in what a person at a helpdesk can follow."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from bot.model import Answer
from corpus.model import Model, Quote
from retrieval.model import Asked

Why = Literal[
    "evidence",
    "contact",
    "place",
    "dates",
    "below",
    "nothing",
    "not-given",
    "several",
    "lost",
    "smalltalk",
    "refused",
    "unavailable",
]
"""Why it was answered or not: the likeliest passage reaches the threshold, a contact was asked for and is printed, a place
was asked for by its number, the documents' own dates were; it stays below,
no passage shares a word that counts, the contact's detail is not printed, several contacts are meant, the question leans on
nothing, small talk, no question, failure."""


class Word(Model):
    """A word of the question, and whether it stands in the evidence."""

    word: str
    """As the question has it, corrected."""
    counts: float = Field(ge=0, le=1)
    """Share of the question that it makes up: rare words more, words of asking next to nothing."""
    where: Literal["quoted", "around", "nowhere"]
    """In the lines that are quoted, in the passage or headings around them, or in neither."""
    found_as: str | None = None
    """What stands there for it, where that is written otherwise."""
    by_synonym: bool = False
    """What stands there is another word for the same thing, or a part of the name."""
    known: bool
    """Any document holds it, or another word for it."""
    earlier: bool = False
    """An earlier question brought it."""


class Signal(Model):
    """One thing that speaks for the evidence or against it, and what the probability owes to it."""

    name: str
    """As retrieval names it."""
    meaning: str
    """What it says, as retrieval describes it."""
    value: float = Field(ge=0, le=1)
    """How far it holds; 1 is fully."""
    without: float = Field(ge=0, le=1)
    """The probability if it did not hold at all, all else the same."""
    complete: float = Field(ge=0, le=1)
    """The probability if it held fully, all else the same; less than `without` where it speaks against the evidence."""


class Considered(Model):
    """Evidence that was considered."""

    quotes: tuple[Quote, ...]
    """What of a passage would answer."""
    probability: float
    """That it does."""
    is_answer: bool
    """The Answer quotes it."""


class Named(Model):
    """Somebody whom the Answer names, and why."""

    who: str
    """Name or role, and organisation or unit."""
    why: Literal["asked", "heading", "document", "words"]
    """The contact is what was asked for, stands under a heading of the evidence, stands in its document, or shares most words with the
    question."""
    heading: str = ""
    """The heading that the contact and the evidence share; of a heading alone."""
    holds: float = Field(ge=0, le=1)
    """Share of what the question says of its subject that stands in the contact's record."""


class Earlier(Model):
    """An earlier question that this one leans on."""

    question: str
    """As it was read."""
    counts: float
    """What its words count, beside 1 for those of the question itself."""


class Explanation(Model):
    """How an Answer came about."""

    read_as: str = ""
    """The question as it was looked up; empty where it was not."""
    past: tuple[str, ...] = ()
    """Titles of documents no longer in force, where it asks of them."""
    corrected: Mapping[str, str] = {}
    """Words that no document holds, with the word that each was read as."""
    unknown: tuple[str, ...] = ()
    """Words that no document holds and that were left as they are."""
    asked: Asked = "other"
    """The kind of thing that is asked for."""
    detail: str | None = None
    """What of a contact is asked for, if a contact was decided on."""
    earlier: tuple[Earlier, ...] = ()
    """Earlier questions that it leans on, the last one first."""
    words: tuple[Word, ...] = ()
    """Its words, against the likeliest evidence, or the contacts that were decided on."""
    signals: tuple[Signal, ...] = ()
    """What the probability is made of; empty where a contact was decided on, whose record tells."""
    probability: float
    """That the question is answered; the Answer's confidence."""
    threshold: float
    """Least probability at which evidence is given as an answer."""
    considered: tuple[Considered, ...] = ()
    """The likeliest evidence, the likeliest first."""
    why: Why
    """Why it was answered or not."""
    named: tuple[Named, ...] = ()
    """Whom the Answer names, in its order."""


class ExplainedAnswer(Answer):
    """An Answer with how it came about; `ask --explain --json` prints it."""

    explanation: Explanation
    """How it came about."""
