"""The documents that Answers are held against, read anew: no cache, and no index but for what its sources no longer hold."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from bot.errors import Unverifiable
from bot.replies import say
from bot.settings import Settings
from corpus.contacts import find_contacts
from corpus.errors import UnreadableDocument
from corpus.ingest import corpus_version, find, read_sources
from corpus.loaders import load
from corpus.model import Document

Report = Callable[[str], None]
"""Is given a line for every document that cannot be read."""


class Originals(NamedTuple):
    """Documents to hold Answers against."""

    documents: Mapping[str, Document]
    """By id."""
    version: str
    """The version of the corpus that they make up."""
    copies: frozenset[str] = frozenset()
    """Ids of those whose text is the one that the index keeps, for want of the source."""


def read_originals(settings: Settings, corpus: Sequence[Path], report: Report) -> Originals:
    """The documents below the given files and folders; else of what was ingested, of the settings, or of the library that ships.

    Raises corpus.errors.NothingToRead, and Unverifiable for an index that cannot be read.
    """
    if not corpus and (index := _index(settings.index_dir)):
        return _ingested(index, report)
    if sources := list(corpus) or list(settings.corpus):
        reading = read_sources(sources)
    else:
        with as_file(files("corpus") / "library") as library:
            reading = read_sources([library])
    for problem in reading.problems:
        report(problem)
    return _originals(reading.documents)


def _originals(documents: Sequence[Document], copies: Sequence[Document] = ()) -> Originals:
    every = {document.id: document for document in (*documents, *copies)}
    return Originals(every, corpus_version(every.values()), frozenset(document.id for document in copies))


def _ingested(index: Path, report: Report) -> Originals:
    """What stands in the sources of the index now; of documents that are not there any more, what the index keeps."""
    try:
        with closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (about,) = database.execute("SELECT about FROM meta").fetchone()
            read = _read([Path(source) for source in json.loads(about)["sources"]], report)
            gone = [id for (id,) in database.execute("SELECT id FROM documents ORDER BY id") if id not in read]
            copies = [_copy(database, id) for id in gone]
    except (sqlite3.Error, ValidationError, ValueError, TypeError, KeyError) as error:
        raise _unreadable(index, error) from None
    return _originals(list(read.values()), copies)


def _index(folder: Path) -> Path | None:
    """The database of the generation that serves (retrieval.stored lays it out), or None where nothing was ingested."""
    try:
        return folder / (folder / "current").read_text("utf-8").strip() / "library.sqlite"
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(folder, error) from None


def _copy(database: sqlite3.Connection, id: str) -> Document:
    (found,) = database.execute("SELECT json FROM documents WHERE id = ?", (id,)).fetchone()
    document = Document.model_validate_json(found)
    return document.model_copy(update={"contacts": find_contacts(document)})


def _read(sources: Sequence[Path], report: Report) -> dict[str, Document]:
    """What can be read of sources some of which may not be there any more."""
    documents: dict[str, Document] = {}
    for document in _loaded([source for source in sources if source.exists()], report):
        documents.setdefault(document.id, document)
    return documents


def _loaded(sources: Sequence[Path], report: Report) -> Iterator[Document]:
    for found in find(sources):
        try:
            loaded = load(found.source())
        except (UnreadableDocument, OSError) as error:
            report(str(error))
            continue
        for problem in loaded.problems:
            report(problem)
        yield from loaded.documents


def _unreadable(index: Path, error: Exception) -> Unverifiable:
    return Unverifiable(say("verify-no-index", index=str(index), reason=str(error)))
