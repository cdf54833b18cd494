"""The waste that 315 of 514 regions reported for 2024."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.region import Region
from pilar_environment.waste_report import WasteReport


@pytest.fixture
def reports(by_region: Callable[[type], dict[str, Any]]) -> dict[str, Any]:
    return by_region(WasteReport)


def observed(environment: sa.Connection, indicator: str) -> dict[str, float]:
    values = (
        sa.select(Region.code, Observation.value)
        .join_from(Observation, Region, Observation.region_id == Region.id)
        .join(Indicator, Observation.indicator_id == Indicator.id)
        .where(Indicator.code == indicator)
    )
    return {code: value for code, value in environment.execute(values)}


def test_315_regions_report_and_each_is_matched_to_its_code(reports: dict[str, Any]) -> None:
    assert len(reports) == 315
    assert {row.year for row in reports.values()} == {2024}


def test_generated_waste_sums_to_the_published_total(reports: dict[str, Any]) -> None:
    generated = sum(row.generated_tonnes for row in reports.values())
    managed = sum(row.managed_tonnes for row in reports.values())

    assert round(generated) == 33_980_338
    assert round(100 * managed / generated, 2) == 59.83


def test_what_was_not_reported_is_null_and_what_is_zero_is_zero(reports: dict[str, Any]) -> None:
    missing = {
        name: sum(getattr(row, name) is None for row in reports.values())
        for name in (
            "reduced_tonnes",
            "handled_tonnes",
            "managed_tonnes",
            "recycled_tonnes",
            "feedstock_tonnes",
        )
    }

    assert missing == {
        "reduced_tonnes": 4,
        "handled_tonnes": 7,
        "managed_tonnes": 0,
        "recycled_tonnes": 30,
        "feedstock_tonnes": 179,
    }
    assert sum(row.reduced_tonnes == 0 for row in reports.values()) == 18
    assert sum(row.reduced_pct is None for row in reports.values()) == 4


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu"),
        ("71.09", "Kabupaten Kepulauan Siau Tagulandang Biaro"),
        ("11.01", "Kabupaten Aceh Selatan"),
    ],
)
def test_abbreviated_names_are_matched(reports: dict[str, Any], code: str, name: str) -> None:
    assert reports[code].region_name == name


@pytest.mark.parametrize(
    ("column", "indicator"),
    [
        ("generated_tonnes", "ENV.WASTE_GENERATED"),
        ("reduced_tonnes", "ENV.WASTE_REDUCED"),
        ("handled_tonnes", "ENV.WASTE_HANDLED"),
    ],
)
def test_reports_and_observations_agree_on_tonnes(
    environment: sa.Connection, reports: dict[str, Any], column: str, indicator: str
) -> None:
    tonnes = {code: getattr(row, column) for code, row in reports.items()}

    assert observed(environment, indicator) == {
        code: value for code, value in tonnes.items() if value is not None
    }


@pytest.mark.parametrize(
    ("column", "indicator", "count"),
    [
        ("reduced_pct", "ENV.WASTE_REDUCTION", 311),
        ("handled_pct", "ENV.WASTE_HANDLING", 308),
        ("managed_pct", "ENV.WASTE_MANAGED", 315),
    ],
)
def test_published_percentages_follow_from_the_tonnes(
    environment: sa.Connection, reports: dict[str, Any], column: str, indicator: str, count: int
) -> None:
    published = observed(environment, indicator)
    share = f"{column.removesuffix('_pct')}_tonnes"

    assert len(published) == count
    for code, value in published.items():
        row = reports[code]
        assert 100 * getattr(row, share) / row.generated_tonnes == pytest.approx(value, abs=0.00501)
        assert getattr(row, column) == pytest.approx(value, abs=0.0101)


def test_the_recycling_rate_counts_recycled_waste_and_feedstock(
    environment: sa.Connection, reports: dict[str, Any]
) -> None:
    for code, value in observed(environment, "ENV.WASTE_RECYCLING").items():
        row = reports[code]
        if row.recycling_pct is None:
            assert (row.recycled_tonnes, row.feedstock_tonnes, value) == (None, None, 0)
        else:
            assert row.recycling_pct == pytest.approx(value, abs=0.0101)
