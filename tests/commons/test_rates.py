"""Which observation a derivation takes, and how it counts per inhabitants."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.indicator import Direction, Indicator
from pilar.commons.observation import Observation, ObservationStatus
from pilar.commons.rates import observed, per_inhabitants
from pilar.commons.region import Region, RegionKind
from pilar.commons.source import Source

Publish = Callable[..., None]
CRIMES = "SELECT id AS region_id, 2023 AS year, 30 AS value, source_id FROM region"


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A region of 200,000 registered inhabitants, and the indicators of population and of area."""
    with engine.begin() as connection:
        source = {"publisher": "p", "dataset": "d", "licence": "CC-BY-4.0"}
        connection.execute(table_of(Source).insert(), [{"code": "a", **source}, {"code": "b", **source}])
        region = {
            "code": "1",
            "kind": RegionKind.KOTA,
            "name_id": "Kota",
            "population": 200_000,
            "source_id": 1,
        }
        connection.execute(table_of(Region).insert(), region)
        for code in ("CORE.POPULATION", "CORE.AREA"):
            row = {
                "code": code,
                "name_id": code,
                "unit": "1",
                "unit_label": "-",
                "direction": Direction.NEUTRAL,
            }
            connection.execute(table_of(Indicator).insert(), row)
        yield connection


@pytest.fixture
def publish(connection: sa.Connection) -> Publish:
    def publish(value: float, **given: Any) -> None:
        row = {
            "region_id": 1,
            "indicator_id": 1,
            "year": 2023,
            "period_start": datetime.date(2023, 1, 1),
            "period_end": datetime.date(2023, 12, 31),
            "value": value,
            "unit": "1",
            "source_id": 1,
            "licence": "CC-BY-4.0",
        }
        connection.execute(table_of(Observation).insert(), {**row, **given})

    return publish


def values(connection: sa.Connection) -> list[tuple[int, float]]:
    sql = f"SELECT year, value FROM {observed('CORE.POPULATION')} AS population ORDER BY year"
    return [tuple(row) for row in connection.exec_driver_sql(sql)]


def rates(connection: sa.Connection) -> list[float | None]:
    return [row.value for row in connection.exec_driver_sql(per_inhabitants(100_000, CRIMES))]


def test_every_year_has_its_observation(connection: sa.Connection, publish: Publish) -> None:
    publish(100)
    publish(90, year=2022, period_start=datetime.date(2022, 1, 1), period_end=datetime.date(2022, 12, 31))

    assert values(connection) == [(2022, 90), (2023, 100)]


def test_the_latest_revision_is_taken(connection: sa.Connection, publish: Publish) -> None:
    publish(100)
    publish(110, revision=2)

    assert values(connection) == [(2023, 110)]


def test_final_goes_before_provisional_even_where_that_is_revised(
    connection: sa.Connection, publish: Publish
) -> None:
    publish(110, revision=2, status=ObservationStatus.PROVISIONAL)
    publish(100)

    assert values(connection) == [(2023, 100)]


def test_a_whole_year_goes_before_a_month(connection: sa.Connection, publish: Publish) -> None:
    publish(90, period_end=datetime.date(2023, 1, 31), revision=2)
    publish(100)

    assert values(connection) == [(2023, 100)]


def test_of_two_publishers_one_is_taken_and_always_the_same(
    connection: sa.Connection, publish: Publish
) -> None:
    publish(110, source_id=2)
    publish(100, source_id=1)

    assert values(connection) == [(2023, 100)]


def test_a_published_value_goes_before_a_derived_one(connection: sa.Connection, publish: Publish) -> None:
    publish(90, revision=0, derived=True)
    publish(100, source_id=2)

    assert values(connection) == [(2023, 100)]


def test_drafts_and_other_indicators_are_not_taken(connection: sa.Connection, publish: Publish) -> None:
    publish(100, visibility=1)
    publish(100, indicator_id=2)

    assert values(connection) == []


def test_a_rate_counts_by_the_inhabitants_of_the_same_year(
    connection: sa.Connection, publish: Publish
) -> None:
    publish(150_000)

    assert rates(connection) == [20.0]


def test_without_them_it_counts_by_the_registered_inhabitants(
    connection: sa.Connection, publish: Publish
) -> None:
    publish(
        150_000, year=2019, period_start=datetime.date(2019, 1, 1), period_end=datetime.date(2019, 12, 31)
    )

    assert rates(connection) == [15.0]


@pytest.mark.parametrize("population", [None, 0])
def test_without_any_inhabitants_there_is_no_rate(connection: sa.Connection, population: int | None) -> None:
    connection.execute(table_of(Region).update().values(population=population))

    assert rates(connection) == [None]


def test_a_region_that_is_not_published_has_no_rate(connection: sa.Connection) -> None:
    connection.execute(table_of(Region).update().values(visibility=1))

    assert rates(connection) == []
