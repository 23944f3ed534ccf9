"""The main path: a question in, an Answer out.

`retrieval` measures; here it is decided: answer, ask back, or abstain and name who should know.
"""

import logging
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.asking import cleaned, printable, refusal
from bot.courtesy import smalltalk, without_courtesy
from bot.deciding.by_contacts import by_contacts
from bot.deciding.by_dates import by_dates
from bot.deciding.by_evidence import by_evidence
from bot.deciding.by_place import by_place, places_of_that_number
from bot.deciding.choices import in_document
from bot.deciding.decision import Decision, Grounds
from bot.followup import Standalone, make_standalone
from bot.items import naming_item, points_at_item
from bot.model import Answer
from bot.replies import say
from bot.settings import AnsweringOptions
from corpus.model import Document, Passage
from retrieval.confidence import SHIPPED, Calibration
from retrieval.directory import Directory
from retrieval.errors import RetrievalError
from retrieval.evidence import EvidenceFinder
from retrieval.index import Index
from retrieval.model import Evidence, Hit, Query
from retrieval.places import asked_place
from retrieval.questions import make_query

if TYPE_CHECKING:
    from bot.explanation import ExplainedAnswer

RANKED = 10
"""So many passages at least are ranked; looking into one costs more than ranking all."""

_log = logging.getLogger(__name__)


class Findings(NamedTuple):
    """What was looked up for a question; empty where nothing was."""

    ranking: tuple[Passage, ...] = ()
    """The passages that were found, the best first: those that were looked into, and some more."""
    evidence: tuple[Evidence, ...] = ()
    """What they hold that may answer, the likeliest first."""
    query: Query | None = None
    """The question as it was looked up."""
    decided_on: Literal["evidence", "contacts", "place"] = "evidence"
    """The evidence, contact records, or a place that was asked for by its number."""


class Madoguchi:
    """The window: answers from one index. Never raises for anything a person can type."""

    def __init__(
        self,
        index: Index,
        version: str,
        options: AnsweringOptions,
        limit: int,
        calibration: Calibration = SHIPPED,
    ) -> None:
        self._index = index
        self._finder = EvidenceFinder(index, calibration)
        self._calibration = calibration
        self._threshold = calibration.threshold if options.threshold is None else options.threshold
        self._directory = Directory(index)
        self._version = version
        self._options = options
        self._limit = limit

    @property
    def version(self) -> str:
        """Digest over all documents."""
        return self._version

    @property
    def grounds(self) -> Grounds:
        """What questions are decided on."""
        return Grounds(self._index, self._finder, self._directory, self._threshold, self._options.helpdesk)

    @property
    def calibration(self) -> Calibration:
        """What matches are worth."""
        return self._calibration

    @property
    def documents(self) -> Sequence[Document]:
        """The documents that are answered from."""
        return self._index.library.documents

    def document(self, id: str) -> Document:
        """The document of that id. Raises retrieval.errors.UnknownDocument."""
        return self._index.document(id)

    def answer(self, question: str, history: Sequence[str] = (), id: str | int | None = None) -> Answer:
        """Answer a question; `history` holds the earlier questions of the conversation, the oldest first."""
        return self.answer_with_findings(question, history, id)[0]

    def answer_with_findings(
        self, question: str, history: Sequence[str] = (), id: str | int | None = None
    ) -> tuple[Answer, Findings]:
        """The same, with what the answer was chosen from."""
        started = perf_counter()
        forgotten = max(len(history) - self._options.history_turns, 0)
        try:
            standalone, decision, findings = self._decide(question, history[forgotten:])
        except RetrievalError:
            _log.exception("a question cannot be looked up")
            standalone, findings = "", Findings()
            decision = Decision("error.unavailable", message=say("error-unavailable"))
        answer = Answer(
            id=id,
            question=printable(question),
            standalone=standalone,
            corpus_version=self._version,
            elapsed_ms=round((perf_counter() - started) * 1000, 3),
            **decision.fields(),
        )
        return answer, findings

    def explain(self, question: str, history: Sequence[str] = (), id: str | int | None = None) -> "ExplainedAnswer":
        """The same answer, with how it came about."""
        from bot.explaining import explain  # what is asked without reasons is answered without this

        answer, findings = self.answer_with_findings(question, history, id)
        return explain(answer, findings, self._index, self._directory, self._calibration, self._threshold)

    def refuse(self, reason: str, id: str | int | None = None) -> Answer:
        """An Answer to what is no question, with the reason."""
        return Answer(
            id=id,
            status="refused.input",
            question="",
            standalone="",
            confidence=0,
            message=reason,
            corpus_version=self._version,
            elapsed_ms=0,
        )

    def _decide(self, question: str, history: Sequence[str]) -> tuple[str, Decision, Findings]:
        if reason := refusal(question, self._options.question_chars):
            message = say(reason, limit=str(self._options.question_chars))
            return "", Decision("refused.input", message=message), Findings()
        text = cleaned(question)
        if status := smalltalk(text) or smalltalk(without_courtesy(text)):
            return text, Decision(status, message=say(status.replace(".", "-"), titles=self.titles())), Findings()
        words = self._index.words
        text = without_courtesy(text, words)
        asked = [without_courtesy(earlier, words) for earlier in map(cleaned, history) if not smalltalk(earlier)]
        if asked and points_at_item(text):
            text = naming_item(text, self._decide(asked[-1], asked[:-1])[1])
        standalone = make_standalone(text, asked)
        if standalone.lost:
            return text, Decision("clarify", message=say("clarify-lost")), Findings()
        if asked_place(standalone.question):
            query = make_query(standalone.question, self._index)
            if of_place := by_place(query, self.grounds):
                return standalone.text, of_place, Findings(query=query, decided_on="place")
        query, ranking, evidence = self._look_up(standalone)
        of_records = by_contacts(query, standalone, evidence, self.grounds)
        decision = of_records or by_evidence(query, evidence, self.grounds)
        decision = by_dates(query, decision, ranking, self.grounds) or decision
        return standalone.text, decision, Findings(ranking, evidence, query, "contacts" if of_records else "evidence")

    def _look_up(self, standalone: Standalone) -> tuple[Query, tuple[Passage, ...], tuple[Evidence, ...]]:
        """The question analysed, the passages found and their evidence, by the first reading that finds an answer."""
        if within := self._look_up_within(standalone.question):
            return within
        for text, background, documents in self._readings(standalone):
            query = make_query(text, self._index, standalone.earlier, background, documents)
            hits = self._index.search(query, max(self._limit, RANKED))
            evidence = self._finder.find(query, hits, self._limit)
            if evidence and evidence[0].probability >= self._threshold:
                break
        return query, tuple(self._index.passage(hit.passage) for hit in hits), tuple(evidence)

    def _look_up_within(self, question: str) -> tuple[Query, tuple[Passage, ...], tuple[Evidence, ...]] | None:
        """The same within the numbered place that a question names (does section 4.1.3 allow taxis?); None without an answer there."""
        asked = asked_place(question)
        places = places_of_that_number(asked, self._index) if asked else ()
        numbers = (number for id, place in places for number in self._index.library.within(id, place))
        hits = [Hit(number, 1.0) for number in islice(numbers, RANKED)]
        if not asked or not hits:
            return None
        query = make_query(asked.rest, self._index)
        evidence = self._finder.find(query, hits, RANKED)
        if not evidence or evidence[0].probability < self._threshold:
            return None
        return query, tuple(self._index.passage(hit.passage) for hit in hits), tuple(evidence)

    def _readings(self, standalone: Standalone) -> Iterator[tuple[str, Sequence[tuple[str, float]], frozenset[str]]]:
        """How a question may be meant, the likeliest first: of the document that it names; of documents of the past, where
        it says when; by itself, so that one that stands alone is not disturbed; with what was said before.
        """
        question = standalone.question
        if chosen := in_document(question, self._index.library):
            yield chosen.question, (), frozenset({chosen.document})
        if past := self._index.versions.asked(question):
            yield past.text, (), past.documents
        yield question, (), frozenset()
        if standalone.background:
            yield question, standalone.background, frozenset()

    @property
    def helpdesk(self) -> str:
        """Where else people can turn to; empty where nothing is set."""
        return self._options.helpdesk

    @cached_property
    def _examples(self) -> tuple[str, ...]:
        from bot.examples import examples  # what is asked needs none

        return examples(self._index, self.answer)

    def examples(self) -> Sequence[str]:
        """Questions to begin with; see bot.examples."""
        return self._examples

    def titles(self) -> str:
        """What is answered from, in a few words; what is no longer in force only where nothing else is named."""
        library, former = self._index.library, self._index.versions.former
        titles = [title for title in library.titles if library.titled(title) not in former] or library.titles
        return "; ".join(titles) or say("ready-passages", count=len(self._index.library))
