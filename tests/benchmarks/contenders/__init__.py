"""Contenders: one file each, all behind the contract of tests.benchmarks.contender."""

from collections.abc import Mapping

CONTENDERS: Mapping[str, str] = {
    "madoguchi": "tests.benchmarks.contenders.madoguchi:OnDisk",
    "madoguchi-memory": "tests.benchmarks.contenders.madoguchi:InMemory",
    "rank-bm25": "tests.benchmarks.contenders.rank_bm25:RankBM25",
    "bm25s": "tests.benchmarks.contenders.bm25s:BM25S",
    "tantivy": "tests.benchmarks.contenders.tantivy:Tantivy",
    "sqlite-fts5": "tests.benchmarks.contenders.sqlite_fts5:SQLiteFTS5",
    "haystack": "tests.benchmarks.contenders.haystack:Haystack",
    "langchain": "tests.benchmarks.contenders.langchain:LangChain",
}
"""Name -> module and class. A module is imported in the contender's own process only."""
