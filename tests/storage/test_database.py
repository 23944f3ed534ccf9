"""The database is opened, brought up to date, and waited for."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, make_url
from sqlalchemy.orm import Session

from bot.bootstrap import storage as storage_of
from bot.errors import StorageError
from bot.settings import Settings
from bot.storage import inbox
from bot.storage.database import Storage, open_storage
from bot.storage.inbox import Arrival
from bot.storage.tables import Table

ROOT = Path(__file__).parents[2]


def test_the_migrations_make_the_tables_that_the_program_knows(storage: Storage, address: str) -> None:
    """After all migrations nothing differs from `tables`."""
    url = make_url(address)
    engine = create_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Table.metadata)
    engine.dispose()

    assert differences == []


def test_opening_again_keeps_what_is_there(storage: Storage, address: str) -> None:
    """Migrations that are done already are not done again."""
    storage.do(inbox.keep, "telegram", [Arrival(1, "7", 1, "{}")])

    again = open_storage(address)

    assert [place.id for place in again.do(inbox.waiting, "telegram")] == [1]
    again.close()


def test_a_transaction_that_fails_leaves_nothing(storage: Storage) -> None:
    """What was done before the failure is taken back."""

    def half(session: Session) -> None:
        inbox.keep(session, "telegram", [Arrival(1, "7", 1, "{}")])
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        storage.do(half)

    assert storage.do(inbox.waiting, "telegram") == []


def test_a_locked_database_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work goes on once whoever holds the lock lets go, even after the driver gave up."""
    monkeypatch.setattr("bot.storage.database.BUSY_SECONDS", 0)
    file = tmp_path / "madoguchi.db"
    storage = open_storage(f"sqlite:///{file}")
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    async def keep_while_locked() -> list[inbox.Place]:
        keeping = asyncio.create_task(storage.run(inbox.keep, "telegram", [Arrival(1, "7", 1, "{}")]))
        done, _ = await asyncio.wait([keeping], timeout=0.3)
        assert not done
        holder.execute("ROLLBACK")
        return await keeping

    assert [place.id for place in asyncio.run(keep_while_locked())] == [1]
    holder.close()
    storage.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("no address", "MADOGUCHI_DATABASE__URL"),
        ("oracool://x", "there is sqlite and postgresql"),
        ("sqlite:////proc/nowhere/x.db", "nowhere"),
        ("postgresql://a:secret@127.0.0.1:1/x", "MADOGUCHI_DATABASE__URL"),
    ],
)
def test_a_database_that_cannot_be_opened_is_said(address: str, said: str) -> None:
    """The message says what is wrong and which setting to mend, and shows no password."""
    with pytest.raises((StorageError, OSError), match=said) as refusal:
        open_storage(address)

    assert "secret" not in str(refusal.value)


def test_without_a_setting_it_is_kept_in_the_data_folder(tmp_path: Path) -> None:
    """SQLite in the data folder is the default."""
    storage_of(Settings(data_dir=tmp_path)).close()

    assert (tmp_path / "madoguchi.db").exists()


def test_answering_does_without_it() -> None:
    """Neither the database's library nor a web server is imported by what answers on the command line."""
    program = """
import sys
from bot.cli import main
try:
    main(["ask", "When did the EU-Japan science and technology agreement enter into force?"])
finally:
    print(sorted({"sqlalchemy", "alembic", "starlette", "uvicorn", "telegram"} & set(sys.modules)))
"""

    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )

    assert ran.stdout.endswith("\n[]\n")
