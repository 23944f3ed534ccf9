"""The documents that are searched: their passages, their words, and an engine over them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from corpus.model import Contact, Document, Passage, Span
from corpus.splitting import split
from retrieval import bm25
from retrieval.analysis import analyser_of, english, index_terms
from retrieval.analysis.tokens import Token, pieces
from retrieval.engine import Engine
from retrieval.errors import UnknownDocument
from retrieval.model import Concept, Hit

UNKNOWN = 0.5
"""What is left of the weight of a word that no document holds: people ask in other words than the documents'."""


class Index:
    """Documents, split and analysed, behind an engine that is empty when it is handed over."""

    def __init__(self, documents: Iterable[Document], engine: Engine) -> None:
        self.documents = tuple(documents)
        """In the order given."""
        self._by_id: Mapping[str, Document] = {document.id: document for document in self.documents}
        self.passages: tuple[Passage, ...] = tuple(p for document in self.documents for p in split(document))
        """In reading order; a passage's number is its place here."""
        self.engine = engine
        self.words, self.names = _words(self.documents)
        """Words of meaning in any document, folded, before they are stemmed; and those always written with a capital."""
        self.tokens = lru_cache(maxsize=256)(self._tokens)
        """The tokens of a passage, given by its number; offsets are the document's."""
        self._heading_terms = lru_cache(maxsize=1024)(self._analysed_headings)
        engine.add(self._terms(number) for number in range(len(self.passages)))

    def document(self, id: str) -> Document:
        """The document of that id. Raises UnknownDocument."""
        try:
            return self._by_id[id]
        except KeyError:
            raise UnknownDocument(f"no document {id!r} in the library: build the index again") from None

    def search(self, terms: Mapping[str, float], limit: int) -> list[Hit]:
        """The best passages; see retrieval.engine.Engine."""
        return self.engine.search(terms, limit)

    def rarity(self, concept: Concept) -> float:
        """The idf of the most frequent term that stands for a concept fully."""
        own = (self.engine.holding(term) for term, standing in concept.terms.items() if standing == 1.0)
        return bm25.idf(len(self.engine), max(own, default=0))

    def weight(self, concept: Concept) -> float:
        """What a concept counts in a question: how rare it is, less for a word that no document holds and that is no name."""
        known = any(self.knows(term) for term, standing in concept.terms.items() if standing == 1.0)
        return concept.weight * self.rarity(concept) * (1.0 if known or concept.exact else UNKNOWN)

    def is_rare(self, concept: Concept) -> bool:
        """Whether so few passages hold a concept that it tells them from the others."""
        return self.rarity(concept) >= 0.5 * bm25.idf(len(self.engine), 0)

    def knows(self, term: str) -> bool:
        """Whether any passage holds the term."""
        return self.engine.holding(term) > 0

    def headings(self, passage: Passage) -> str:
        """The title and heading trail above a passage, a line each."""
        document = self.document(passage.document)
        return "\n".join((document.title, *document.sections[passage.section].trail))

    def heading_terms(self, passage: Passage) -> frozenset[str]:
        """The terms of the title and heading trail above a passage."""
        return self._heading_terms(passage.document, self.headings(passage))

    def contacts(self) -> list[Contact]:
        """Every contact record of every document."""
        return [contact for document in self.documents for contact in document.contacts]

    def _terms(self, number: int) -> list[str]:
        passage = self.passages[number]
        document = self.document(passage.document)
        above = [self.headings(passage)]
        if passage.lead and passage.lead.start < passage.start:
            above.append(document.at(passage.lead))
        analyse = analyser_of(document.language)
        return [term for text in above for term in index_terms(analyse(text))] + index_terms(self.tokens(number))

    def _analysed_headings(self, id: str, headings: str) -> frozenset[str]:
        return frozenset(index_terms(analyser_of(self.document(id).language)(headings)))

    def _tokens(self, number: int) -> Sequence[Token]:
        passage = self.passages[number]
        return self.tokens_of(passage.document, passage)

    def tokens_of(self, id: str, span: Span) -> Sequence[Token]:
        """The tokens of any span of a document; offsets are the document's."""
        document = self.document(id)
        return [
            token._replace(start=token.start + span.start, end=token.end + span.start)
            for token in analyser_of(document.language)(document.at(span))
        ]


def _words(documents: Iterable[Document]) -> tuple[frozenset[str], frozenset[str]]:
    words: set[str] = set()
    small: set[str] = set()
    for document in documents:
        own = {(piece.base, piece.surface[0].islower()) for piece in pieces(f"{document.title}\n{document.text}")}
        words.update(base for base, _ in own)
        small.update(base for base, is_small in own if is_small)
    return frozenset(words - english.STOP), frozenset(word for word in words - small if word.isalpha())
