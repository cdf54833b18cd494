"""Goals that differ from region to region, and findings that are asked for some regions and indicators only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pilar.assessment.explanation import explain
from pilar.assessment.findings import Context, Finding
from pilar.assessment.goals import Goals, state_goals
from pilar.assessment.history import read_history
from pilar.assessment.observations import read_observations
from pilar.assessment.pipeline import assess_year
from pilar.assessment.reading import read_index

INDEX = b"""
code = "X"
[nodes.X]
children = { water = 1, waste = 1 }
[indicators.water]
normalisation = { method = "goalposts", lower = 0, upper = 100 }
target = 50
deadline = 2030
[indicators.waste]
normalisation = { method = "goalposts", lower = 0, upper = 100 }
"""
TABLE = b"""unit,indicator,year,value
a,water,2020,40
a,water,2021,41
a,waste,2021,10
b,water,2020,40
b,water,2021,45
b,waste,2021,90
c,water,2021,80
c,waste,2021,50
"""


def context() -> Context:
    index, table = read_index("x.toml", INDEX), read_observations("x.csv", TABLE)
    selection, groups, assessment = assess_year(index, table, 2021)
    peers = np.zeros(3, dtype=np.int64)
    return Context(index, selection, assessment, read_history(index, table), peers, groups)


def found(context: Context) -> set[tuple[str, int, str]]:
    return {(each.rule, each.unit, each.subject) for each in explain(context)}


def of_rule(context: Context, rule: str) -> dict[int, Finding]:
    return {each.unit: each for each in explain(context) if each.rule == rule}


def test_the_goals_of_a_definition_are_those_of_every_region() -> None:
    goals = state_goals(context().index, 3)

    assert goals.targets[:, 0].tolist() == goals.aims[:, 0].tolist() == [50, 50, 50]
    assert goals.deadlines[:, 0].tolist() == [2030, 2030, 2030]
    assert np.isnan(goals.targets[:, 1]).all()


def test_each_region_is_held_to_its_own_target() -> None:
    none = np.full((3, 2), np.nan)
    targets = none.copy()
    targets[:, 0] = [np.nan, 60, 90]

    missed = of_rule(replace(context(), given_goals=Goals(targets, none, none)), "below_target")

    assert {unit: each.reference for unit, each in missed.items()} == {1: 60, 2: 90}


def test_each_region_has_its_own_deadline() -> None:
    """b grows by 1/8 a year and reaches 50 in 2021.9, a by 1/40 and reaches it in 2029.0."""
    aims, deadlines = np.full((3, 2), np.nan), np.full((3, 2), np.nan)
    aims[:, 0], deadlines[:, 0] = 50, [2028, 2028, np.nan]

    late = of_rule(replace(context(), given_goals=Goals(aims, aims, deadlines)), "misses_deadline")

    assert set(late) == {0}
    assert late[0].deadline == 2028
    assert round(late[0].projected_year, 2) == 2029.04


def test_findings_of_some_indicators_and_regions_are_those_among_all() -> None:
    everything = found(context())

    assert everything >= {
        ("below_target", 0, "water"),
        ("below_peers", 0, "water"),
        ("below_peers", 0, "waste"),
    }
    some = replace(context(), columns=frozenset({0}), units=np.array([True, False, False]))
    assert found(some) == {each for each in everything if each[1:] == (0, "water")}
