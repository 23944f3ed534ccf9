"""The storage that the suite runs over: SQLite, and PostgreSQL where one is at hand.

`TEST_POSTGRESQL=postgresql://name:password@host/database` names an empty database, whose tables are dropped.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.storage.database import Storage, open_storage

POSTGRESQL = os.environ.get("TEST_POSTGRESQL", "")


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRESQL else [])])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'madoguchi.db'}"
    engine = create_engine(make_url(POSTGRESQL).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS updates, deliveries, turns, taps, alembic_version"))
    engine.dispose()
    return POSTGRESQL


@pytest.fixture
def storage(address: str) -> Iterator[Storage]:
    """An open, empty storage."""
    opened = open_storage(address)
    yield opened
    opened.close()
