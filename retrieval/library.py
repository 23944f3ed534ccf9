"""Documents with their passages and words, where an index finds them: in memory, or in a file (retrieval.stored)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Protocol

from corpus.model import Contact, Document, Passage
from corpus.splitting import split
from retrieval.acronyms import Acronym, Acronyms, MemoryAcronyms, acronyms_in
from retrieval.analysis import analyser_of, english, index_terms
from retrieval.analysis.tokens import pieces
from retrieval.errors import UnknownDocument
from retrieval.places import Place, places_of

TextsOf = Callable[[Document, Passage], Iterable[str]]
"""The texts that are read for the meaning of a passage."""


class Library(Protocol):
    """What an index needs of documents. Numbers of passages are in the order of documents and of reading."""

    @property
    def documents(self) -> Sequence[Document]:
        """Every document, ordered by id."""
        ...

    def __len__(self) -> int:
        """How many documents there are."""
        ...

    def document(self, id: str) -> Document:
        """The document of that id. Raises UnknownDocument."""
        ...

    def passage(self, number: int) -> Passage:
        """The passage of that number. Raises UnknownDocument."""
        ...

    @property
    def words(self) -> AbstractSet[str]:
        """Words of meaning in any document, folded, before they are stemmed."""
        ...

    @property
    def names(self) -> AbstractSet[str]:
        """Those that are always written with a capital."""
        ...

    @property
    def contacts(self) -> Sequence[Contact]:
        """Every contact record of every document."""
        ...

    @property
    def acronyms(self) -> Acronyms:
        """Every acronym that any document spells out."""
        ...

    def numbered(self, number: str) -> Sequence[tuple[str, Place]]:
        """The places of a number, in lower case, each with its document's id, in the order of documents."""
        ...

    def within(self, document: str, place: Place) -> Sequence[int]:
        """The numbers of the passages in a place of a document, in order."""
        ...

    @property
    def titles(self) -> Sequence[str]:
        """The titles of the first documents that are no ready passages; three at most."""
        ...

    def titled(self, title: str) -> str | None:
        """The id of the first document of that title, or None."""
        ...

    @property
    def versioned(self) -> Sequence[Document]:
        """The documents that say until when they are in force, or which others they supersede."""
        ...


class MemoryLibrary:
    """Documents in memory; see Library."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self.contacts = tuple(contact for document in self.documents for contact in document.contacts)
        self.titles = tuple(document.title for document in self.documents if not document.ready)[:3]
        self.versioned = tuple(document for document in self.documents if is_versioned(document))
        self._by_id: Mapping[str, Document] = {document.id: document for document in self.documents}
        self.passages = tuple(passage for document in self.documents for passage in split(document))
        self.acronyms = MemoryAcronyms(found for document in self.documents for found in acronyms_of(document))
        self.words, self.names = gathered(words_of(document) for document in self.documents)

    def __len__(self) -> int:
        return len(self.documents)

    def document(self, id: str) -> Document:
        try:
            return self._by_id[id]
        except KeyError:
            raise UnknownDocument(f"no document {id!r} in the library: build the index again") from None

    def passage(self, number: int) -> Passage:
        return self.passages[number]

    def numbered(self, number: str) -> Sequence[tuple[str, Place]]:
        return self._numbered.get(number, ())

    def within(self, document: str, place: Place) -> Sequence[int]:
        return [
            number
            for number, passage in enumerate(self.passages)
            if passage.document == document and place.start <= passage.start and passage.end <= place.end
        ]

    @cached_property
    def _numbered(self) -> Mapping[str, Sequence[tuple[str, Place]]]:
        found: dict[str, list[tuple[str, Place]]] = {}
        for document in self.documents:
            for place in places_of(document):
                found.setdefault(place.number, []).append((document.id, place))
        return found

    def titled(self, title: str) -> str | None:
        return next((document.id for document in self.documents if document.title == title), None)

    def terms(self) -> Iterator[tuple[int, list[str]]]:
        """Every passage's number with the terms that stand for it."""
        for number, passage in enumerate(self.passages):
            yield number, passage_terms(self.document(passage.document), passage)

    def texts(self, texts_of: TextsOf) -> Iterator[tuple[int, str]]:
        """What stands for every passage, or may be quoted of it, each text with the passage's number."""
        for number, passage in enumerate(self.passages):
            for text in texts_of(self.document(passage.document), passage):
                yield number, text


def is_versioned(document: Document) -> bool:
    """Whether a document says until when it is in force, or which others it supersedes."""
    return bool(document.valid_until or document.supersedes)


def headings(document: Document, passage: Passage) -> str:
    """The title and heading trail above a passage, a line each."""
    return "\n".join((document.title, *document.sections[passage.section].trail))


def passage_texts(document: Document, passage: Passage) -> list[str]:
    """The texts that stand for a passage: what stands above it (title, headings, a lead), then its own."""
    above = [headings(document, passage)]
    if passage.lead and passage.lead.start < passage.start:
        above.append(document.at(passage.lead))
    return [*above, document.at(passage)]


def whole_text(document: Document, passage: Passage) -> Iterator[str]:
    """These texts as one, by which a passage is known for its meaning."""
    yield "\n".join(passage_texts(document, passage))


def passage_terms(document: Document, passage: Passage) -> list[str]:
    """The terms of these texts, in their order; then once more those of the heading right above, by which people ask."""
    analyse = analyser_of(document.language)
    terms = [term for text in passage_texts(document, passage) for term in index_terms(analyse(text))]
    heading = (document.title, *document.sections[passage.section].trail)[-1]
    return terms + [term for token in analyse(heading) if not token.stop for term in token.terms]


def acronyms_of(document: Document) -> Iterator[Acronym]:
    """The acronyms that a document spells out."""
    return acronyms_in(document.text, analyser_of(document.language))


def words_of(document: Document) -> frozenset[tuple[str, bool]]:
    """The words of a document, folded, each with whether it begins with a small letter."""
    text = f"{document.title}\n{document.text}"
    return frozenset((piece.base, piece.surface[0].islower()) for piece in pieces(text))


def gathered(words: Iterable[Collection[tuple[str, bool]]]) -> tuple[frozenset[str], frozenset[str]]:
    """Words of meaning, and of them those that never begin with a small letter."""
    all_words: set[str] = set()
    small: set[str] = set()
    for own in words:
        all_words.update(base for base, _ in own)
        small.update(base for base, is_small in own if is_small)
    all_words -= english.STOP
    return frozenset(all_words), frozenset(word for word in all_words - small if word.isalpha())
