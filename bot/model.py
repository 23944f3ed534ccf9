"""The words of this room: the Answer, and what it is an answer to."""

from typing import Literal, get_args

from pydantic import Field, model_validator

from corpus.model import Contact, Model, Quote

Status = Literal[
    "answered",
    "clarify",
    "abstained.no_evidence",
    "abstained.not_given",
    "smalltalk.greeting",
    "smalltalk.thanks",
    "smalltalk.farewell",
    "smalltalk.about",
    "refused.input",
    "error.unavailable",
]
STATUSES: tuple[str, ...] = get_args(Status)


class RunnerUp(Model):
    """What else may answer."""

    confidence: float = Field(ge=0, le=1)
    """Probability that it answers."""
    quotes: tuple[Quote, ...]
    """It, word for word."""


class Answer(Model):
    """What every channel delivers; `--json`, `batch` and the HTTP API print it as it stands here."""

    id: str | int | None = None
    """The asker's own name for the question, handed back."""
    status: Status
    """What became of the question; a group before a dot."""
    question: str
    """As it was asked."""
    standalone: str
    """The question with what earlier questions add to it."""
    language: str = "en"
    """ISO 639-1 code of the answer's own words."""
    confidence: float = Field(ge=0, le=1)
    """Probability that the quotes answer the question; 0 where nothing was looked up."""
    quotes: tuple[Quote, ...] = ()
    """What answers, word for word, in reading order; empty unless answered."""
    limits: tuple[Quote, ...] = ()
    """What limits the quoted rule and stands beside it, word for word: exceptions, conditions, amounts, deadlines."""
    runners_up: tuple[RunnerUp, ...] = ()
    """What else may answer, the likeliest first; two at most."""
    contacts: tuple[Contact, ...] = ()
    """Who is responsible, the nearest first."""
    suggestions: tuple[str, ...] = ()
    """Questions or choices to go on with."""
    message: str = ""
    """The bot's own words, where the quotes alone do not say it."""
    corpus_version: str
    """Digest over all documents; the same question on the same version gives the same answer."""
    elapsed_ms: float = Field(ge=0)
    """Time taken, in milliseconds."""

    @model_validator(mode="after")
    def _is_answered_by_quotes_alone(self) -> "Answer":
        if (self.status == "answered") != bool(self.quotes):
            raise ValueError(
                f"an answer quotes a document and nothing else does: {self.status}, {len(self.quotes)} quotes"
            )
        return self
