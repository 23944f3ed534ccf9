"""An index on disk, as it is built: a new generation beside the one that serves, which it replaces when it is complete.

What has not changed since the generation before is taken over from it, file by file and document by document; only the
rest is read, split and analysed. A build that is cut off leaves a folder behind that the next one removes, and the
earlier generation goes on serving. The one before the newest is kept for those who are just opening it.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.cache import reader_version
from corpus.errors import NothingToRead, UnreadableDocument
from corpus.ingest import Found, find, identity, nothing_in, version_of
from corpus.loaders import load
from corpus.model import Document, Model, Passage, digest_of
from corpus.splitting import split
from retrieval.analysis import VERSION as ANALYSIS
from retrieval.embedder import signature
from retrieval.engines.tantivy import Tantivy
from retrieval.errors import DamagedIndex, IndexBusy
from retrieval.library import gathered, passage_terms, passage_texts, words_of
from retrieval.stored import CURRENT, ENGINE, FORMAT, LIBRARY, VECTORS, About, StoredLibrary, generation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.embedder import Embedder

_SCHEMA = """
CREATE TABLE meta (about TEXT NOT NULL);
CREATE TABLE sources (id TEXT PRIMARY KEY, digest TEXT NOT NULL, problems TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (id TEXT PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL, title TEXT NOT NULL, ready INTEGER NOT NULL,
    identity TEXT NOT NULL, words TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX documents_of_a_source ON documents (source);
CREATE TABLE passages (number INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX passages_of_a_document ON passages (document);
CREATE TABLE contacts (document TEXT NOT NULL, place INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (document, place)) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE names (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_LINES = "\n"

Progress = Callable[[Sequence[Found]], Iterable[Found]]
"""Hands on the files that are read, one by one, and may show how far it is."""


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


def build(
    folder: Path, paths: Sequence[Path], progress: Progress = iter, embedder: "Embedder | None" = None
) -> Changes:
    """Build or refresh the index in a folder from files and folders, with an embedder's vectors where one is given.

    What cannot be read now and could be before is kept as it was. Raises NothingToRead where nothing can be read, which
    leaves the earlier index as it is, and IndexBusy while another build is running.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        before = _usable(folder, embedder)
        new = folder / _next_name(folder)
        shutil.rmtree(new, ignore_errors=True)
        try:
            changes = _build(new, before, paths, progress, embedder)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        if before and _says_the_same(before, new):
            shutil.rmtree(new)
            return changes
        (folder / f"{CURRENT}.new").write_text(new.name, "utf-8")
        (folder / f"{CURRENT}.new").replace(folder / CURRENT)
        for old in _generations(folder):
            if old not in (new, before):
                shutil.rmtree(old, ignore_errors=True)
    return changes


def _build(
    new: Path, before: Path | None, paths: Sequence[Path], progress: Progress, embedder: "Embedder | None"
) -> Changes:
    new.mkdir()
    if before:
        shutil.copyfile(before / LIBRARY, new / LIBRARY)
        shutil.copytree(before / ENGINE, new / ENGINE)
    with closing(sqlite3.connect(new / LIBRARY, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")  # a generation that is not finished is thrown away
        database.execute("PRAGMA synchronous = OFF")
        if not before:
            database.executescript(_SCHEMA)
        changes = _Build(database, Tantivy(new / ENGINE), embedder).run(paths, progress)
        if embedder:
            _add_vectors(database, new, before, embedder)
    return changes


class _Build:
    """One build, from the files to what a generation says of itself."""

    def __init__(self, database: sqlite3.Connection, engine: Tantivy, embedder: "Embedder | None") -> None:
        self._database = database
        self._engine = engine
        self._embedder = embedder
        self._seen: set[str] = set()
        self._count = {"new": 0, "changed": 0, "unchanged": 0, "gone": 0}

    def run(self, paths: Sequence[Path], progress: Progress) -> Changes:
        self._database.execute("BEGIN")
        problems: dict[Path, list[str]] = {path: [] for path in paths}
        held: set[Path] = set()
        files = list(find(paths))
        for found in progress(files):
            problems[found.named] += self._take(found)
            if self._documents_of(found.id):
                held.add(found.named)
        for path, own in problems.items():
            if path not in held:
                raise NothingToRead(nothing_in(path, own))
        for (source,) in self._database.execute("SELECT id FROM sources").fetchall():
            if source not in {found.id for found in files}:
                self._drop(self._documents_of(source))
                self._database.execute("DELETE FROM sources WHERE id = ?", (source,))
        said = tuple(problem for own in problems.values() for problem in own)
        self._finish(paths, said)
        return Changes(**self._count, problems=said)

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
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                source,
                digest,
                document.title,
                document.ready,
                identity(document),
                words,
                document.model_dump_json(),
            ),
        )
        self._database.executemany(
            "INSERT INTO contacts VALUES (?, ?, ?)",
            ((document.id, place, contact.model_dump_json()) for place, contact in enumerate(document.contacts)),
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
            embedder=signature(self._embedder) if self._embedder else "",
        )
        self._database.execute("DELETE FROM meta")
        self._database.execute("INSERT INTO meta VALUES (?)", (about.model_dump_json(),))
        self._database.execute("COMMIT")

    def _words(self) -> Iterator[Sequence[tuple[str, bool]]]:
        for (line,) in self._database.execute("SELECT words FROM documents"):
            yield [(word[1:], word[0] == "-") for word in line.split()]

    def _number_of(self, table: str) -> int:
        return int(self._database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - a name of ours


def _add_vectors(database: sqlite3.Connection, new: Path, before: Path | None, embedder: "Embedder") -> None:
    """Write the vectors of all passages: those of the generation before, and of passages that it does not have.

    A number is never given to another passage, so what stands under it before is its vector now.
    """
    import numpy as np

    from retrieval.vectors import made, write

    numbers = [number for (number,) in database.execute("SELECT number FROM passages ORDER BY number")]
    kept = _vectors_before(before, embedder)
    if kept is not None:
        kept = kept[np.isin(kept["number"], numbers)]
    there = set() if kept is None else set(kept["number"].tolist())
    fresh = made(_texts(database, [number for number in numbers if number not in there]), embedder)
    write(fresh if kept is None else np.concatenate([kept, fresh]), new / VECTORS)


def _vectors_before(before: Path | None, embedder: "Embedder") -> "NDArray[Any] | None":
    """The rows of the generation before, if this embedder has made them."""
    library = StoredLibrary(before) if before else None
    if library is None or library.about.embedder != signature(embedder):
        return None
    return library.vectors_of(embedder).rows


def _texts(database: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The text that stands for each passage."""
    last: Document | None = None
    for number in numbers:
        row = database.execute("SELECT document, json FROM passages WHERE number = ?", (number,)).fetchone()
        if last is None or last.id != row[0]:
            (found,) = database.execute("SELECT json FROM documents WHERE id = ?", (row[0],)).fetchone()
            last = Document.model_validate_json(found)
        yield number, "\n".join(passage_texts(last, Passage.model_validate_json(row[1])))


def _usable(folder: Path, embedder: "Embedder | None") -> Path | None:
    """The generation that can be built upon: whole, and made by this version of the program."""
    try:
        there = generation(folder)
        if there is None:
            return None
        about = StoredLibrary(there).about
        Tantivy(there / ENGINE)
        if embedder:
            _vectors_before(there, embedder)
    except DamagedIndex:
        return None
    return there if about.is_usable() and about.reader == reader_version() else None


def _says_the_same(before: Path, new: Path) -> bool:
    one, other = (StoredLibrary(generation).about.model_dump(exclude={"built"}) for generation in (before, new))
    return one == other


def _generations(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir() and path.name.isdecimal()]


def _next_name(folder: Path) -> str:
    return str(max((int(path.name) for path in _generations(folder)), default=0) + 1)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Holds a lock that the system takes back when its holder ends, however it ends. Raises IndexBusy."""
    with closing(sqlite3.connect(folder / "lock", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise IndexBusy(f"the index in {folder} is being built already; wait until that has ended") from None
        yield
