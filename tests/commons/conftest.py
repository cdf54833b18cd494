"""An empty database with the core's tables, one that holds the core's seeds, and one with those of all plugins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons import SEEDS, TABLES
from pilar.commons.entity import table_of
from pilar.commons.seeding import load_seeds, pilar_seed
from pilar.database.engine import open_engine
from sqlmodel import SQLModel


def open_database() -> sa.Engine:
    """Return an engine of one in-memory SQLite database, with foreign keys enforced."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    sa.event.listen(engine, "connect", enforce_foreign_keys)
    tables = [table_of(table) for table in TABLES]
    SQLModel.metadata.create_all(engine, tables=[*tables, pilar_seed])
    return engine


def enforce_foreign_keys(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


@pytest.fixture
def engine() -> Iterator[sa.Engine]:
    """Tables without rows."""
    engine = open_database()
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def core() -> Iterator[sa.Connection]:
    """Everything that the core is seeded with; for reading only."""
    engine = open_database()
    with engine.begin() as connection:
        load_seeds(connection, "", SEEDS)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="session")
def seeded(service_url: str) -> Iterator[sa.Connection]:
    """Everything that the core and the plugins are seeded with; for reading only."""
    engine = open_engine(service_url, read_only=True)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
