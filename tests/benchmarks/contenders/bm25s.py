"""bm25s as its README uses it: English stop words, PyStemmer, default settings, saved and loaded; without numba."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import bm25s
from Stemmer import Stemmer

from tests.benchmarks.contender import Passage, versions


class BM25S:
    """bm25s.BM25 over numpy."""

    def __init__(self) -> None:
        self._stemmer = Stemmer("english")

    def about(self) -> str:
        return versions("bm25s", "PyStemmer")

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        ids, texts = [], []
        for passage in passages:
            ids.append(passage.id)
            texts.append(passage.text)
        retriever = bm25s.BM25()
        retriever.index(
            bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False), show_progress=False
        )
        retriever.save(folder / "index")
        (folder / "ids.json").write_text(json.dumps(ids), "utf-8")

    def open(self, folder: Path) -> None:
        self._retriever = bm25s.BM25.load(folder / "index")
        self._ids: list[str] = json.loads((folder / "ids.json").read_text("utf-8"))

    def search(self, question: str, limit: int) -> Sequence[str]:
        words = bm25s.tokenize(question, stopwords="en", stemmer=self._stemmer, show_progress=False)
        numbers, _ = self._retriever.retrieve(words, k=min(limit, len(self._ids)), show_progress=False)
        return [self._ids[number] for number in numbers[0]]
