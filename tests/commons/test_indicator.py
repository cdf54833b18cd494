"""The catalogue of indicators: eight for each pillar, and supporting series."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.indicator import Direction, Evidence, Indicator


def indicators(core: sa.Connection) -> dict[str, Any]:
    return {row.code: row for row in core.execute(sa.select(table_of(Indicator)))}


def test_each_pillar_has_eight_indicators(seeded: sa.Connection) -> None:
    pillars = [row.pillar for row in indicators(seeded).values() if row.pillar]

    assert {pillar: pillars.count(pillar) for pillar in pillars} == {
        "governance": 8,
        "economy": 8,
        "living": 8,
        "environment": 8,
        "people": 8,
        "mobility": 8,
    }


def test_supporting_series_belong_to_no_pillar_and_never_score(core: sa.Connection) -> None:
    supporting = {code: row for code, row in indicators(core).items() if row.pillar is None}

    assert set(supporting) == {"CORE.POPULATION", "CORE.AREA", "ECO.ADJ_EXPENDITURE"}
    assert {row.direction for row in supporting.values()} == {Direction.NEUTRAL}


def test_goalposts_of_schooling_and_life_expectancy_are_those_of_the_development_index(
    seeded: sa.Connection,
) -> None:
    found = indicators(seeded)
    goalposts = {
        code: (found[code].goalpost_lower, found[code].goalpost_upper)
        for code in ("QOL.LIFE_EXPECTANCY", "HR.EXPECTED_SCHOOLING", "HR.MEAN_SCHOOLING")
    }

    assert goalposts == {
        "QOL.LIFE_EXPECTANCY": (20, 85),
        "HR.EXPECTED_SCHOOLING": (0, 18),
        "HR.MEAN_SCHOOLING": (0, 15),
    }


def test_a_missing_target_stays_missing(seeded: sa.Connection) -> None:
    assert indicators(seeded)["ECO.YOUTH_UNEMPLOYMENT"].target_value is None


def test_money_has_a_currency_and_constant_prices_their_year(seeded: sa.Connection) -> None:
    found = indicators(seeded)

    assert (found["ECO.GRDP_PC"].currency, found["ECO.GRDP_PC"].price_year) == ("IDR", None)
    assert (found["ECO.ADJ_EXPENDITURE"].currency, found["ECO.ADJ_EXPENDITURE"].price_year) == ("IDR", 2012)
    assert {code for code, row in found.items() if row.currency} == {
        "ECO.GRDP",
        "ECO.GRDP_PC",
        "ECO.ADJ_EXPENDITURE",
    }


def test_a_partly_verified_entry_says_what_is_verified(seeded: sa.Connection) -> None:
    for row in indicators(seeded).values():
        assert (row.evidence is Evidence.PARTLY) == bool(row.evidence_note)
