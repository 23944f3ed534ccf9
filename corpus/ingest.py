"""Walk the sources: every document that can be read, and what cannot, with its reason."""

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from corpus.cache import Cache
from corpus.errors import NothingToRead, UnreadableDocument
from corpus.loaders import SUFFIXES, load
from corpus.loaders.building import Loaded, Source
from corpus.model import Document, Model, digest_of


class Reading(Model):
    """What the sources hold."""

    documents: tuple[Document, ...]
    """Ordered by id."""
    problems: tuple[str, ...] = ()
    """What could not be read, each with its reason."""


def read_sources(paths: Sequence[Path], cache: Cache | None = None) -> Reading:
    """Read files and folders; what `cache` holds of them is not read again.

    Raises NothingToRead for a path that is not there or where nothing can be read.
    """
    documents: dict[str, Document] = {}
    problems: list[str] = []
    for path in paths:
        before = len(documents)
        own: list[str] = []
        for id, file in _files(path):
            try:
                loaded = _load(Source(id=_unused(id, path, documents), data=file.read_bytes()), file, cache)
            except (UnreadableDocument, OSError) as error:
                own.append(str(error))
                continue
            own += loaded.problems
            for document in loaded.documents:
                if document.id in documents:
                    own.append(f"{id}: the id {document.id!r} is taken already; the first one counts")
                documents.setdefault(document.id, document)
        if len(documents) == before:
            reasons = "; ".join(own[:5]) or f"no file ends in {', '.join(SUFFIXES)}"
            raise NothingToRead(f"{path}: nothing can be read there: {reasons}")
        problems += own
    return Reading(documents=tuple(documents[id] for id in sorted(documents)), problems=tuple(problems))


def _load(source: Source, path: Path, cache: Cache | None) -> Loaded:
    """Ready passages are read faster than a cache of them would be."""
    if cache is None or path.suffix.lower() == ".jsonl":
        return load(source)
    loaded = cache.get(source, path)
    if loaded is None:
        loaded = load(source)
        cache.put(source, path, loaded)
    return loaded


def corpus_version(documents: Sequence[Document]) -> str:
    """Digest over the ids and texts of all documents, whatever their order."""
    lines = sorted(f"{document.id}\t{digest_of(document.text)}\t{document.title}" for document in documents)
    return "sha256:" + sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Each file with its id: its path below a folder, or its name. Hidden files and other formats are passed over.

    What is no text in a name is a question mark in the id.
    """
    if not path.exists():
        raise NothingToRead(f"{path}: there is no such file or folder")
    if not path.is_dir():
        yield _as_text(path.name), path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                file = Path(folder, name)
                yield _as_text(file.relative_to(path).as_posix()), file


def _as_text(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _unused(id: str, path: Path, documents: dict[str, Document]) -> str:
    return f"{_as_text(path.name)}/{id}" if id in documents else id
