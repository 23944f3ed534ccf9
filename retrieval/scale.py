"""How candidates for evidence are held against a question: what speaks for each, and which is preferred."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from retrieval.analysis.tokens import Token
from retrieval.definitions import defines, expands, spells
from retrieval.index import Index
from retrieval.kinds import compares, kind_shown, says_no
from retrieval.model import Concept, Query, Signals
from retrieval.question_words import LIGHT
from retrieval.quotables import QUOTE, Spans

FEW, MANY = 40, 2000
"""Collections of fewer and of more passages are taken as these: the probability was fitted to such in between."""
MASS = 8.0
"""Weight of what is matched, in nats, that counts half."""
BESIDE = 0.7
"""What is left of what is asked of the subject where it stands in the same block, but not in what is quoted."""
UNSAID = 0.5
"""What is left of the kind where it is asked what is not, and a text says only what is."""
TOPIC = 0.8
"""Where a subject is named without a question, a text that does not say what it is will do too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Spans that may be quoted as an answer, with what stands in them."""

    spans: Spans
    terms: frozenset[str]
    text: str
    tokens: Sequence[Token]
    blocks: frozenset[str]
    """Terms of the blocks that the spans are cut from."""
    goes_on: bool
    """A sentence with the next one, which leans back on it."""
    rows: int
    """Rows of a table that it holds."""
    is_contact: bool
    """A contact block."""
    without: frozenset[str] | None
    """For a single item or row: the terms of what stands above it, to which it must add something."""
    replies: bool
    """It begins what stands under a heading that asks a question."""


class Scale:
    """A query's concepts with their weights, against which texts are held."""

    def __init__(self, query: Query, index: Index, crowd: float) -> None:
        self._crowd = crowd
        self._size = _size(len(index.engine))
        self.asked = query.asked
        """The kind of thing that is asked for."""
        self._question = query.text
        self._says_no = says_no(query.text)
        self._compares = compares(query.text)
        self._subject = _subject(query)
        self._names = _whole_names(query)
        self._weighed = [(_Standing(concept), index.weight(concept)) for concept in query.concepts]
        self._exact = [_Standing(concept) for concept in query.concepts if concept.exact]
        self._focus = [_Standing(concept) for concept in query.concepts if concept.focus]
        self._total = sum(weight for _, weight in self._weighed) or 1.0
        self._known = sum(weight * standing.anywhere(index) for standing, weight in self._weighed) / self._total

    def signals(
        self,
        candidate: Candidate,
        around: frozenset[str],
        headings: frozenset[str],
        rank: float,
        meaning: float | None = None,
    ) -> Signals:
        """What speaks for a candidate; `around` holds the terms of its passage and headings."""
        exact = [standing.among(candidate.blocks) or standing.among(headings) for standing in self._exact]
        focus = [
            max(standing.among(candidate.terms), standing.among(headings), BESIDE * standing.among(candidate.blocks))
            for standing in self._focus
        ]
        spelt_out = self.asked in ("expansion", "definition") and spells(candidate.text, "".join(self._names))
        if spelt_out:
            exact = []
        coverage = context = 0.0
        for standing, weight in self._weighed:
            inside = 1.0 if spelt_out else standing.among(candidate.terms)
            coverage += weight * inside
            context += weight * (inside if inside == 1.0 else max(inside, standing.among(around)))
        return Signals(
            coverage=coverage / self._total,
            context=context / self._total,
            rank=rank,
            kind=self._kind(candidate),
            exact=sum(map(bool, exact)) / len(exact) if exact else 1.0,
            known=self._known,
            focus=sum(focus) / len(focus) if focus else 1.0,
            mass=coverage / (coverage + MASS),
            crowd=self._crowd,
            size=self._size,
            meaning=None if meaning is None else max(meaning, 0.0),
        )

    def admits(self, candidate: Candidate, signals: Signals) -> bool:
        """Whether a candidate may answer: an item adds something to its lead; a whole table answers a list only."""
        if candidate.rows > 1 and self.asked not in ("list", "number"):
            return False
        return candidate.without is None or signals.coverage > self.coverage(candidate.without)

    def other_rows(self, row: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The rows of the same table that belong beside one: where a list is asked for, those that hold the same of what
        is asked; where things are compared, those that hold the rest of it.
        """
        if row.rows != 1 or not (self.asked == "list" or self._compares):
            return []
        held, room, others = self._held(row), QUOTE - len(row.text), []
        for other in candidates:
            own = self._held(other)
            belongs = own == held if self.asked == "list" else bool(own - held)
            if other is not row and other.rows == 1 and other.spans[0].start == row.spans[0].start and belongs:
                room -= other.spans[-1].end - other.spans[-1].start
                if room < 0:
                    break
                others.append(other)
        return others

    def _held(self, candidate: Candidate) -> set[int]:
        """Which of the concepts stand in a candidate."""
        return {n for n, (standing, _) in enumerate(self._weighed) if standing.among(candidate.terms)}

    def preference(self, candidate: Candidate) -> tuple[bool, bool, bool, int]:
        """What is preferred of equally likely candidates, the higher the better.

        What begins the answer to a heading that asks; a whole list, where one is asked for; the shortest; but where no
        particular kind of thing is asked for, a sentence with the next, where that goes on about it.
        """
        goes_on = candidate.goes_on and self.asked in ("other", "topic", "list", "reason")
        is_list = self.asked == "list" and candidate.without is None and "\n" in candidate.text
        return candidate.replies, is_list, goes_on, -len(candidate.text)

    def _kind(self, candidate: Candidate) -> float:
        """How surely the candidate shows the kind of thing that is asked for."""
        if self.asked == "expansion":
            return expands(candidate.text, self._names)
        if self.asked in ("definition", "topic"):
            own = frozenset(
                term for concept in self._subject for term, weight in concept.terms.items() if weight == 1.0
            )
            named = {token.surface for token in candidate.tokens if not own.isdisjoint(token.terms)}
            whole = [name for name in self._names if "-" in name]
            parts = {part.lower() for name in whole for part in name.split("-")}
            named = {name for name in named if name.lower() not in parts}.union(whole)
            if spells(candidate.text, "".join(self._names)):
                return 1.0
            return max(defines(candidate.text, sorted(named)), TOPIC if self.asked == "topic" else 0.0)
        if candidate.is_contact and self.asked in ("number", "time", "reason"):
            return 0.0  # its figures are telephone numbers and house numbers
        shown = kind_shown(self.asked, candidate.text, self._question)
        return shown * UNSAID if self._says_no and not says_no(candidate.text) else shown

    def coverage(self, terms: frozenset[str]) -> float:
        """Share of the question, by weight, that stands among the terms."""
        return sum(weight * standing.among(terms) for standing, weight in self._weighed) / self._total


def _size(passages: int) -> float:
    """The logarithm of a number of passages, 0 for FEW and 1 for MANY."""
    return min(max(log(max(passages, 1) / FEW) / log(MANY / FEW), 0.0), 1.0)


def _subject(query: Query) -> list[Concept]:
    """The concepts that a question is about: those that stand in quotation marks, if any do."""
    weighty = [concept for concept in query.concepts if concept.weight > LIGHT]
    return [concept for concept in weighty if concept.quoted] or weighty


def _whole_names(query: Query) -> list[str]:
    """The words that the question is about, those that it joins by a hyphen as one; of an expansion, the acronyms."""
    names: list[str] = []
    for concept in _subject(query):
        if names and f"{names[-1]}-{concept.surface}" in query.text:
            names[-1] += f"-{concept.surface}"
        else:
            names.append(concept.surface)
    acronyms = [name for name in names if sum(map(str.isupper, name)) > 1]
    return acronyms if acronyms and query.asked == "expansion" else names


class _Standing:
    """How well a concept stands among terms, from 0 to 1: by the best of the terms that stand for it."""

    def __init__(self, concept: Concept) -> None:
        by_weight: dict[float, set[str]] = {}
        for term, weight in concept.terms.items():
            by_weight.setdefault(weight, set()).add(term)
        self._levels = sorted(by_weight.items(), reverse=True)

    def among(self, terms: frozenset[str]) -> float:
        return next((weight for weight, own in self._levels if not terms.isdisjoint(own)), 0.0)

    def anywhere(self, index: Index) -> float:
        return next((weight for weight, own in self._levels if any(map(index.knows, own))), 0.0)
