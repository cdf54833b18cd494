"""Moments against published figures; winsorisation point by point, on the side of the skew."""

from __future__ import annotations

import numpy as np
import pytest
from pilar.assessment.definition import Treatment
from pilar.assessment.moments import kurtosis, skewness
from pilar.assessment.treatment import find_limits, treat

ONE_TO_TEN = [float(value) for value in range(1, 11)]


def limits(values, **options):
    return find_limits(np.array(values, dtype=float), Treatment(**options))


def test_the_moments_are_those_of_the_documentation_of_excel():
    values = np.array([3.0, 4, 5, 2, 3, 4, 5, 6, 4, 7])

    assert skewness(values) == pytest.approx(0.359543, abs=5e-7)  # SKEW, support.microsoft.com
    assert kurtosis(values) == pytest.approx(-0.151799637, abs=5e-10)  # KURT, support.microsoft.com


def test_the_moments_are_those_of_the_vignette_of_coinr():
    values = np.array([*ONE_TO_TEN, 30, 100])

    assert skewness(values) == pytest.approx(3.063241, abs=5e-7)
    assert kurtosis(values) == pytest.approx(9.741391, abs=5e-7)


def test_moments_of_too_few_or_equal_values_are_undefined():
    assert np.isnan(skewness(np.array([1.0, 2.0]))) and np.isnan(kurtosis(np.array([1.0, 2.0, 3.0])))
    assert np.isnan(skewness(np.full(9, 0.1))) and np.isnan(kurtosis(np.full(9, 0.1)))


def test_a_column_that_passes_is_left_alone():
    found = limits(ONE_TO_TEN)

    assert (found.points, found.is_passed) == (0, True)
    assert treat(np.array([[1e9]]), (found,)).tolist() == [[1e9]]


def test_points_are_drawn_to_the_next_value_until_the_column_passes():
    # The worked example of COINr's vignette on treatment: of 1 to 10, 30 and 100 one point is winsorised.
    column = np.array([*ONE_TO_TEN, 30, 100])
    found = limits(column)

    assert (found.points, found.highest, found.is_passed) == (1, 30, True)
    assert treat(column[:, None], (found,))[:, 0].tolist() == [*ONE_TO_TEN, 30, 30]


def test_low_outliers_are_drawn_upward():
    found = limits([-value for value in (*ONE_TO_TEN, 30, 100)])

    assert (found.points, found.lowest, found.highest) == (1, -30, -1)


def test_missing_values_take_no_part_and_stay_missing():
    column = np.array([*ONE_TO_TEN, 30, 100, np.nan])
    found = limits(column)

    assert found == limits(column[:-1])
    assert np.isnan(treat(column[:, None], (found,))[-1, 0])


def test_values_that_share_the_outermost_place_are_drawn_together_and_each_counts():
    column = [*([1.0, 2.0] * 20), 50.0, 50.0]
    found = limits(column, max_points=1)

    assert (found.points, found.highest) == (2, 2)


def test_no_more_than_the_stated_points_are_drawn_and_the_rest_is_reported():
    column = [*([1.0, 2.0, 3.0] * 30), 100.0, 200.0, 400.0]
    found = limits(column, max_points=2)

    assert (found.points, found.highest, found.is_passed) == (2, 100, False)
    assert limits(column, max_points=0).points == 0


def test_a_logarithm_may_take_the_place_of_what_does_not_pass():
    column = np.array([*([1.0, 2.0, 3.0] * 30), 100.0, 200.0, 400.0])
    found = find_limits(column, Treatment(max_points=1, falls_back_to_log=True))

    expected = np.log(column - 1 + 0.01 * 399)  # `log_CT` of COINr, on the untreated values
    assert found.points == 0
    np.testing.assert_allclose(treat(column[:, None], (found,))[:, 0], expected, rtol=1e-14)


@pytest.mark.parametrize("values", [[], [np.nan], [1.0], [1.0, 1e9], [5.0] * 30])
def test_columns_without_moments_pass_untreated(values):
    found = limits(values)

    assert (found.points, found.is_passed) == (0, True)
