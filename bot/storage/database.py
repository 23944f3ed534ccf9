"""The database: SQLite in the data folder, or another by its address; brought up to date when it is opened.

SQLite keeps a write-ahead log that is flushed with every transaction, so what was acknowledged outlives a power cut
too. Each transaction begins by taking the right to write: none fails half-way because another one has it.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import MissingExtra, StorageError

BUSY_SECONDS = 2
"""So long a transaction waits for another one of SQLite's to end."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between two attempts while the database is locked or away; doubled each time."""

THREADS = 4
"""So many transactions at a time, where the database takes several."""

_log = logging.getLogger(__name__)
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Storage:
    """An open database, up to date. Work is a function whose first argument is the session of one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # SQLite lets one write at a time, and has others wait in steps of up to a tenth of a second.
        self._threads = ThreadPoolExecutor(1 if engine.dialect.name == "sqlite" else THREADS, "storage")

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A transaction: kept as a whole when the block ends, and not at all when it raises."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    def do(
        self, work: Callable[Concatenate[Session, _Given], _Result], *given: _Given.args, **named: _Given.kwargs
    ) -> _Result:
        """The result of the work, in one transaction."""
        with self.begin() as session:
            return work(session, *given, **named)

    async def once(
        self, work: Callable[Concatenate[Session, _Given], _Result], *given: _Given.args, **named: _Given.kwargs
    ) -> _Result:
        """The same in a thread. Raises sqlalchemy.exc.OperationalError where the database is locked or away."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(self.do, work, *given, **named))

    async def run(
        self, work: Callable[Concatenate[Session, _Given], _Result], *given: _Given.args, **named: _Given.kwargs
    ) -> _Result:
        """The same, tried again for as long as the database is locked or away; the work must bear being repeated."""
        pause = FIRST_PAUSE
        while True:
            try:
                return await self.once(work, *given, **named)
            except OperationalError as problem:
                _log.warning("the database: %s; trying again in %.1f s", problem.orig, pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    @property
    def file(self) -> str | None:
        """The file of SQLite's; None for another database."""
        return self._engine.url.database if self._engine.dialect.name == "sqlite" else None

    def connect(self) -> Connection:
        """A connection of one's own, to be closed."""
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Give back every connection."""
        self._threads.shutdown(cancel_futures=True)
        self._engine.dispose()


def open_storage(address: str) -> Storage:
    """The database at an address (`sqlite:///…`, `postgresql://…`), brought up to date.

    Raises StorageError for one that cannot be opened, and MissingExtra where its driver is not installed.
    """
    try:
        engine = _engine(make_url(address))
    except NoSuchModuleError as unknown:
        raise StorageError(f"database.url: {unknown}; there is sqlite and postgresql") from None
    except ArgumentError:
        raise StorageError(
            "database.url is no address of a database: it looks like sqlite:////folder/file.db or "
            "postgresql://name:password@host/database (MADOGUCHI_DATABASE__URL)"
        ) from None
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("psycopg"):
            raise MissingExtra("a database on PostgreSQL", "postgres") from missing
        raise StorageError(f"database.url: {missing}; there is sqlite and postgresql") from None
    try:
        _bring_up_to_date(engine)
    except DBAPIError as problem:
        raise StorageError(f"the database cannot be opened: {problem.orig} (MADOGUCHI_DATABASE__URL)") from None
    return Storage(engine)


def _engine(address: URL) -> Engine:
    if address.drivername in ("postgres", "postgresql"):
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if address.get_backend_name() != "sqlite":
        return create_engine(address)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _bring_up_to_date(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
