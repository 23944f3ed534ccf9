"""An index on disk, as it is built: a new generation beside the one that serves, which it replaces when it is complete.

What has not changed since the generation before is taken over from it (retrieval.intake). A build that is cut off leaves
a folder behind that the next one removes, and the earlier generation goes on serving. The one before the newest is
kept for those who are just opening it.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.cache import reader_version
from corpus.model import Document, Passage
from retrieval.embedder import signature
from retrieval.engines.tantivy import Tantivy
from retrieval.errors import DamagedIndex, IndexBusy
from retrieval.intake import SCHEMA, Changes, Intake, Progress, unseen
from retrieval.library import TextsOf, whole_text
from retrieval.quotables import quotable_texts
from retrieval.stored import CURRENT, ENGINE, LIBRARY, QUOTABLES, VECTORS, StoredLibrary, generation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.embedder import Embedder


def build(
    folder: Path, paths: Sequence[Path], progress: Progress = unseen, embedder: "Embedder | None" = None
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
            shutil.rmtree(
                new, ignore_errors=True
            )  # a reader of the engine's may just look there; the next build removes the rest
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
            database.executescript(SCHEMA)
        changes = Intake(database, Tantivy(new / ENGINE), signature(embedder) if embedder else "").run(paths, progress)
        if embedder:
            _add_vectors(database, new, before, progress, embedder)
    return changes


def _add_vectors(
    database: sqlite3.Connection, new: Path, before: Path | None, progress: Progress, embedder: "Embedder"
) -> None:
    """Write the vectors of all passages, and of what may be quoted of them where the embedder reads sentences: those of the
    generation before, and of passages that it does not have.

    A number is never given to another passage, so what stands under it before are its vectors now.
    """
    import numpy as np

    from retrieval.vectors import made, write

    numbers = [number for (number,) in database.execute("SELECT number FROM passages ORDER BY number")]
    passages, quotables = _vectors_before(before, embedder)
    there = set() if passages is None else set(passages["number"].tolist())
    fresh = [number for number in numbers if number not in there]

    kinds: list[tuple[str, NDArray[Any] | None, TextsOf]] = [(VECTORS, passages, whole_text)]
    if embedder.reads_sentences:
        kinds.append((QUOTABLES, quotables, quotable_texts))
    for file, kept, texts_of in kinds:
        found = _passages(database, progress("embedding", fresh))
        rows = made(((number, text) for number, passage in found for text in texts_of(*passage)), embedder)
        write(rows if kept is None else np.concatenate([kept[np.isin(kept["number"], numbers)], rows]), new / file)


def _vectors_before(before: Path | None, embedder: "Embedder") -> "tuple[NDArray[Any] | None, NDArray[Any] | None]":
    """The rows of the generation before, of passages and of what may be quoted, if this embedder has made them."""
    library = StoredLibrary(before) if before else None
    if library is None or library.about.embedder != signature(embedder):
        return None, None
    passages, quotables = library.vectors_of(embedder)
    return passages.rows, quotables.rows if quotables else None


def _passages(database: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, tuple[Document, Passage]]]:
    """Each passage with its document."""
    last: Document | None = None
    for number in numbers:
        row = database.execute("SELECT document, json FROM passages WHERE number = ?", (number,)).fetchone()
        if last is None or last.id != row[0]:
            (found,) = database.execute("SELECT json FROM documents WHERE id = ?", (row[0],)).fetchone()
            last = Document.model_validate_json(found)
        yield number, (last, Passage.model_validate_json(row[1]))


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
