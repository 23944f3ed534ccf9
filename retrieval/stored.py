"""An index on disk, as it is read: documents, passages and words in SQLite, beside an engine.

    FOLDER/current          the name of the generation that serves
    FOLDER/<generation>/    library.sqlite and engine/, and if asked for vectors.npy and quotables.npy, of passages and of
                            what may be quoted of them; never changed once it serves

A generation that is open goes on serving its reader after a newer one has taken its place (retrieval.indexing).
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

from corpus.model import Contact, Document, Model, Passage
from retrieval.acronyms import Acronym, Acronyms, MemoryAcronyms
from retrieval.analysis import VERSION as ANALYSIS
from retrieval.errors import DamagedIndex, UnknownDocument
from retrieval.places import Place

if TYPE_CHECKING:
    from retrieval.embedder import Embedder
    from retrieval.vectors import Vectors

FORMAT = "6"
"""Raised whenever a generation is laid out otherwise than before."""
CURRENT = "current"
LIBRARY = "library.sqlite"
ENGINE = "engine"
VECTORS = "vectors.npy"
QUOTABLES = "quotables.npy"
"""Names in the folder; see above."""


class About(Model):
    """What a generation says of itself."""

    format: str
    """FORMAT of the program that made it."""
    analysis: str
    """Version of the analysis its terms are made by."""
    reader: str
    """Version of the code that read the sources."""
    corpus_version: str
    """Digest over all documents."""
    sources: tuple[str, ...]
    """The files and folders it was made of, as absolute paths."""
    documents: int
    """How many documents it holds."""
    passages: int
    """How many passages it holds."""
    built: str
    """When, in UTC (ISO 8601)."""
    problems: tuple[str, ...] = ()
    """What could not be read, each with its reason."""
    embedder: str = ""
    """Signature of the embedder that made its vectors; empty if it has none."""

    def is_usable(self) -> bool:
        """Whether this version of the program can answer from it."""
        return (self.format, self.analysis) == (FORMAT, str(ANALYSIS))


def generation(folder: Path) -> Path | None:
    """The generation that serves, or None where none was ever built. Raises DamagedIndex."""
    try:
        name = (folder / CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndex(f"the index in {folder} cannot be read: {error}") from None
    if not (folder / name / LIBRARY).exists():
        raise DamagedIndex(f"the index in {folder} is damaged: {name}/{LIBRARY} is not there")
    return folder / name


class StoredLibrary:
    """A generation's documents; see retrieval.library.Library. Raises DamagedIndex where it cannot be read."""

    def __init__(self, generation: Path) -> None:
        self.engine = generation / ENGINE
        """The folder of the engine that holds the terms of its passages."""
        self._generation = generation
        self._file = generation / LIBRARY
        self._connection = sqlite3.connect(
            f"{self._file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
        finalize(self, self._connection.close)
        self.document = lru_cache(maxsize=256)(self._document)
        """The document of an id. Raises UnknownDocument."""
        self.passage = lru_cache(maxsize=1024)(self._passage)
        """The passage of a number. Raises UnknownDocument."""
        about = self._value("SELECT about FROM meta")
        if about is None:
            raise DamagedIndex(f"the index {self._file} was not finished")
        self.about = About.model_validate_json(about)

    def vectors_of(self, embedder: "Embedder") -> "tuple[Vectors, Vectors | None]":
        """The vectors of all passages, and of all that may be quoted of them if the embedder reads sentences.

        Raises DamagedIndex where this embedder has not made them.
        """
        from retrieval.embedder import signature
        from retrieval.vectors import read

        if self.about.embedder != signature(embedder):
            raise DamagedIndex(
                f"the index {self._file.parent} holds {self.about.embedder or 'no'} vectors, none of"
                f" {signature(embedder)}: build the index again"
            )
        passages = read(self._generation / VECTORS, embedder.dimensions, self.about.passages)
        return passages, read(self._generation / QUOTABLES, embedder.dimensions) if embedder.reads_sentences else None

    @cached_property
    def documents(self) -> Sequence[Document]:
        """Every document, ordered by id."""
        return [
            Document.model_validate_json(found) for (found,) in self._rows("SELECT json FROM documents ORDER BY id")
        ]

    @cached_property
    def words(self) -> AbstractSet[str]:
        """Words of meaning in any document, folded, before they are stemmed."""
        return _Words(self._rows, "words")

    @cached_property
    def names(self) -> AbstractSet[str]:
        """Those that are always written with a capital."""
        return _Words(self._rows, "names")

    @cached_property
    def contacts(self) -> Sequence[Contact]:
        """Every contact record of every document."""
        rows = self._rows("SELECT json FROM contacts ORDER BY document, place")
        return [Contact.model_validate_json(found) for (found,) in rows]

    @cached_property
    def acronyms(self) -> Acronyms:
        """Every acronym that any document spells out."""
        rows = self._rows("SELECT DISTINCT short, full FROM acronyms")
        return MemoryAcronyms(Acronym(short, tuple(full.split())) for short, full in rows)

    @cached_property
    def titles(self) -> Sequence[str]:
        """The titles of the first documents that are no ready passages; three at most."""
        return [title for (title,) in self._rows("SELECT title FROM documents WHERE NOT ready ORDER BY id LIMIT 3")]

    @cached_property
    def versioned(self) -> Sequence[Document]:
        """The documents that say until when they are in force, or which others they supersede."""
        rows = self._rows("SELECT json FROM documents WHERE versioned ORDER BY id")
        return [Document.model_validate_json(found) for (found,) in rows]

    def numbered(self, number: str) -> Sequence[tuple[str, Place]]:
        """The places of a number, in lower case, each with its document's id, in the order of documents."""
        query = (
            "SELECT document, number, kind, section, start, end FROM places WHERE number = ? ORDER BY document, place"
        )
        return [(id, Place(*place)) for id, *place in self._rows(query, number)]

    def within(self, document: str, place: Place) -> Sequence[int]:
        """The numbers of the passages in a place of a document, in order."""
        numbers = (n for (n,) in self._rows("SELECT number FROM passages WHERE document = ? ORDER BY number", document))
        found = ((number, self.passage(number)) for number in numbers)
        return [n for n, passage in found if place.start <= passage.start and passage.end <= place.end]

    def titled(self, title: str) -> str | None:
        """The id of the first document of that title, or None."""
        return self._value("SELECT id FROM documents WHERE title = ? ORDER BY id LIMIT 1", title)

    def __len__(self) -> int:
        return self.about.documents

    def _document(self, id: str) -> Document:
        found = self._value("SELECT json FROM documents WHERE id = ?", id)
        if found is None:
            raise UnknownDocument(f"no document {id!r} in {self._file}: build the index again")
        return Document.model_validate_json(found)

    def _passage(self, number: int) -> Passage:
        found = self._value("SELECT json FROM passages WHERE number = ?", number)
        if found is None:
            raise UnknownDocument(f"no passage {number} in {self._file}: build the index again")
        return Passage.model_validate_json(found)

    def _value(self, query: str, *values: str | int) -> str | None:
        """The first value of the first row, or None where there is none."""
        row = next(self._rows(query, *values), None)
        return row[0] if row else None

    def _rows(self, query: str, *values: str | int) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise DamagedIndex(f"the index {self._file} is damaged ({error}); build it again") from None


class _Words(AbstractSet[str]):
    """A table of words, looked up one by one until all of them are asked for."""

    def __init__(self, rows: Callable[..., Iterator[tuple[Any, ...]]], table: str) -> None:
        self._rows = rows
        self._table = table
        self._has = lru_cache(maxsize=65536)(self._stands)

    @cached_property
    def _all(self) -> Sequence[str]:
        return [word for (word,) in self._rows(f"SELECT word FROM {self._table} ORDER BY word")]  # noqa: S608 - a name of ours

    def __contains__(self, word: object) -> bool:
        return self._has(word)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def _stands(self, word: object) -> bool:
        return next(self._rows(f"SELECT word FROM {self._table} WHERE word = ?", word), None) is not None  # noqa: S608 - a name of ours
