"""A database seeded as on the first start, the core and the pillar, to which a test may add rows of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pilar_living
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

Insert = Callable[..., Any]
Derived = Callable[[str], dict[tuple[str, int], float]]


@pytest.fixture(scope="session")
def seeded() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    tables = [table_of(table) for table in (*TABLES, *pilar_living.register_tables())]
    SQLModel.metadata.create_all(engine, tables=[*tables, pilar_seed])
    with engine.begin() as connection:
        load_seeds(connection, "", SEEDS)
        load_seeds(connection, "living", pilar_living.register_indicators())
        load_seeds(connection, "living", pilar_living.register_seeds())
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def living(seeded: sa.Connection) -> Iterator[sa.Connection]:
    """The seeded database; what a test writes is undone after it."""
    with seeded.begin() as transaction:
        seeded.exec_driver_sql("BEGIN")  # the driver would begin before the first INSERT only
        yield seeded
        transaction.rollback()


@pytest.fixture
def region_id(living: sa.Connection) -> Callable[[str], int]:
    """Find a region by its code."""
    return lambda code: living.execute(sa.select(Region.id).where(Region.code == code)).scalar_one()


@pytest.fixture
def insert(living: sa.Connection) -> Insert:
    """Store a row, and return it with what the database computes of it."""

    def insert(entity: type, **row: Any) -> Any:
        table = table_of(entity)
        stored = living.execute(table.insert(), {"source_id": 1, **row})
        return living.execute(sa.select(table).where(table.c.id == stored.inserted_primary_key[0])).one()

    return insert


@pytest.fixture
def derived(living: sa.Connection) -> Derived:
    """Derive the pillar's indicators, and return the values of one by region and year."""

    def derived(indicator: str) -> dict[tuple[str, int], float]:
        derive(living, pilar_living.register_derivations())
        values = (
            sa.select(Region.code, Observation.year, Observation.value)
            .join_from(Observation, Region, Observation.region_id == Region.id)
            .join(Indicator, Observation.indicator_id == Indicator.id)
            .where(Indicator.code == indicator, Observation.derived)
        )
        return {(code, year): value for code, year, value in living.execute(values)}

    return derived
