"""Sectors, enterprises and the share of the small ones."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar_economy.enterprise import Enterprise, SizeClass
from pilar_economy.enterprise_count import EnterpriseCount
from pilar_economy.sector import Sector

BANDUNG = {"region": "32.73", "year": 2024}


def count(rows: Any, counts: dict[SizeClass, int], sector: str = "C") -> None:
    for size, enterprises in counts.items():
        sector_id = rows.id_of(Sector, sector)
        rows.add(EnterpriseCount, size_class=size, enterprises=enterprises, sector_id=sector_id, **BANDUNG)


def test_21_sections_share_the_divisions_among_them(rows: Any) -> None:
    table = table_of(Sector)
    found = rows.connection.execute(sa.select(table).order_by(table.c.code)).all()

    assert "".join(row.code for row in found) == "ABCDEFGHIJKLMNOPQRSTU"
    for row, following in pairwise(found):
        assert row.first_division <= row.last_division < following.first_division
    assert (found[0].first_division, found[-1].last_division) == (1, 99)


@pytest.mark.parametrize(
    ("sells", "takes", "digital"),
    [
        (True, False, True),
        (False, True, True),
        (False, False, False),
        (None, True, True),
        (None, False, None),
    ],
)
def test_a_digital_enterprise_sells_online_or_takes_digital_payment(
    rows: Any, sells: bool | None, takes: bool | None, digital: bool | None
) -> None:
    row = rows.add(
        Enterprise,
        code="a",
        name="Batik",
        region="32.73",
        sector_id=rows.id_of(Sector, "C"),
        size_class=SizeClass.MICRO,
        sells_online=sells,
        takes_digital_payment=takes,
    )

    assert row.is_digital is digital


@pytest.mark.parametrize(
    ("digital", "pct", "consistent"), [(25, 12.5, True), (200, 100.0, True), (201, 100.5, False), (None,) * 3]
)
def test_more_digital_enterprises_than_enterprises_are_flagged(
    rows: Any, digital: int | None, pct: float | None, consistent: bool | None
) -> None:
    row = rows.add(
        EnterpriseCount,
        sector_id=rows.id_of(Sector, "C"),
        size_class=SizeClass.SMALL,
        enterprises=200,
        digital_enterprises=digital,
        **BANDUNG,
    )

    assert (row.digital_pct, row.counts_consistent) == (pct, consistent)


def test_micro_small_and_medium_are_a_share_of_all_sectors(rows: Any) -> None:
    manufacturing = {SizeClass.MICRO: 700, SizeClass.SMALL: 200, SizeClass.MEDIUM: 50, SizeClass.LARGE: 10}
    count(rows, manufacturing, "C")
    count(rows, {SizeClass.MICRO: 25, SizeClass.LARGE: 15}, "G")

    assert rows.derived("ECO.SME_SHARE") == {("32.73", 2024): 97.5}


def test_a_count_without_large_enterprises_gives_no_share(rows: Any) -> None:
    count(rows, {SizeClass.MICRO: 700, SizeClass.SMALL: 200})

    assert rows.derived("ECO.SME_SHARE") == {}


def test_a_count_of_no_large_enterprises_gives_the_whole(rows: Any) -> None:
    count(rows, {SizeClass.MICRO: 700, SizeClass.LARGE: 0})

    assert rows.derived("ECO.SME_SHARE") == {("32.73", 2024): 100.0}
