"""SQLite FTS5 with its Porter stemmer, ranked by its bm25(), on disk; any word of the question may match."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.benchmarks.contender import Passage


class SQLiteFTS5:
    """One table, one column; `rank` is bm25() with its default settings, and the faster way to order by it."""

    def about(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        database = sqlite3.connect(folder / "passages.db")
        database.execute("CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, text, tokenize = 'porter unicode61')")
        database.executemany("INSERT INTO passages VALUES (?, ?)", ((p.id, p.text) for p in passages))
        database.commit()
        database.close()

    def open(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "passages.db")

    def search(self, question: str, limit: int) -> Sequence[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        found = self._database.execute(
            "SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", (words, limit)
        )
        return [str(id) for (id,) in found]
