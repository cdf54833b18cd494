"""A database seeded as on the first start: the core, then the pillar."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pilar_environment
import pytest
import sqlalchemy as sa
from pilar.commons import SEEDS, TABLES
from pilar.commons.derivations import derive
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.region import Region
from pilar.commons.seeding import load_seeds, pilar_seed
from sqlmodel import SQLModel

Derived = dict[tuple[str, int], tuple[float, str]]
Rows = Callable[[type], dict[str, Any]]


@pytest.fixture(scope="session")
def environment() -> Iterator[sa.Connection]:
    """Everything that the core and the pillar are seeded with; for reading only."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    tables = [table_of(table) for table in (*TABLES, *pilar_environment.register_tables())]
    SQLModel.metadata.create_all(engine, tables=[*tables, pilar_seed])
    with engine.begin() as connection:
        load_seeds(connection, "", SEEDS)
        load_seeds(connection, "environment", pilar_environment.register_indicators())
        load_seeds(connection, "environment", pilar_environment.register_seeds())
        derive(connection, pilar_environment.register_derivations())
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def by_region(environment: sa.Connection) -> Rows:
    """Read a table that has one row a region, by the region's code."""

    def read(table: type) -> dict[str, Any]:
        sql = table_of(table)
        joined = sa.select(sql, Region.code.label("region"), Region.name_id.label("region_name")).join_from(
            sql, table_of(Region), sql.c.region_id == Region.id
        )
        return {row.region: row for row in environment.execute(joined)}

    return read


@pytest.fixture
def changed(environment: sa.Connection) -> Iterator[sa.Connection]:
    """The seeded database for a test that writes: what it wrote is taken back."""
    with environment.begin_nested() as savepoint:
        yield environment
        savepoint.rollback()


@pytest.fixture
def insert(changed: sa.Connection) -> Callable[..., int]:
    """Insert a row whose region is given by its code, whose source by a number; return its id."""

    def insert_row(table: type, region: str | None = None, **given: Any) -> int:
        row = {"source_id": 1, **given}
        if region is not None:
            row["region_id"] = changed.scalar(sa.select(Region.id).where(Region.code == region))
        return changed.execute(table_of(table).insert(), row).inserted_primary_key[0]

    return insert_row


@pytest.fixture
def derived(changed: sa.Connection) -> Callable[[str], Derived]:
    """Derive anew, and return what was derived of an indicator: (region, year) -> (value, status)."""

    def read(indicator: str) -> Derived:
        derive(changed, pilar_environment.register_derivations())
        values = (
            sa.select(Region.code, Observation.year, Observation.value, Observation.status)
            .join_from(Observation, Region, Observation.region_id == Region.id)
            .join(Indicator, Observation.indicator_id == Indicator.id)
            .where(Indicator.code == indicator, Observation.derived.is_(True))
        )
        return {(code, year): (value, status.name) for code, year, value, status in changed.execute(values)}

    return read


@pytest.fixture
def populate(changed: sa.Connection) -> Callable[[str, int, float], None]:
    """Publish how many inhabitants a region had in a year."""

    def publish(region: str, year: int, persons: float) -> None:
        changed.execute(
            table_of(Observation).insert(),
            {
                "region_id": changed.scalar(sa.select(Region.id).where(Region.code == region)),
                "indicator_id": changed.scalar(
                    sa.select(Indicator.id).where(Indicator.code == "CORE.POPULATION")
                ),
                "year": year,
                "period_start": datetime.date(year, 1, 1),
                "period_end": datetime.date(year, 12, 31),
                "value": persons,
                "unit": "{person}",
                "source_id": 1,
                "licence": "MIT",
            },
        )

    return publish
