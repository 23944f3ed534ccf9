"""LangChain's BM25Retriever with its default settings: words between white space, letters as they are; in memory."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from langchain_community.retrievers import BM25Retriever
from langchain_core.documents import Document

from tests.benchmarks.contender import Passage, versions


class LangChain:
    """BM25Retriever.from_documents, asked by invoke."""

    def about(self) -> str:
        return versions("langchain-community", "langchain-core", "rank-bm25")

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        os.environ["LANGSMITH_TRACING"] = "false"
        documents = [Document(id=passage.id, page_content=passage.text) for passage in passages]
        self._retriever = BM25Retriever.from_documents(documents)

    def search(self, question: str, limit: int) -> Sequence[str]:
        self._retriever.k = limit
        return [str(document.id) for document in self._retriever.invoke(question)]
