"""What a program that serves needs, looked at one by one: whether it is there, and what to do where it is not."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from bot.errors import BotError
from bot.replies import say
from bot.settings import Settings
from corpus.errors import CorpusError
from retrieval.errors import DamagedIndex, RetrievalError


class Finding(NamedTuple):
    """What was found."""

    name: str
    """What was looked at."""
    is_well: bool
    """Nothing is to be done."""
    said: str
    """What is there, or what is wrong and what to do."""


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at the index, the database, and the channel that is configured."""
    yield _looked("documents", lambda: _documents(settings))
    yield _looked("data folder", lambda: _data_folder(settings))
    if settings.telegram.token is None:
        yield Finding("telegram", is_well=True, said=say("doctor-no-channel"))
        return
    yield _looked("database", lambda: _database(settings))
    yield from _telegram(settings)


def _looked(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, is_well=True, said=look())
    except DamagedIndex as problem:
        return Finding(name, is_well=False, said=f"{problem} ({say('doctor-ingest')})")
    except (BotError, CorpusError, RetrievalError, OSError) as problem:
        return Finding(name, is_well=False, said=str(problem))


def _documents(settings: Settings) -> str:
    from bot.bootstrap import build

    problems: list[str] = []
    window = build(settings, (), problems.append)
    answer = window.answer(say("doctor-question"))
    found = say("doctor-documents", count=len(window.documents), version=window.version[:15], ms=str(answer.elapsed_ms))
    return " ".join([found, *(say("doctor-unread", count=len(problems), first=problems[0]) for _ in problems[:1])])


def _data_folder(settings: Settings) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    trial = settings.data_dir / ".trial"
    trial.write_text("", "utf-8")
    trial.unlink()
    return str(settings.data_dir)


def _database(settings: Settings) -> str:
    from bot.bootstrap import storage
    from bot.storage import inbox

    opened = storage(settings)
    try:
        counts = opened.do(inbox.counts)
    finally:
        opened.close()
    states = ("waiting", "settled", "dead")
    waiting, settled, dead = (counts.get(state, 0) for state in states)
    return say("doctor-database", waiting=waiting, settled=settled, dead=dead)


def _telegram(settings: Settings) -> Iterator[Finding]:
    from bot.channels.telegram import examined

    try:
        yield from (Finding(*found) for found in examined(settings))
    except BotError as problem:
        yield Finding("telegram", is_well=False, said=str(problem))
