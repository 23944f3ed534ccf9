"""The engine for collections of any size: tantivy, on disk or in memory.

Tantivy ranks by BM25 with Lucene's idf, k1 = 1.2 and b = 0.75, which cannot be set, and keeps lengths of passages in
one byte each (exact to 40 terms, then in steps of an eighth at most). It is handed terms, joined by spaces, and splits
them at those and does nothing else; the space inside of a pair is written as a unit separator.

Tantivy goes on counting terms of deleted passages until it happens to merge their segments, so that a passage's score
would depend on what was there before. Where something was deleted, everything else is therefore written anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy

from retrieval.errors import DamagedIndex
from retrieval.model import Hit

K1, B = 1.2, 0.75
"""Of tantivy's BM25: https://docs.rs/tantivy, query::Bm25Weight."""
HEAP = 128_000_000
"""Bytes of memory for passages that are added, before they are written as a segment."""
DIGITS = 5
"""Significant digits of a score that count: tantivy adds single-precision numbers in an order of its own."""
BATCH = 1000
"""So many passages are looked at together when all are written anew."""


class Tantivy:
    """An engine over tantivy; see retrieval.engine.Engine for what it promises.

    `folder` holds it on disk, and is made where it is not there; without one it is held in memory. Raises DamagedIndex
    for a folder that holds something else, or an index that cannot be read.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._index = _opened(folder)
        self._folder = folder
        self._writer: tantivy.IndexWriter | None = None
        self._deleted = False
        self._searcher = self._index.searcher()
        self.holding = lru_cache(maxsize=65536)(self._holding)
        """How many passages hold a term."""

    def add(self, passages: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Add passages, each as its number and its terms."""
        writer = self._writing()
        there = len(self) > 0
        for number, terms in passages:
            if there and self._holds(number):
                self.delete([number])
            writer.add_document(_document(number, " ".join(term.replace(" ", _PAIR) for term in terms)))

    def delete(self, numbers: Iterable[int]) -> None:
        """Take passages out; numbers that are not there are passed over."""
        writer = self._writing()
        for number in numbers:
            writer.delete_documents_by_query(tantivy.Query.term_query(self._index.schema, "number", number))
            self._deleted = True

    def refresh(self) -> None:
        """Let what was added and deleted since the last time count."""
        if self._writer is None:
            return
        self._commit()
        if self._deleted:
            writer = self._writing()
            writer.delete_all_documents()
            for document in self._live():
                writer.add_document(document)
            self._commit()
            self._deleted = False

    def search(self, terms: Mapping[str, float], limit: int) -> list[Hit]:
        """The best passages for weighted terms."""
        known = [(term, weight) for term, weight in terms.items() if weight > 0 and self.holding(term)]
        if not known or limit <= 0:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term(*each)) for each in known])
        asked = limit + 1
        while True:  # further, while the last one may be one of several equal ones
            found = self._searcher.search(query, asked, count=False).hits
            if len(found) < asked or _score(found[limit - 1]) != _score(found[-1]):
                break
            asked *= 2
        numbers = _numbers(self._searcher, [address for _, address in found])
        hits = [Hit(passage=number, score=_score(hit)) for number, hit in zip(numbers, found, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage))[:limit]

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def _holding(self, term: str) -> int:
        return int(self._searcher.doc_freq("terms", term.replace(" ", _PAIR)))

    def _term(self, term: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._index.schema, "terms", term.replace(" ", _PAIR), "freq")
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)

    def _holds(self, number: int) -> bool:
        return bool(self._searcher.doc_freq("number", number))

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=HEAP, num_threads=1)
        return self._writer

    def _commit(self) -> None:
        writer = self._writing()
        writer.commit()
        writer.wait_merging_threads()
        self._writer = None
        self._index.reload()
        self._searcher = self._index.searcher()
        self.holding.cache_clear()

    def _live(self) -> Iterator[tantivy.Document]:
        searcher = self._searcher
        everything = iter(searcher.search(tantivy.Query.all_query(), max(len(self), 1), count=False).hits)
        while addresses := [address for _, address in islice(everything, BATCH)]:
            numbered = dict(zip(_numbers(searcher, addresses), addresses, strict=True))
            for number in sorted(numbered):
                yield _document(number, str(searcher.doc(numbered[number]).get_first("terms") or ""))


_PAIR = "\x1f"


def _opened(folder: Path | None) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_text_field("terms", stored=True, tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    if folder is None:
        return tantivy.Index(schema)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return tantivy.Index(schema, path=str(folder), reuse=True)
    except (ValueError, OSError) as error:
        raise DamagedIndex(f"{folder} holds no index that can be read: {error}") from None


def _numbers(searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> list[int]:
    values: list[Any] = searcher.fast_field_values("number", addresses)
    return values


def _document(number: int, terms: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("number", number)
    document.add_text("terms", terms)
    return document


def _score(hit: tuple[Any, tantivy.DocAddress]) -> float:
    return float(f"{hit[0]:.{DIGITS}g}")
