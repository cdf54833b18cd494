"""Published values of indicators, and how fast a series of them is read."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation, ObservationStatus
from pilar.commons.region import Region
from pilar.commons.source import Source


@pytest.fixture(scope="module")
def observations(seeded: sa.Connection) -> list[Any]:
    joined = (
        sa.select(
            table_of(Observation),
            Region.code.label("region"),
            Indicator.code.label("indicator"),
            Indicator.unit.label("indicator_unit"),
            Source.licence.label("source_licence"),
        )
        .join_from(Observation, Region, Observation.region_id == Region.id)
        .join(Indicator, Observation.indicator_id == Indicator.id)
        .join(Source, Observation.source_id == Source.id)
        .where(Observation.derived.is_(False))
    )
    return list(seeded.execute(joined))


def test_published_observations_are_complete(observations: list[Any]) -> None:
    counts = Counter(row.indicator.partition(".")[0] for row in observations)
    assert counts == {"CORE": 1_539, "ECO": 6_825, "ENV": 2_319, "HR": 7_196, "QOL": 5_137}


def test_each_value_has_the_unit_of_its_indicator_and_the_licence_of_its_source(
    observations: list[Any],
) -> None:
    for row in observations:
        assert row.unit == row.indicator_unit
        assert row.licence == row.source_licence


def test_each_period_is_the_calendar_year(observations: list[Any]) -> None:
    for row in observations:
        assert (row.period_start.isoformat(), row.period_end.isoformat()) == (
            f"{row.year}-01-01",
            f"{row.year}-12-31",
        )


def test_published_values_are_final_first_revisions(observations: list[Any]) -> None:
    states = {(row.status, row.revision, row.supersedes_id, row.derived) for row in observations}

    assert states == {(ObservationStatus.FINAL, 1, None, False)}


def test_a_region_without_a_value_has_no_row(observations: list[Any]) -> None:
    poor = [row for row in observations if row.indicator == "ECO.POVERTY" and len(row.region) == 5]

    assert len([row for row in poor if row.year == 2021]) == 512
    assert len([row for row in poor if row.year == 2019]) == 514


def test_population_observed_in_2024_is_that_of_the_regions(observations: list[Any]) -> None:
    total = sum(row.value for row in observations if row.indicator == "CORE.POPULATION" and row.year == 2024)

    assert total == 284_973_643


def test_values_come_out_exactly_as_published(observations: list[Any]) -> None:
    aceh_selatan = {(row.indicator, row.year): row.value for row in observations if row.region == "11.09"}

    assert aceh_selatan["QOL.LIFE_EXPECTANCY", 2019] == 65.22
    assert aceh_selatan["HR.MEAN_SCHOOLING", 2019] == 9.08


def test_a_series_of_a_region_is_read_in_order_from_one_index(core: sa.Connection) -> None:
    plan = core.exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT year, value FROM observation "
        "WHERE visibility = 0 AND region_id = 1 AND indicator_id = 1 ORDER BY year, id"
    ).all()

    (step,) = [row[-1] for row in plan]
    assert "ix_observation_region_id_indicator_id_year (region_id=? AND indicator_id=?)" in step
