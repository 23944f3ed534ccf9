"""tantivy with its own English analyser (`en_stem`), one field for title and text, on disk, opened anew."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from tests.benchmarks.contender import Passage, versions


class Tantivy:
    """Any word of the question may match; the words are given without the signs of the query language."""

    def about(self) -> str:
        return versions("tantivy")

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("text", stored=False, tokenizer_name="en_stem")
        writer = tantivy.Index(builder.build(), path=str(folder)).writer()
        for passage in passages:
            writer.add_document(tantivy.Document(id=passage.id, text=passage.text))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def search(self, question: str, limit: int) -> Sequence[str]:
        words = " ".join(re.findall(r"\w+", question)).lower()
        query, _ = self._index.parse_query_lenient(words, ["text"])
        return [str(self._searcher.doc(address)["id"][0]) for _, address in self._searcher.search(query, limit).hits]
