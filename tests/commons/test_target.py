"""Targets of the government's annual work plans."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.region import Region
from pilar.commons.target import Target


def targets(seeded: sa.Connection) -> dict[tuple[str, int], Any]:
    joined = (
        sa.select(
            table_of(Target),
            Indicator.code,
            Indicator.unit.label("indicator_unit"),
            Region.code.label("region"),
        )
        .join_from(Target, Indicator, Target.indicator_id == Indicator.id)
        .join(Region, Target.region_id == Region.id)
    )
    return {(row.code, row.year): row for row in seeded.execute(joined)}


def test_a_year_without_bounds_has_no_row(seeded: sa.Connection) -> None:
    found = targets(seeded)

    assert len(found) == 46
    assert ("ECO.GINI", 2017) not in found
    assert all(row.lower is not None or row.upper is not None for row in found.values())


def test_a_missing_bound_stays_missing(seeded: sa.Connection) -> None:
    gini = targets(seeded)["ECO.GINI", 2018]

    assert (gini.lower, gini.upper) == (0.38, None)


def test_targets_are_the_nations_in_the_unit_of_their_indicator(seeded: sa.Connection) -> None:
    for row in targets(seeded).values():
        assert (row.region, row.unit) == ("ID", row.indicator_unit)
        assert row.legal_basis == "RKP (annual government work plan)"
