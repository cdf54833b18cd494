"""When a target will be reached at the rate so far."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pilar.assessment.history import read_history
from pilar.assessment.projection import project, project_year

INDEX = """
code = "X"
[nodes.X]
children = { a = 1, b = 1 }
[indicators.a]
direction = "up"
target = 40
deadline = 2025
[indicators.b]
direction = "down"
normalisation = { method = "target", start = 100, target = 25 }
"""


def projections(index, table, year=2020, text=INDEX):
    read = index(text)
    return {
        (table.units[each.unit], each.indicator): each
        for each in project(read, read_history(read, table), year)
    }


def test_growth_goes_on_at_a_constant_rate():
    # 10 in 2016, 20 in 2018: doubled in two years, so 40 in 2020 and 80 in 2022.
    def year(target):
        return project_year(np.array([2016.0]), np.array([10.0]), 2018, np.array([20.0]), target)[0]

    assert year(40) == pytest.approx(2020)
    assert year(80) == pytest.approx(2022)
    assert year(15) == pytest.approx(2016 + 2 * math.log(1.5) / math.log(2))


@pytest.mark.parametrize(
    ("base_year", "base", "value", "target"),
    [
        (2016, 10, 10, 40),  # no change
        (2016, 10, 5, 40),  # away from it
        (2016, 0, 5, 40),
        (2016, -1, 5, 40),
        (2016, 10, 0, 40),
        (2016, 10, 20, 0),
        (2018, 10, 20, 40),  # one year only
        (2016, math.nan, 20, 40),
        (2016, 10, math.nan, 40),
    ],
)
def test_where_the_formula_is_not_defined_there_is_no_year(base_year, base, value, target):
    found = project_year(
        np.array([float(base_year)]), np.array([float(base)]), 2018, np.array([float(value)]), target
    )

    assert np.isnan(found).all()


def test_the_base_is_the_first_year_observed(index, observed):
    found = projections(index, observed("R,a,2016,10\nR,a,2018,20\nR,a,2020,20"))["R", "a"]

    assert (found.base_year, found.base, found.value, found.target) == (2016, 10, 20, 40)
    assert found.projected_year == pytest.approx(2024)
    assert found.course == "on_course"


def test_courses_are_told_apart(index, observed):
    table = observed(
        "late,a,2016,10\nlate,a,2020,11\nreached,a,2016,10\nreached,a,2020,40\nnever,a,2016,10\nnever,a,2020,9\n"
        "first,a,2020,9\nreached,b,2016,100\nreached,b,2020,20\nlate,b,2016,100\nlate,b,2020,50"
    )
    found = projections(index, table)

    assert {unit: found[unit, "a"].course for unit in ("late", "reached", "never", "first")} == {
        "late": "late",
        "reached": "reached",
        "never": "never",
        "first": "unknown",
    }
    assert found["reached", "b"].course == "reached"
    assert found["late", "b"].course == "on_course"  # no deadline
    assert found["late", "b"].projected_year == pytest.approx(2024)


def test_a_base_year_may_be_stated_and_its_base_be_the_start_of_the_way(index, observed):
    text = INDEX + "base_year = 2015\n"
    table = observed("R,b,2015,80\nR,b,2020,40\nS,b,2020,50\nS,b,2016,90")
    found = projections(index, table, text=text)

    assert (found["R", "b"].base_year, found["R", "b"].base) == (2015, 80)
    assert (found["S", "b"].base_year, found["S", "b"].base) == (2015, 100)
    assert found["S", "b"].projected_year == pytest.approx(2025)
