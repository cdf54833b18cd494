"""A database seeded as on the first start: the core, then the pillar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pilar_environment
import pytest
import sqlalchemy as sa
from pilar.commons import SEEDS, TABLES
from pilar.commons.region import Region
from pilar.commons.seeding import load_seeds, pilar_seed
from sqlmodel import SQLModel

Rows = Callable[[type], dict[str, Any]]


@pytest.fixture(scope="session")
def environment() -> Iterator[sa.Connection]:
    """Everything that the core and the pillar are seeded with; for reading only."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    tables = [table.__table__ for table in (*TABLES, *pilar_environment.register_tables())]
    SQLModel.metadata.create_all(engine, tables=[*tables, pilar_seed])
    with engine.begin() as connection:
        load_seeds(connection, "", SEEDS)
        load_seeds(connection, "environment", pilar_environment.register_indicators())
        load_seeds(connection, "environment", pilar_environment.register_seeds())
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def by_region(environment: sa.Connection) -> Rows:
    """Read a table that has one row a region, by the region's code."""

    def read(table: type) -> dict[str, Any]:
        sql = table.__table__  # type: ignore[attr-defined]
        joined = sa.select(sql, Region.code.label("region"), Region.name_id.label("region_name")).join_from(
            sql, Region.__table__, sql.c.region_id == Region.id
        )
        return {row.region: row for row in environment.execute(joined)}

    return read
