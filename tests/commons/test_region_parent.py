"""To which region a region belonged, and when: 34 provinces became 38 in 2022."""

from __future__ import annotations

import datetime
from typing import Any

import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.region import Region
from pilar.commons.region_parent import RegionParent

LAWS = {
    "93": ("UU 14/2022", datetime.date(2022, 7, 25), "91"),
    "94": ("UU 15/2022", datetime.date(2022, 7, 25), "91"),
    "95": ("UU 16/2022", datetime.date(2022, 7, 25), "91"),
    "96": ("UU 29/2022", datetime.date(2022, 12, 8), "92"),
}


def periods(core: sa.Connection, code: str | None = None) -> list[Any]:
    region, parent = table_of(Region).alias(), table_of(Region).alias()
    rows = (
        sa.select(
            table_of(RegionParent),
            region.c.code,
            parent.c.code.label("parent"),
            region.c.parent_id.label("now"),
        )
        .join_from(RegionParent, region, RegionParent.region_id == region.c.id)
        .join(parent, RegionParent.parent_id == parent.c.id)
        .order_by(region.c.code, RegionParent.valid_from.is_not(None))
    )
    return list(core.execute(rows if code is None else rows.where(region.c.code == code)))


def test_every_region_has_one_open_period_below_its_parent_of_today(core: sa.Connection) -> None:
    open_periods = [row for row in periods(core) if row.valid_to is None]

    assert len(open_periods) == len({row.code for row in open_periods}) == 552
    assert all(row.parent_id == row.now for row in open_periods)


def test_merauke_left_papua_for_papua_selatan_when_its_law_came_into_force(core: sa.Connection) -> None:
    before, after = periods(core, "93.01")

    assert (before.parent, before.valid_from, before.valid_to) == ("91", None, datetime.date(2022, 7, 25))
    assert (after.parent, after.valid_from, after.valid_to) == ("93", datetime.date(2022, 7, 25), None)
    assert after.legal_basis == "UU 14/2022"


def test_only_the_regions_of_the_four_new_provinces_have_two_periods(core: sa.Connection) -> None:
    closed = [row for row in periods(core) if row.valid_to is not None]

    assert len(closed) == 26
    for row in closed:
        law, day, former = LAWS[row.code[:2]]
        _, after = periods(core, row.code)
        assert (row.parent, row.valid_to) == (former, day)
        assert (after.valid_from, after.legal_basis) == (day, law)


def test_the_new_provinces_exist_since_their_laws(core: sa.Connection) -> None:
    for code, (law, day, _) in LAWS.items():
        (period,) = periods(core, code)
        assert (period.parent, period.valid_from, period.legal_basis) == ("ID", day, law)
