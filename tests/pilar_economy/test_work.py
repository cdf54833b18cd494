"""Work in tourism, and the unemployed: shares that follow, but never against a published rate."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.region import Region
from pilar_economy.labour_force_estimate import AgeGroup, LabourForceEstimate
from pilar_economy.tourism_statistic import TourismStatistic


@pytest.mark.parametrize(
    ("tourism", "workers", "pct", "consistent", "derived"),
    [
        (75, 1000, 7.5, True, {("51.71", 2024): 7.5}),
        (1001, 1000, 100.1, False, {}),
        (75, None, None, None, {}),
        (None, 1000, None, None, {}),
        (0, 0, None, True, {}),
    ],
)
def test_work_in_tourism_is_a_share_of_all_work(
    rows: Any, tourism: Any, workers: Any, pct: Any, consistent: Any, derived: dict[Any, float]
) -> None:
    row = rows.add(TourismStatistic, region="51.71", year=2024, tourism_workers=tourism, workers=workers)

    assert (row.tourism_jobs_pct, row.workers_consistent) == (pct, consistent)
    assert rows.derived("ECO.TOURISM_JOBS") == derived


def test_each_age_group_has_its_indicator(rows: Any) -> None:
    for group, force, unemployed in (
        (AgeGroup.ALL_15_PLUS, 1000, 50),
        (AgeGroup.YOUTH_15_24, 200, 30),
        (AgeGroup.ADULT_25_PLUS, 800, 20),
    ):
        given = {"age_group": group, "labour_force": force, "unemployed": unemployed}
        rows.add(LabourForceEstimate, region="51.71", year=2024, **given)

    assert rows.derived("ECO.UNEMPLOYMENT") == {("51.71", 2024): 5.0}
    assert rows.derived("ECO.YOUTH_UNEMPLOYMENT") == {("51.71", 2024): 15.0}


def test_more_unemployed_than_labour_force_are_flagged_and_give_no_rate(rows: Any) -> None:
    given = {"age_group": AgeGroup.ALL_15_PLUS, "labour_force": 10, "unemployed": 11}

    row = rows.add(LabourForceEstimate, region="51.71", year=2024, **given)

    assert (row.counts_consistent, row.unemployment_pct) == (False, 110.0)
    assert rows.derived("ECO.UNEMPLOYMENT") == {}


def test_a_published_rate_stays(rows: Any) -> None:
    given = {"age_group": AgeGroup.ALL_15_PLUS, "labour_force": 1000, "unemployed": 999}
    rows.add(LabourForceEstimate, region="32", year=2021, **given)

    assert rows.derived("ECO.UNEMPLOYMENT") == {}
    published = (
        sa.select(Observation.value)
        .join_from(Observation, Region, Observation.region_id == Region.id)
        .join(Indicator, Observation.indicator_id == Indicator.id)
        .where(Region.code == "32", Indicator.code == "ECO.UNEMPLOYMENT", Observation.year == 2021)
    )
    assert len(rows.connection.scalars(published).all()) == 1
