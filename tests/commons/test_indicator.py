"""The catalogue of indicators: eight for each pillar, and supporting series."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from pilar.commons.indicator import Direction, Evidence, Indicator


def indicators(core: sa.Connection) -> dict[str, Any]:
    return {row.code: row for row in core.execute(sa.select(Indicator.__table__))}


def test_each_pillar_but_the_plugins_own_has_eight_indicators(core: sa.Connection) -> None:
    pillars = [row.pillar for row in indicators(core).values() if row.pillar]

    assert {pillar: pillars.count(pillar) for pillar in pillars} == {
        "governance": 8,
        "economy": 8,
        "living": 8,
        "people": 8,
        "mobility": 8,
    }


def test_supporting_series_belong_to_no_pillar_and_never_score(core: sa.Connection) -> None:
    supporting = {code: row for code, row in indicators(core).items() if row.pillar is None}

    assert set(supporting) == {"CORE.POPULATION", "CORE.AREA", "ECO.ADJ_EXPENDITURE"}
    assert {row.direction for row in supporting.values()} == {Direction.NEUTRAL}


def test_goalposts_of_schooling_and_life_expectancy_are_those_of_the_development_index(
    core: sa.Connection,
) -> None:
    found = indicators(core)
    goalposts = {
        code: (found[code].goalpost_lower, found[code].goalpost_upper)
        for code in ("QOL.LIFE_EXPECTANCY", "HR.EXPECTED_SCHOOLING", "HR.MEAN_SCHOOLING")
    }

    assert goalposts == {
        "QOL.LIFE_EXPECTANCY": (20, 85),
        "HR.EXPECTED_SCHOOLING": (0, 18),
        "HR.MEAN_SCHOOLING": (0, 15),
    }


def test_a_missing_target_stays_missing(core: sa.Connection) -> None:
    assert indicators(core)["ECO.YOUTH_UNEMPLOYMENT"].target_value is None


def test_money_has_a_currency_and_constant_prices_their_year(core: sa.Connection) -> None:
    found = indicators(core)

    assert (found["ECO.GRDP_PC"].currency, found["ECO.GRDP_PC"].price_year) == ("IDR", None)
    assert (found["ECO.ADJ_EXPENDITURE"].currency, found["ECO.ADJ_EXPENDITURE"].price_year) == ("IDR", 2012)
    assert {code for code, row in found.items() if row.currency} == {"ECO.GRDP_PC", "ECO.ADJ_EXPENDITURE"}


def test_a_partly_verified_entry_says_what_is_verified(core: sa.Connection) -> None:
    for row in indicators(core).values():
        assert (row.evidence is Evidence.PARTLY) == bool(row.evidence_note)
