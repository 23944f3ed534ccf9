"""Ours: a question is made into weighted terms over the index's words, and an engine ranks passages by them.

Spelling, synonyms and neighbouring words are part of that, as in the program; finding the sentence that answers is
not.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Source
from corpus.loaders.ready import load
from corpus.model import Document
from retrieval.engines.rank_bm25 import RankBM25
from retrieval.engines.tantivy import K1, B, Tantivy
from retrieval.index import Index
from retrieval.indexing import build
from retrieval.library import MemoryLibrary
from retrieval.questions import make_query
from retrieval.stored import StoredLibrary, generation
from tests.benchmarks.contender import Passage, versions


class InMemory:
    """With the reference engine; documents are read and analysed at every start."""

    def about(self) -> str:
        return f"this commit, {versions('rank-bm25', 'PyStemmer', 'rapidfuzz')}"

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        library, engine = MemoryLibrary(_documents(passages)), RankBM25(K1, B)
        engine.add(library.terms())
        engine.refresh()
        self._index = Index(library, engine)

    def search(self, question: str, limit: int) -> Sequence[str]:
        return _found(self._index, question, limit)


class OnDisk:
    """With tantivy, from an index on disk."""

    def about(self) -> str:
        return f"this commit, {versions('tantivy', 'PyStemmer', 'rapidfuzz')}"

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        with (folder / "passages.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(_line(passage) + "\n" for passage in passages)
        build(folder / "index", [folder / "passages.jsonl"])

    def open(self, folder: Path) -> None:
        there = generation(folder / "index")
        if there is None:
            raise FileNotFoundError(f"no index was built in {folder}")
        library = StoredLibrary(there)
        self._index = Index(library, Tantivy(library.engine))

    def search(self, question: str, limit: int) -> Sequence[str]:
        return _found(self._index, question, limit)


def _found(index: Index, question: str, limit: int) -> list[str]:
    hits = index.search(make_query(question, index), limit)
    return [index.passage(hit.passage).document for hit in hits]


def _line(passage: Passage) -> str:
    id, title, body = passage
    return json.dumps({"_id": id, "title": title, "text": body})


def _documents(passages: Iterable[Passage]) -> Iterator[Document]:
    """Each passage as the program reads it from a file of ready passages; those without text are left out there, too."""
    for passage in passages:
        try:
            yield from load(Source(id="passages.jsonl", data=_line(passage).encode())).documents
        except UnreadableDocument:
            continue
