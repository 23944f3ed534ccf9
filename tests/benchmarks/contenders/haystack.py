"""Haystack's InMemoryBM25Retriever with its default settings; its store is saved to a file and loaded from it."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # read when it is imported

from haystack import Document
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from tests.benchmarks.contender import Passage, versions


class Haystack:
    """An InMemoryDocumentStore and its retriever."""

    def about(self) -> str:
        return versions("haystack-ai")

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        store = InMemoryDocumentStore()
        store.write_documents([Document(id=passage.id, content=passage.text) for passage in passages])
        store.save_to_disk(str(folder / "store.json"))

    def open(self, folder: Path) -> None:
        store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
        self._retriever = InMemoryBM25Retriever(document_store=store)

    def search(self, question: str, limit: int) -> Sequence[str]:
        return [str(document.id) for document in self._retriever.run(query=question, top_k=limit)["documents"]]
