"""The index on disk, for the person who looks after it: built or refreshed, and what it holds."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO, TypeVar

from bot.bootstrap import embedder, stored_library
from bot.errors import SettingsError
from bot.replies import say
from bot.settings import Settings
from retrieval.errors import DamagedIndex
from retrieval.indexing import build
from retrieval.intake import Changes, Progress, Step

_Thing = TypeVar("_Thing")


def ingest(settings: Settings, paths: Sequence[Path], screen: TextIO) -> Changes:
    """Build or refresh the index from files and folders, by default those of the settings, else those of the last time.

    Shows how far it is where the screen is a terminal. Raises SettingsError where there is nothing to build from, and
    MissingExtra, and what retrieval.indexing.build raises.
    """
    sources = list(paths) or list(settings.corpus) or _last_sources(settings)
    if not sources:
        raise SettingsError(
            "there is nothing to ingest: name files or folders, for instance madoguchi ingest policies/"
        )
    return build(settings.index_dir, sources, _with_bar(screen), embedder(settings.retrieval))


def changes_lines(changes: Changes) -> Iterator[str]:
    """What a build found, in words."""
    yield say("ingest-changes", **{name: getattr(changes, name) for name in ("new", "changed", "gone", "unchanged")})
    if changes.passed_over:
        suffixes = ", ".join(f"{suffix or '–'} ({count})" for suffix, count in sorted(changes.passed_over.items()))
        yield say("ingest-passed-over", count=sum(changes.passed_over.values()), suffixes=suffixes)
    if changes.problems:
        yield say("ingest-problems", count=len(changes.problems))


def status_lines(settings: Settings) -> Iterator[str]:
    """What the index holds, in words. Raises DamagedIndex."""
    stored = stored_library(settings)
    if stored is None:
        yield say("status-none")
        return
    about = stored.about
    yield say("status-holds", documents=about.documents, passages=about.passages)
    yield say("status-built", when=about.built)
    yield say("status-version", version=about.corpus_version)
    if about.embedder:
        yield say("status-embedder", embedder=about.embedder)
    for source in about.sources:
        yield say("status-source", source=source)
    if about.problems:
        yield say("ingest-problems", count=len(about.problems))
        yield from about.problems


def _last_sources(settings: Settings) -> list[Path]:
    try:
        stored = stored_library(settings)
    except DamagedIndex:
        return []
    return [Path(source) for source in stored.about.sources] if stored else []


def _with_bar(screen: TextIO) -> Progress:
    def shown(step: Step, things: Sequence[_Thing]) -> Iterable[_Thing]:
        if not screen.isatty() or not things:
            return things
        from rich.console import Console
        from rich.progress import track

        return track(things, say(f"ingest-{step}"), console=Console(file=screen), transient=True)

    return shown
