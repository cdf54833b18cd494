"""A database seeded as on the first start, in which a test may enter rows; they are gone after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pilar_mobility
import pytest
import sqlalchemy as sa
from pilar.commons import SEEDS, TABLES
from pilar.commons.derivations import derive
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.region import Region
from pilar.commons.seeding import load_seeds, pilar_seed
from pilar.commons.source import Source
from sqlmodel import SQLModel

Enter = Callable[..., sa.Row[Any]]


@pytest.fixture(scope="session")
def seeded() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    tables = [table_of(table) for table in (*TABLES, *pilar_mobility.register_tables())]
    SQLModel.metadata.create_all(engine, tables=[*tables, pilar_seed])
    with engine.begin() as connection:
        load_seeds(connection, "", SEEDS)
        load_seeds(connection, "mobility", pilar_mobility.register_indicators())
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def mobility(seeded: sa.Connection) -> Iterator[sa.Connection]:
    """Everything that the core and the pillar are seeded with."""
    savepoint = seeded.begin_nested()
    yield seeded
    savepoint.rollback()


@dataclass(frozen=True)
class Clerk:
    """Enters rows of Kota Bandung (32.73), from the first source of the database, and reads what follows."""

    connection: sa.Connection

    def enter(self, table: Any, **values: Any) -> sa.Row[Any]:
        """Insert a row and return it as the database keeps it; `region` is the code of another region."""
        columns = table_of(table).c
        given = {"source_id": self.connection.scalar(sa.select(sa.func.min(Source.id)))}
        if "region_id" in columns:
            given["region_id"] = self.region(values.pop("region", "32.73"))
        insert = table_of(table).insert().values(given | values).returning(columns.id)
        number = self.connection.execute(insert).scalar_one()
        return self.connection.execute(sa.select(table_of(table)).where(columns.id == number)).one()

    def region(self, code: str) -> int:
        """Return the id of a region."""
        return int(self.connection.execute(sa.select(Region.id).where(Region.code == code)).scalar_one())

    def observed(self, indicator: str) -> dict[tuple[str, int], float]:
        """Derive all indicators anew; return the values of one, by code of the region and year."""
        derive(self.connection, pilar_mobility.register_derivations())
        values = (
            sa.select(Region.code, Observation.year, Observation.value)
            .join_from(Observation, Region, Observation.region_id == Region.id)
            .join(Indicator, Observation.indicator_id == Indicator.id)
            .where(Indicator.code == indicator)
        )
        return {(code, year): value for code, year, value in self.connection.execute(values)}


@pytest.fixture
def clerk(mobility: sa.Connection) -> Clerk:
    return Clerk(mobility)
