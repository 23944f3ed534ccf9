"""Bytes to documents: one visible list, then one file a format."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from corpus.errors import MissingReader, UnreadableDocument
from corpus.loaders.building import Loaded, Loader, Source

LOADERS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "text/markdown": ((".md", ".markdown", ".mdx"), "corpus.loaders.markdown"),
    "text/html": ((".html", ".htm", ".xhtml"), "corpus.loaders.html"),
    "text/plain": ((".txt", ".text"), "corpus.loaders.plain"),
    "application/jsonl": ((".jsonl",), "corpus.loaders.ready"),
    "application/pdf": ((".pdf",), "corpus.loaders.pdf"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ((".docx",), "corpus.loaders.word"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ((".pptx",), "corpus.loaders.slides"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ((".xlsx",), "corpus.loaders.sheets"),
}
"""Media type -> the suffixes of its files, and the module whose `load` reads it, imported when it is first asked for."""

EXTRA = "documents"
"""What brings the packages of the loaders that need some beside those of the core."""

SUFFIXES: Mapping[str, str] = {suffix: media for media, (suffixes, _) in LOADERS.items() for suffix in suffixes}
"""Suffix -> media type."""


def loader(media_type: str) -> Loader:
    """The loader of a media type."""
    return cast(Loader, import_module(LOADERS[media_type][1]).load)


def load(source: Source) -> Loaded:
    """Read a source by its suffix, with the contacts it prints. Raises UnreadableDocument and MissingReader."""
    from corpus.contacts import find_contacts  # with the first source: what is in the cache needs none of this

    suffix = PurePosixPath(source.id).suffix.lower()
    media_type = SUFFIXES.get(suffix)
    if media_type is None:
        raise UnreadableDocument(
            source.id, f"{suffix or 'no suffix'} is no format read here; there is {', '.join(SUFFIXES)}"
        )
    try:
        loaded = loader(media_type)(source)
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("corpus"):
            raise
        raise MissingReader(source.id, EXTRA) from None
    except RecursionError:
        raise UnreadableDocument(source.id, "is nested too deeply; save it in a simpler form") from None
    documents = tuple(
        document.model_copy(update={"media_type": media_type, "contacts": document.contacts or find_contacts(document)})
        for document in loaded.documents
    )
    return loaded.model_copy(update={"documents": documents})
