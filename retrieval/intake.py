"""What goes into a generation of the index: file by file and document by document, what changed is split, analysed and stored."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from corpus.cache import reader_version
from corpus.errors import NothingToRead, UnreadableDocument
from corpus.ingest import Found, find, identity, nothing_in, passed_over, version_of
from corpus.loaders import load
from corpus.model import Document, Model, digest_of
from corpus.splitting import split
from retrieval.analysis import VERSION as ANALYSIS
from retrieval.engines.tantivy import Tantivy
from retrieval.library import acronyms_of, gathered, is_versioned, passage_terms, words_of
from retrieval.places import places_of
from retrieval.stored import FORMAT, About

SCHEMA = """
CREATE TABLE meta (about TEXT NOT NULL);
CREATE TABLE sources (id TEXT PRIMARY KEY, digest TEXT NOT NULL, problems TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (id TEXT PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL, title TEXT NOT NULL, ready INTEGER NOT NULL,
    versioned INTEGER NOT NULL, identity TEXT NOT NULL, words TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX documents_of_a_source ON documents (source);
CREATE INDEX documents_with_versions ON documents (id) WHERE versioned;
CREATE TABLE passages (number INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX passages_of_a_document ON passages (document);
CREATE TABLE contacts (document TEXT NOT NULL, place INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (document, place)) WITHOUT ROWID;
CREATE TABLE acronyms (document TEXT NOT NULL, short TEXT NOT NULL, full TEXT NOT NULL,
    PRIMARY KEY (document, short, full)) WITHOUT ROWID;
CREATE TABLE places (document TEXT NOT NULL, place INTEGER NOT NULL, number TEXT NOT NULL, kind TEXT NOT NULL, section INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (document, place)) WITHOUT ROWID;
CREATE INDEX places_of_a_number ON places (number);
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE names (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""The tables of a generation; retrieval.stored reads them."""
_LINES = "\n"

_Thing = TypeVar("_Thing")
Step = Literal["reading", "embedding"]
"""What a build does with files, and then with passages."""


class Progress(Protocol):
    """Hands on one by one what a build works through, and may show how far it is."""

    def __call__(self, step: Step, things: Sequence[_Thing]) -> Iterable[_Thing]:
        """The things of a step, in their order."""
        ...


def unseen(step: Step, things: Sequence[_Thing]) -> Iterable[_Thing]:  # noqa: ARG001 - it is a Progress
    """Shows nothing."""
    return things


class Changes(Model):
    """What a build found, in documents."""

    new: int = 0
    """Not there before."""
    changed: int = 0
    """There before, with other content."""
    unchanged: int = 0
    """Taken over as they were."""
    gone: int = 0
    """No longer there."""
    problems: tuple[str, ...] = ()
    """What could not be read, each with its reason."""
    passed_over: Mapping[str, int] = {}
    """How many files were of a format that is not read, by suffix."""


class Intake:
    """Takes files into a generation's database and engine, and writes what the generation says of itself.

    `embedder` is the signature of the embedder whose vectors lie beside it, or empty.
    """

    def __init__(self, database: sqlite3.Connection, engine: Tantivy, embedder: str) -> None:
        self._database = database
        self._engine = engine
        self._embedder = embedder
        self._seen: set[str] = set()
        self._count = {"new": 0, "changed": 0, "unchanged": 0, "gone": 0}

    def run(self, paths: Sequence[Path], progress: Progress) -> Changes:
        """Take in what stands below the paths, and nothing else. Raises NothingToRead and MissingReader."""
        self._database.execute("BEGIN")
        problems: dict[Path, list[str]] = {path: [] for path in paths}
        held: set[Path] = set()
        files = list(find(paths))
        for found in progress("reading", files):
            problems[found.named] += self._take(found)
            if self._documents_of(found.id):
                held.add(found.named)
        for path, own in problems.items():
            if path not in held:
                raise NothingToRead(nothing_in(path, own))
        there = {source for (source,) in self._database.execute("SELECT id FROM sources")}
        for source in sorted(there.difference(found.id for found in files)):
            self._drop(self._documents_of(source))
            self._database.execute("DELETE FROM sources WHERE id = ?", (source,))
        said = tuple(problem for own in problems.values() for problem in own)
        self._finish(paths, said)
        return Changes(**self._count, problems=said, passed_over=passed_over(paths))

    def _take(self, found: Found) -> list[str]:
        """Take in a file; what could not be read of it."""
        try:
            source = found.source()
            kept = self._database.execute("SELECT digest, problems FROM sources WHERE id = ?", (found.id,)).fetchone()
            if kept and kept[0] == source.digest:
                there = self._documents_of(found.id)
                self._seen.update(there)
                self._count["unchanged"] += len(there)
                return [line for line in kept[1].split(_LINES) if line]
            loaded = load(source)
        except (UnreadableDocument, OSError) as error:
            there = self._documents_of(found.id)
            self._seen.update(there)
            self._count["unchanged"] += len(there)
            return [f"{error}; what was read of it before is kept" if there else str(error)]
        said = list(loaded.problems)
        own: set[str] = set()
        for document in loaded.documents:
            if document.id in self._seen:
                said.append(f"{found.id}: the id {document.id!r} is taken already; the first one counts")
                continue
            self._seen.add(document.id)
            own.add(document.id)
            self._put(document, found.id)
        self._drop(self._documents_of(found.id) - own)
        self._database.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", (found.id, source.digest, _LINES.join(said))
        )
        return said

    def _put(self, document: Document, source: str) -> None:
        """Store a document, analysed, where it is not there as it is."""
        content = document.model_dump_json(exclude={"file_digest"})
        digest = digest_of(content)
        there = self._database.execute("SELECT digest FROM documents WHERE id = ?", (document.id,)).fetchone()
        if there and there[0] == digest:
            self._count["unchanged"] += 1
            self._database.execute(
                "UPDATE documents SET source = ?, json = ? WHERE id = ?",
                (source, document.model_dump_json(), document.id),
            )
            return
        self._count["changed" if there else "new"] += 1
        if there:
            self._remove(document.id)
        words = " ".join(sorted(f"{'-' if small else '+'}{base}" for base, small in words_of(document)))
        self._database.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                source,
                digest,
                document.title,
                document.ready,
                is_versioned(document),
                identity(document),
                words,
                document.model_dump_json(),
            ),
        )
        self._database.executemany(
            "INSERT INTO contacts VALUES (?, ?, ?)",
            ((document.id, place, contact.model_dump_json()) for place, contact in enumerate(document.contacts)),
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO acronyms VALUES (?, ?, ?)",
            ((document.id, found.short, " ".join(found.full)) for found in acronyms_of(document)),
        )
        self._database.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((document.id, place, *found) for place, found in enumerate(places_of(document))),
        )
        for passage in split(document):
            row = self._database.execute(
                "INSERT INTO passages (document, json) VALUES (?, ?)", (document.id, passage.model_dump_json())
            )
            self._engine.add([(int(row.lastrowid or 0), passage_terms(document, passage))])

    def _documents_of(self, source: str) -> set[str]:
        rows = self._database.execute("SELECT id FROM documents WHERE source = ?", (source,))
        return {id for (id,) in rows}

    def _drop(self, ids: Iterable[str]) -> None:
        for id in ids:
            self._remove(id)
            self._count["gone"] += 1

    def _remove(self, id: str) -> None:
        numbers = [n for (n,) in self._database.execute("SELECT number FROM passages WHERE document = ?", (id,))]
        self._engine.delete(numbers)
        self._database.execute("DELETE FROM passages WHERE document = ?", (id,))
        self._database.execute("DELETE FROM contacts WHERE document = ?", (id,))
        self._database.execute("DELETE FROM acronyms WHERE document = ?", (id,))
        self._database.execute("DELETE FROM places WHERE document = ?", (id,))
        self._database.execute("DELETE FROM documents WHERE id = ?", (id,))

    def _finish(self, paths: Sequence[Path], problems: tuple[str, ...]) -> None:
        self._engine.refresh()
        words, names = gathered(self._words())
        self._database.execute("DELETE FROM words")
        self._database.execute("DELETE FROM names")
        self._database.executemany("INSERT INTO words VALUES (?)", ((word,) for word in sorted(words)))
        self._database.executemany("INSERT INTO names VALUES (?)", ((word,) for word in sorted(names)))
        identities = (line for (line,) in self._database.execute("SELECT identity FROM documents"))
        about = About(
            format=FORMAT,
            analysis=str(ANALYSIS),
            reader=reader_version(),
            corpus_version=version_of(identities),
            sources=tuple(str(path.absolute()) for path in paths),
            documents=self._number_of("documents"),
            passages=self._number_of("passages"),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            problems=problems,
            embedder=self._embedder,
        )
        self._database.execute("DELETE FROM meta")
        self._database.execute("INSERT INTO meta VALUES (?)", (about.model_dump_json(),))
        self._database.execute("COMMIT")

    def _words(self) -> Iterator[Sequence[tuple[str, bool]]]:
        for (line,) in self._database.execute("SELECT words FROM documents"):
            yield [(word[1:], word[0] == "-") for word in line.split()]

    def _number_of(self, table: str) -> int:
        return int(self._database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - a name of ours
