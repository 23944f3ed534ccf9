"""The words of verifying."""

from typing import Literal

from pydantic import JsonValue, computed_field

from corpus.model import Model

Kind = Literal["quote", "contact", "citation"]
"""What an Answer says of a document: words with where they stand, a contact with the lines it is printed in, or a place alone."""


class Problem(Model):
    """What does not agree with the documents."""

    field: str
    """Where in the place or the Answer: `text`, `citation.anchor`, `phones`."""
    expected: JsonValue
    """What the documents say; None where they say nothing."""
    found: JsonValue
    """What the Answer says; None where it says nothing."""
    meaning: str
    """What that means, in words."""


class Place(Model):
    """One quotation, contact or citation of an Answer, held against its document."""

    path: str
    """Where it stands in the Answer: `quotes[0]`."""
    kind: Kind
    """What it is."""
    document: JsonValue
    """The id of the document that it names."""
    start: JsonValue
    """First code point that it names."""
    end: JsonValue
    """One past the last."""
    copy_only: bool = False
    """Held against the text that the index keeps, since the document's source is no longer there or cannot be read."""
    problems: tuple[Problem, ...] = ()
    """What does not agree; none: it stands."""


class Verdict(Model):
    """What verifying an Answer found."""

    number: int
    """The how manieth Answer it is, counted from 1."""
    id: JsonValue
    """The asker's own name for the question."""
    question: str
    """As it was asked."""
    places: tuple[Place, ...]
    """Every quotation, contact and citation, in the order of the JSON."""
    problems: tuple[Problem, ...] = ()
    """What does not agree in the Answer as a whole: the corpus version, no quotation where one is claimed, a field of no Answer."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def stands(self) -> bool:
        """Whether all of it agrees with the documents."""
        return not self.problems and not any(place.problems for place in self.places)


class Verification(Model):
    """What verifying some Answers found."""

    verdicts: tuple[Verdict, ...]
    """One an Answer, in order."""
    corpus_version: str
    """The version of the documents that they were held against."""
    copies: tuple[str, ...] = ()
    """Documents that only the index still holds."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def stands(self) -> bool:
        """Whether every Answer does."""
        return all(verdict.stands for verdict in self.verdicts)
