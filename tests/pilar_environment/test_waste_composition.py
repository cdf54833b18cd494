"""What the waste of 317 regions consists of, and whether the shares add up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar_environment.waste_composition import SHARES, WasteComposition


@pytest.fixture
def compositions(by_region: Callable[[type], dict[str, Any]]) -> dict[str, Any]:
    return by_region(WasteComposition)


def test_317_regions_report_a_composition(compositions: dict[str, Any]) -> None:
    assert len(compositions) == 317


def test_the_total_is_that_of_the_shares_that_are_given(compositions: dict[str, Any]) -> None:
    for row in compositions.values():
        given = [value for share in SHARES if (value := getattr(row, share)) is not None]
        assert row.total_pct == (round(sum(given), 2) if given else None)


def test_a_region_without_shares_has_no_total_rather_than_zero(compositions: dict[str, Any]) -> None:
    medan = compositions["12.71"]

    assert (medan.food_pct, medan.total_pct, medan.total_plausible) == (None, None, None)


def test_totals_outside_98_to_102_percent_are_flagged(compositions: dict[str, Any]) -> None:
    flags = [row.total_plausible for row in compositions.values()]

    assert (flags.count(True), flags.count(False), flags.count(None)) == (238, 11, 68)
    for row in compositions.values():
        assert row.total_plausible in (None, 98 <= (row.total_pct or 0) <= 102)


def test_the_database_computes_the_total_of_a_new_row(environment: sa.Connection) -> None:
    table = table_of(WasteComposition)
    row = {"region_id": 1, "year": 2031, "source_id": 1, "food_pct": 60.0, "plastic_pct": 39.9}
    with environment.begin_nested() as savepoint:
        environment.execute(table.insert(), row)
        found = environment.execute(sa.select(table).where(table.c.year == 2031)).one()
        savepoint.rollback()

    assert (found.total_pct, found.total_plausible) == (99.9, True)
