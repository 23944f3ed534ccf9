"""Walk the sources: every document that can be read, and what cannot, with its reason."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from corpus.cache import Cache
from corpus.errors import NothingToRead, UnreadableDocument
from corpus.loaders import SUFFIXES, load
from corpus.loaders.building import Loaded, Source
from corpus.model import Document, Model, digest_of


class Found(NamedTuple):
    """A file that may be read."""

    id: str
    """Its path below the folder that was named, or its name; unique among all that were found together."""
    file: Path
    """Where it is."""
    named: Path
    """The source it belongs to, as it was named."""

    def source(self) -> Source:
        """Its bytes under its id. Raises OSError."""
        return Source(id=self.id, data=self.file.read_bytes())


class Reading(Model):
    """What the sources hold."""

    documents: tuple[Document, ...]
    """Ordered by id."""
    problems: tuple[str, ...] = ()
    """What could not be read, each with its reason."""


def find(paths: Sequence[Path]) -> Iterator[Found]:
    """Every file of a format that is read, below files and folders. Raises NothingToRead for a path that is not there."""
    taken: set[str] = set()
    for path in paths:
        for id, file in _files(path):
            unique = f"{_as_text(path.name)}/{id}" if id in taken else id
            taken.add(unique)
            yield Found(unique, file, path)


def passed_over(paths: Iterable[Path]) -> Mapping[str, int]:
    """How many files below folders are of a format that is not read, by suffix; hidden ones do not count."""
    return Counter(
        file.suffix.lower()
        for path in paths
        if path.is_dir()
        for file in _walk(path)
        if file.suffix.lower() not in SUFFIXES
    )


def read_sources(paths: Sequence[Path], cache: Cache | None = None) -> Reading:
    """Read files and folders; what `cache` holds of them is not read again.

    Raises NothingToRead for a path that is not there or where nothing can be read, and MissingReader.
    """
    documents: dict[str, Document] = {}
    problems: dict[Path, list[str]] = {path: [] for path in paths}
    read: set[Path] = set()
    for found in find(paths):
        own = problems[found.named]
        try:
            loaded = _load(found.source(), found.file, cache)
        except (UnreadableDocument, OSError) as error:
            own.append(str(error))
            continue
        own += loaded.problems
        for document in loaded.documents:
            if document.id in documents:
                own.append(f"{found.id}: the id {document.id!r} is taken already; the first one counts")
            else:
                documents[document.id] = document
                read.add(found.named)
    for path, own in problems.items():
        if path not in read:
            raise NothingToRead(nothing_in(path, own))
    return Reading(
        documents=tuple(documents[id] for id in sorted(documents)),
        problems=tuple(problem for own in problems.values() for problem in own),
    )


def nothing_in(path: Path, problems: Sequence[str]) -> str:
    """That nothing can be read in a source, and why."""
    reasons = "; ".join(problems[:5]) or f"no file ends in {', '.join(SUFFIXES)}"
    return f"{path}: nothing can be read there: {reasons}"


def _load(source: Source, path: Path, cache: Cache | None) -> Loaded:
    """Ready passages are read faster than a cache of them would be."""
    if cache is None or path.suffix.lower() == ".jsonl":
        return load(source)
    loaded = cache.get(source, path)
    if loaded is None:
        loaded = load(source)
        cache.put(source, path, loaded)
    return loaded


def corpus_version(documents: Iterable[Document]) -> str:
    """Digest over the ids, titles, texts and validity of all documents, whatever their order."""
    return version_of(identity(document) for document in documents)


def identity(document: Document) -> str:
    """What tells one version of a document from another: its id, title, the digest of its text, its validity; in one line."""
    said = (document.id, digest_of(document.text), document.title)
    return "\t".join((*said, *filter(None, (document.valid_until, *document.supersedes))))


def version_of(identities: Iterable[str]) -> str:
    """The version of a corpus whose documents are these; see `identity`."""
    return "sha256:" + sha256("\n".join(sorted(identities)).encode("utf-8", "surrogatepass")).hexdigest()


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Each file with its id: its path below a folder, or its name. Hidden files and other formats are passed over.

    What is no text in a name is a question mark in the id.
    """
    if not path.exists():
        raise NothingToRead(f"{path}: there is no such file or folder")
    if not path.is_dir():
        yield _as_text(path.name), path
        return
    for file in _walk(path):
        if file.suffix.lower() in SUFFIXES:
            yield _as_text(file.relative_to(path).as_posix()), file


def _walk(path: Path) -> Iterator[Path]:
    """Every file below a folder that is not hidden, in order."""
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _as_text(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
