"""The 178 power plants of WRI's database."""

from __future__ import annotations

import math
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar_environment.power_plant import PowerPlant, Technology


@pytest.fixture
def plants(environment: sa.Connection) -> list[Any]:
    return list(environment.execute(sa.select(table_of(PowerPlant))))


@pytest.mark.parametrize(
    ("technology", "count", "capacity_mw"),
    [
        (Technology.GEOTHERMAL, 10, 1342),
        (Technology.HYDRO, 41, 4559.592),
        (Technology.COAL, 70, 29333),
        (Technology.GAS, 41, 12810),
        (Technology.OIL, 16, 706.826),
    ],
)
def test_plants_and_capacity_by_technology(
    plants: list[Any], technology: Technology, count: int, capacity_mw: float
) -> None:
    found = [plant.capacity_mw for plant in plants if plant.technology is technology]

    assert len(found) == count
    assert math.fsum(found) == pytest.approx(capacity_mw, abs=1e-9)


def test_a_missing_year_stays_missing(plants: list[Any]) -> None:
    years = [plant.commissioning_year for plant in plants]

    assert len(years) == 178
    assert years.count(None) == 158
    assert min(year for year in years if year is not None) == 1998


def test_nobody_guessed_a_region_or_an_operator(plants: list[Any]) -> None:
    assert {(plant.region_id, plant.operator_id) for plant in plants} == {(None, None)}


def test_figures_come_out_exactly_as_published(plants: list[Any]) -> None:
    ampenan = next(plant for plant in plants if plant.name == "Ampenan")

    assert (ampenan.capacity_mw, ampenan.generation_gwh) == (56.284, 2053.000439)
    assert (ampenan.longitude, ampenan.latitude) == (116.0667, -8.5667)
