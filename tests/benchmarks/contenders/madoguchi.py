"""Ours: a question is made into weighted terms over the index's words, and an engine ranks passages by them.

Spelling, synonyms and neighbouring words are part of that, as in the program; finding the sentence that answers is
not. Another engine is another class with its own `engine`.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Source
from corpus.loaders.ready import load
from corpus.model import Document
from retrieval.engine import Engine
from retrieval.engines.rank_bm25 import RankBM25
from retrieval.index import Index
from retrieval.questions import make_query
from tests.benchmarks.contender import Passage, versions


class Ours(ABC):
    """Any engine behind our analysis."""

    persists = False

    @abstractmethod
    def engine(self, folder: Path) -> Engine:
        """An empty engine; what it keeps, it keeps in the folder."""

    @abstractmethod
    def about(self) -> str: ...

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        self._index = Index(_documents(passages), self.engine(folder))
        self.search(self._index.documents[0].text, 1)  # the engine makes its tables with the first question

    def open(self, folder: Path) -> None:
        raise NotImplementedError("documents are read and analysed at every start")

    def search(self, question: str, limit: int) -> Sequence[str]:
        query = make_query(question, self._index)
        hits = self._index.search(query.ranking_terms(), limit)
        return [self._index.passages[hit.passage].document for hit in hits]


class InMemory(Ours):
    """With the reference engine."""

    def engine(self, folder: Path) -> Engine:
        return RankBM25()

    def about(self) -> str:
        return f"this commit, {versions('rank-bm25', 'PyStemmer', 'rapidfuzz')}"


def _documents(passages: Iterable[Passage]) -> Iterator[Document]:
    """Each passage as the program reads it from a file of ready passages; those without text are left out there, too."""
    for id, title, body in passages:
        line = json.dumps({"_id": id, "title": title, "text": body})
        try:
            yield from load(Source(id="passages.jsonl", data=line.encode())).documents
        except UnreadableDocument:
            continue
