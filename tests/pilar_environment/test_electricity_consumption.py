"""Electricity distributed in the provinces, 2020 to 2023."""

from __future__ import annotations

import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar_environment.electricity_consumption import ElectricityConsumption

TABLE = table_of(ElectricityConsumption)


def test_34_provinces_are_known_for_four_years(environment: sa.Connection) -> None:
    counts = sa.select(TABLE.c.year, sa.func.count()).group_by(TABLE.c.year)

    assert {year: count for year, count in environment.execute(counts)} == dict.fromkeys(
        range(2020, 2024), 34
    )


def test_table_and_observations_agree(environment: sa.Connection) -> None:
    series = (
        sa.select(Observation.region_id, Observation.year, Observation.value)
        .join_from(Observation, Indicator, Observation.indicator_id == Indicator.id)
        .where(Indicator.code == "ENV.ELECTRICITY_DISTRIBUTED")
    )
    rows = sa.select(TABLE.c.region_id, TABLE.c.year, TABLE.c.energy_gwh)

    assert set(environment.execute(series)) == set(environment.execute(rows))
