"""Which of several targets a region is held to."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def dry(empty: Any) -> Any:
    """Everybody has 30 in water; the definition wants 90."""
    empty.define(empty.SMALL)
    for region in ("01.01", "01.02", "02.01"):
        for year, value in ((2020, 20.0), (2021, 25.0), (2022, 30.0)):
            empty.observe(region, "WATER", year, value)
    empty.reassess()
    return empty


def wanted(world: Any, region: str = "01.01", year: int = 2022) -> float:
    ((_, _, reference, _),) = world.challenges(region, year, "BELOW_TARGET")
    return float(reference)


def test_the_target_of_the_definition_holds_where_there_is_no_other(dry: Any) -> None:
    assert wanted(dry) == 90


def test_the_target_of_the_catalogue_comes_before_that_of_the_definition(dry: Any) -> None:
    dry.write("UPDATE indicator SET target_value = 80 WHERE code = 'WATER'")
    dry.reassess()

    assert wanted(dry) == 80


def test_a_plan_for_the_year_comes_before_both_and_the_narrower_region_before_the_wider(dry: Any) -> None:
    dry.write("UPDATE indicator SET target_value = 80 WHERE code = 'WATER'")
    dry.aim("01.01", "WATER", 2022, lower=50)
    dry.aim("01", "WATER", 2022, lower=60)
    dry.aim("ID", "WATER", 2022, lower=70)
    dry.reassess()

    assert [wanted(dry, region) for region in ("01.01", "01.02", "02.01")] == [50, 60, 70]
    assert wanted(dry, "01.01", 2021) == 80, "of another year"


def test_of_a_range_the_bound_that_is_easier_to_reach_counts(dry: Any) -> None:
    dry.aim("ID", "WATER", 2022, lower=55, upper=65)
    dry.aim("ID", "CRIME", 2022, lower=5, upper=7)
    dry.observe("01.01", "CRIME", 2022, 6.0)
    dry.reassess()

    assert wanted(dry) == 55
    assert [node for node, *_ in dry.challenges("01.01", 2022, "BELOW_TARGET")] == ["WATER"]


def test_a_target_in_another_unit_does_not_count(dry: Any) -> None:
    dry.aim("ID", "WATER", 2022, lower=50)
    dry.write("UPDATE target SET unit = 'km'")
    dry.reassess()

    assert wanted(dry) == 90


def test_the_next_plan_sets_the_deadline(dry: Any) -> None:
    """Water grows from 20 to 30 in two years: 60 in 2025.4, 50 in 2024.5."""
    dry.aim("ID", "WATER", 2027, lower=99)
    dry.aim("ID", "WATER", 2025, lower=60)
    dry.aim("01.02", "WATER", 2026, lower=50)
    dry.reassess()

    ((_, _, reference, text),) = dry.challenges("01.01", 2022, "MISSES_DEADLINE")
    assert reference == 60
    assert text == "Safe water is heading for its target 60 in 2025.4; the deadline is 2025."
    assert dry.challenges("01.02", 2022, "MISSES_DEADLINE") == []


def test_a_target_that_is_taken_back_no_longer_counts(dry: Any) -> None:
    dry.aim("ID", "WATER", 2022, lower=20)
    dry.reassess()
    assert dry.challenges("01.01", 2022, "BELOW_TARGET") == []

    dry.write("DELETE FROM target")
    dry.reassess()
    assert wanted(dry) == 90
