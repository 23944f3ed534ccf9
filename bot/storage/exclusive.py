"""One program at a time works off the inbox and the outbox of a database; a second one waits for the first to end.

The lock is the system's (a file beside SQLite's) or the server's (PostgreSQL): it is taken back when its holder ends,
however that comes.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from filelock import FileLock, Timeout
from sqlalchemy import Connection, func, select

from bot.storage.database import Storage

NUMBER = 0x6D61646F
"""Key of the lock on PostgreSQL."""
LOOK_SECONDS = 0.2
"""Seconds between two looks whether the other one has ended."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def alone(storage: Storage, stop: asyncio.Event) -> AsyncIterator[None]:
    """Wait until no other program works with the database (or `stop` is set), and keep others waiting meanwhile."""
    file = storage.file
    lock = FileLock(f"{file}.lock") if file else None
    connection = None if lock else storage.connect()
    said = False
    try:
        while not stop.is_set() and not await asyncio.to_thread(_taken, lock, connection):
            if not said:
                _log.warning("another program works with this database; waiting for it to end")
                said = True
            await asyncio.sleep(LOOK_SECONDS)
        yield
    finally:
        if lock:
            lock.release()
        if connection:
            connection.close()


def _taken(lock: FileLock | None, connection: Connection | None) -> bool:
    if connection is not None:
        return bool(connection.scalar(select(func.pg_try_advisory_lock(NUMBER))))
    assert lock is not None
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    return True
