"""Which changes are noted."""

from __future__ import annotations

from typing import Any

import pytest
from pilar.reassessing.pending import Cell, take, watch


@pytest.fixture
def quiet(world: Any) -> Any:
    """Nothing is pending."""
    assert take(world.connection) is None
    return world


def test_a_changed_observation_is_noted_where_it_was_and_where_it_is(quiet: Any) -> None:
    water, region = quiet.indicators["WATER"], quiet.regions["01.01"]
    quiet.observe("01.01", "WATER", 2030, 5.0)
    quiet.write("UPDATE observation SET year = 2031 WHERE year = 2030")
    pending = take(quiet.connection)

    assert pending is not None
    assert pending.cells == (Cell(water, region, 2030), Cell(water, region, 2031))
    assert (pending.targets, pending.indices, pending.is_everything) == (frozenset(), frozenset(), False)
    assert take(quiet.connection) is None


@pytest.mark.parametrize(
    ("statement", "targets", "everything"),
    [
        ("UPDATE indicator SET target_value = 1 WHERE code = 'WATER'", {("WATER", None)}, False),
        ("UPDATE indicator SET unit = 'km' WHERE code = 'WATER'", set(), True),
        ("UPDATE indicator SET standard = 'ISO' WHERE code = 'WATER'", None, False),
        ("UPDATE region SET parent_id = 3 WHERE code = '01.01'", set(), True),
        ("UPDATE region SET population = 1", None, False),
    ],
)
def test_a_changed_row_is_noted_if_an_assessment_may_depend_on_it(
    quiet: Any, statement: str, targets: set[Any] | None, everything: bool
) -> None:
    quiet.write(statement)
    pending = take(quiet.connection)

    if targets is None:
        assert pending is None
    else:
        assert pending is not None
        assert pending.targets == {(quiet.indicators[code], where) for code, where in targets}
        assert pending.is_everything is everything


def test_a_target_is_noted_with_its_region(quiet: Any) -> None:
    quiet.aim("01", "WATER", 2022, lower=1)
    pending = take(quiet.connection)

    assert pending is not None
    assert pending.targets == {(quiet.indicators["WATER"], quiet.regions["01"])}


def test_watching_twice_notes_once(quiet: Any) -> None:
    watch(quiet.connection)
    quiet.observe("01.01", "WATER", 2030, 5.0)

    assert quiet.ask("SELECT count(*) FROM assessment_pending") == [(1,)]
