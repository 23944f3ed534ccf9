"""The only place that constructs things."""

from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from bot.answering import Madoguchi
from bot.replies import say
from bot.settings import Settings
from corpus.cache import Cache
from corpus.ingest import corpus_version, read_sources
from retrieval.analysis import ANALYSERS
from retrieval.analysis.synonyms import synonyms
from retrieval.engines.rank_bm25 import RankBM25
from retrieval.index import Index


def build(settings: Settings, corpus: Sequence[Path] = (), report: Callable[[str], None] = lambda _: None) -> Madoguchi:
    """A window over the given files and folders, else over the configured ones, else over the library that ships.

    `report` is given a line for every document that cannot be read. Raises corpus.errors.NothingToRead.
    """
    cache = Cache(settings.data_dir / "documents")
    sources = list(corpus) or list(settings.corpus)
    if sources:
        reading = read_sources(sources, cache)
    else:
        with as_file(files("corpus") / "library") as library:
            reading = read_sources([library], cache)
    strange = (document for document in reading.documents if document.language not in ANALYSERS)
    unread = (
        f"{document.id}: there is no analysis of {document.language!r}; it is read as English" for document in strange
    )
    for problem in (*reading.problems, *unread):
        report(problem)
    synonyms("en"), say("smalltalk-thanks")  # both lists are read before the first question, not with it
    engine = RankBM25(settings.retrieval.k1, settings.retrieval.b)
    return Madoguchi(
        Index(reading.documents, engine),
        corpus_version(reading.documents),
        settings.answering,
        settings.retrieval.limit,
    )
