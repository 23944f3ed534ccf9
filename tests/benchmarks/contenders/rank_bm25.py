"""rank-bm25 as its README uses it: BM25Okapi over words between white space, in lower case; in memory."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rank_bm25 import BM25Okapi

from tests.benchmarks.contender import Passage, versions


class RankBM25:
    """BM25Okapi with its default settings."""

    def about(self) -> str:
        return versions("rank-bm25")

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        self._ids: list[str] = []
        tokenised = []
        for passage in passages:
            self._ids.append(passage.id)
            tokenised.append(_words(passage.text))
        self._ranker = BM25Okapi(tokenised)

    def search(self, question: str, limit: int) -> Sequence[str]:
        return [str(id) for id in self._ranker.get_top_n(_words(question), self._ids, n=limit)]


def _words(text: str) -> list[str]:
    return text.lower().split()
