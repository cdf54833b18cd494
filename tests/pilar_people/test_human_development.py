"""The human development index (IPM) from its four components, against what BPS published."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation

PUBLISHED = Path(__file__).parent / "published_ipm.csv"
"""The index of the 35 kabupaten and kota of Jawa Tengah, 2019 to 2022, published by BPS Provinsi Jawa Tengah."""
CORRUPT = {("33.20", 2019), ("33.13", 2020)}
"""Jepara and Karanganyar: the index published does not follow from the components published with it."""
COMPONENTS = ("QOL.LIFE_EXPECTANCY", "HR.EXPECTED_SCHOOLING", "HR.MEAN_SCHOOLING", "ECO.ADJ_EXPENDITURE")
Derived = Callable[[str], dict[tuple[str, int], float]]
Publish = Callable[..., None]


@pytest.fixture
def publish(people: sa.Connection, region_id: Callable[[str], int]) -> Publish:
    """Publish components of Aceh, a province, of which the seeds have none."""

    def publish(year: int, *values: float) -> None:
        for code, value in zip(COMPONENTS, values, strict=False):
            indicator = people.execute(sa.select(Indicator).where(Indicator.code == code)).one()
            people.execute(
                table_of(Observation).insert(),
                {
                    "region_id": region_id("11"),
                    "indicator_id": indicator.id,
                    "year": year,
                    "period_start": datetime.date(year, 1, 1),
                    "period_end": datetime.date(year, 12, 31),
                    "value": value,
                    "unit": indicator.unit,
                    "source_id": 1,
                    "licence": "-",
                },
            )

    return publish


def test_the_index_of_aceh_in_2019_is_71_90(publish: Publish, derived: Derived) -> None:
    publish(2019, 69.87, 14.30, 9.18, 9_603)

    assert derived("HR.IPM")["11", 2019] == pytest.approx(71.90, abs=0.005)


def test_140_published_values_follow_but_for_two_that_are_corrupt(derived: Derived) -> None:
    indices = derived("HR.IPM")
    with PUBLISHED.open(encoding="utf-8") as file:
        published = {(row["region"], int(row["year"])): float(row["ipm"]) for row in csv.DictReader(file)}
    wrong = {key for key, value in published.items() if abs(indices[key] - value) > 0.006}

    assert len(published) == 140
    assert wrong == CORRUPT


def test_all_regions_have_an_index_for_the_six_years_of_the_components(derived: Derived) -> None:
    indices = derived("HR.IPM")

    assert len(indices) == 6 * 514
    assert {year for _, year in indices} == set(range(2019, 2025))
    assert min(indices, key=indices.__getitem__) == ("95.08", 2019)  # Kabupaten Nduga
    assert max(indices, key=indices.__getitem__) == ("34.71", 2024)  # Kota Yogyakarta


def test_without_one_component_there_is_no_index(publish: Publish, derived: Derived) -> None:
    publish(2019, 69.87, 14.30, 9.18)

    assert ("11", 2019) not in derived("HR.IPM")


@pytest.mark.parametrize(
    ("components", "index"),
    [
        ((85, 18, 15, 26_572.352), 100.0),
        ((90, 20, 25, 99_999), 100.0),
        ((20, 14.30, 9.18, 9_603), 0.0),
        ((10, 14.30, 9.18, 9_603), 0.0),
        ((69.87, 14.30, 9.18, 0), 0.0),
        ((69.87, 14.30, 9.18, -5), 0.0),
    ],
)
def test_a_component_beyond_its_goalposts_counts_as_the_goalpost(
    publish: Publish, derived: Derived, components: tuple[float, ...], index: float
) -> None:
    publish(2019, *components)

    assert derived("HR.IPM")["11", 2019] == pytest.approx(index)
