"""What is searched: a library of documents, and an engine that ranks its passages, by their meaning too where it is told."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.model import Contact, Document, Passage, Span
from corpus.sentences import asks
from retrieval import bm25
from retrieval.acronyms import Acronyms
from retrieval.analysis import analyser_of, index_terms
from retrieval.analysis.tokens import Token
from retrieval.engine import Engine
from retrieval.glossary import NO_GLOSSARY, Glossary
from retrieval.library import Library, headings
from retrieval.model import Concept, Hit, Query
from retrieval.versions import Versions

if TYPE_CHECKING:
    from retrieval.meaning import Meaning

UNKNOWN = 0.5
"""What is left of the weight of a word that no document holds: people ask in other words than the documents'."""


class Index:
    """A library, behind an engine that holds the terms of its passages under their numbers."""

    def __init__(
        self,
        library: Library,
        engine: Engine,
        meaning: "Meaning | None" = None,
        glossary: Glossary = NO_GLOSSARY,
        today: date | None = None,
    ) -> None:
        self.library = library
        self.engine = engine
        self.glossary = glossary
        """The organisation's own words for the same thing."""
        self.versions = Versions(library, today or datetime.now(UTC).date())
        """Which of the documents are no longer in force."""
        self._meaning = meaning
        self.tokens = lru_cache(maxsize=256)(self._tokens)
        """The tokens of a passage, given by its number; offsets are counted from its start."""
        self._heading_terms = lru_cache(maxsize=1024)(self._analysed_headings)

    def document(self, id: str) -> Document:
        """The document of that id. Raises UnknownDocument."""
        return self.library.document(id)

    def passage(self, number: int) -> Passage:
        """The passage of that number. Raises UnknownDocument."""
        return self.library.passage(number)

    @property
    def words(self) -> AbstractSet[str]:
        """Words of meaning in any document, folded, before they are stemmed."""
        return self.library.words

    @property
    def names(self) -> AbstractSet[str]:
        """Those that are always written with a capital."""
        return self.library.names

    @property
    def contacts(self) -> Sequence[Contact]:
        """Every contact record of every document in force."""
        former = self.versions.former
        return [contact for contact in self.library.contacts if contact.citation.document not in former]

    @property
    def acronyms(self) -> Acronyms:
        """Every acronym that any document spells out."""
        return self.library.acronyms

    def search(self, query: Query, limit: int) -> list[Hit]:
        """The best passages, at most `limit`, of documents in force or of those that the query asks of; equal scores in
        the order of their numbers.
        """
        if not (self.versions.former or query.documents):
            return self._ranked(query, limit)
        count = limit
        while True:
            ranked = self._ranked(query, count)
            meant = [hit for hit in ranked if self._is_meant(self.passage(hit.passage).document, query)]
            if len(meant) >= limit or len(ranked) < count:
                return meant[:limit]
            count *= 2

    def _is_meant(self, document: str, query: Query) -> bool:
        return document in query.documents if query.documents else document not in self.versions.former

    def _ranked(self, query: Query, limit: int) -> list[Hit]:
        if self._meaning:
            return self._meaning.search(query, self.engine, limit)
        return self.engine.search(query.ranking, limit)

    @property
    def reads_meaning(self) -> bool:
        """Whether sentences are read for their meaning."""
        return self._meaning is not None and self._meaning.reads_sentences

    def closeness(self, query: Query, number: int) -> Sequence[float] | None:
        """How close in meaning to the question each is that may be quoted of a passage, in the order of retrieval.quotables,
        from -1 to 1; None where sentences are not read for their meaning.
        """
        return self._meaning.closeness(query, number) if self._meaning else None

    def rarity(self, terms: Mapping[str, float]) -> float:
        """The idf of the most frequent of the terms that stand for a thing fully."""
        own = (self.engine.holding(term) for term, standing in terms.items() if standing == 1.0)
        return bm25.idf(len(self.engine), max(own, default=0))

    def weight(self, concept: Concept) -> float:
        """What a concept counts in a question: how rare it is, less for a word that no document holds and is no name."""
        known = any(self.knows(term) for term, standing in concept.terms.items() if standing == 1.0)
        return concept.weight * self.rarity(concept.terms) * (1.0 if known or concept.exact else UNKNOWN)

    def is_rare(self, terms: Mapping[str, float]) -> bool:
        """Whether so few passages hold a thing that it tells them from the others."""
        return self.rarity(terms) >= 0.5 * bm25.idf(len(self.engine), 0)

    def knows(self, term: str) -> bool:
        """Whether any passage holds the term."""
        return self.engine.holding(term) > 0

    def heading_terms(self, passage: Passage) -> frozenset[str]:
        """The terms of the title and heading trail above a passage."""
        return self._heading_terms(passage.document, headings(self.document(passage.document), passage))

    def question_above(self, passage: Passage) -> frozenset[str]:
        """The terms of the heading right above a passage, if that asks a question: what stands under it answers that."""
        heading = "".join(self.document(passage.document).sections[passage.section].trail[-1:])
        return self._heading_terms(passage.document, heading) if asks(heading, len(heading)) else frozenset()

    def tokens_of(self, id: str, span: Span) -> Sequence[Token]:
        """The tokens of any span of a document; offsets are counted from its start."""
        document = self.document(id)
        return analyser_of(document.language)(document.at(span))

    def _analysed_headings(self, id: str, above: str) -> frozenset[str]:
        return frozenset(index_terms(analyser_of(self.document(id).language)(above)))

    def _tokens(self, number: int) -> Sequence[Token]:
        passage = self.passage(number)
        return self.tokens_of(passage.document, passage)
