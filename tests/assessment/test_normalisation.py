"""Every method in both directions, its ends, and what has no score."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pilar.assessment.definition import Goalposts, MinMax, Percentile, Rank, Target, ZScore
from pilar.assessment.normalisation import fit_scale, score

VALUES = np.array([2.0, 4.0, 4.0, 10.0, np.nan])


def scores(method, direction="up", values=VALUES, full=100.0):
    scale = fit_scale(method, direction, full, values)
    return None if scale is None else score(values, scale).tolist()


def known(*expected):
    return pytest.approx([*expected, math.nan], nan_ok=True, rel=1e-14)


def test_goalposts_score_nothing_at_one_end_and_all_at_the_other():
    assert scores(Goalposts(0, 10)) == known(20, 40, 40, 100)
    assert scores(Goalposts(0, 10), "down") == known(80, 60, 60, 0)
    assert scores(Goalposts(0, 10), full=1) == known(0.2, 0.4, 0.4, 1)


def test_beyond_the_goalposts_scores_go_on_unless_they_are_clamped():
    assert scores(Goalposts(4, 8)) == known(-50, 0, 0, 150)
    assert scores(Goalposts(4, 8, is_clamped=True)) == known(0, 0, 0, 100)


def test_logarithmic_goalposts_count_ratios():
    assert scores(Goalposts(1, 100, is_logarithmic=True), values=np.array([10.0, np.nan])) == known(50)
    assert scores(Goalposts(1, 100, is_logarithmic=True), "down", np.array([1.0, np.nan])) == known(100)


def test_the_logarithm_of_what_is_not_above_zero_is_no_score():
    found = scores(Goalposts(1, 100, is_logarithmic=True), values=np.array([0.0, -5.0, 100.0]))

    assert np.isnan(found[:2]).all() and found[2] == 100


def test_minmax_spans_the_values_of_the_year():
    assert scores(MinMax()) == known(0, 25, 25, 100)
    assert scores(MinMax(), "down") == known(100, 75, 75, 0)
    assert scores(MinMax((1, 100))) == known(1, 25.75, 25.75, 100)


def test_zscores_count_sample_standard_deviations():
    deviation = math.sqrt((9 + 1 + 1 + 25) / 3)

    assert scores(ZScore()) == known(-3 / deviation, -1 / deviation, -1 / deviation, 5 / deviation)
    assert scores(ZScore(50, 10), "down") == known(
        50 + 30 / deviation, 50 + 10 / deviation, 50 + 10 / deviation, 50 - 50 / deviation
    )


def test_ranks_rise_with_merit_and_equals_share_the_lower_one():
    assert scores(Rank()) == known(1, 2, 2, 4)
    assert scores(Rank(), "down") == known(4, 2, 2, 1)


def test_percentiles_are_the_share_of_the_others_that_are_worse():
    assert scores(Percentile()) == known(0, 100 / 3, 100 / 3, 100)
    assert scores(Percentile(), "down") == known(100, 100 / 3, 100 / 3, 0)


def test_distance_to_target_may_fall_and_may_exceed_the_target():
    assert scores(Target(2, 6)) == known(0, 50, 50, 200)
    assert scores(Target(10, 4), "down") == known(800 / 6, 100, 100, 0)
    assert scores(Target(2, 6, is_clamped=True)) == known(0, 50, 50, 100)


def test_u4ssc_gives_four_points_from_95_three_from_66_two_from_33_and_else_one():
    way = np.array([-20.0, 0, 32.999, 33, 65.999, 66, 94.999, 95, 100, 130, np.nan])

    assert scores(Target(0, 100, points=(33, 66, 95)), values=way) == known(1, 1, 1, 2, 2, 3, 3, 4, 4, 4)


def test_points_do_not_hang_on_the_last_bit():
    # 0.33 of the way from 0.1 to 1.1 is 32.99999999999999 in floating point.
    assert scores(Target(0.1, 1.1, points=(33, 66, 95)), values=np.array([0.43]))[0] == 2


@pytest.mark.parametrize("method", [MinMax(), ZScore(), Percentile()])
def test_one_region_only_has_no_relative_score(method):
    assert scores(method, values=np.array([5.0, np.nan])) is None


@pytest.mark.parametrize("method", [MinMax(), ZScore()])
def test_equal_values_have_no_relative_score(method):
    assert scores(method, values=np.array([5.0, 5.0, 5.0])) is None


def test_one_region_only_is_first_and_goalposts_need_no_other():
    assert scores(Rank(), values=np.array([5.0])) == [1]
    assert scores(Goalposts(0, 10), values=np.array([5.0])) == [50]


@pytest.mark.parametrize("method", [Goalposts(0, 10), MinMax(), ZScore(), Rank(), Percentile(), Target(0, 9)])
def test_neutral_indicators_never_score(method):
    assert scores(method, "neutral") is None


@pytest.mark.parametrize("method", [Goalposts(0, 10), MinMax(), ZScore(), Rank(), Percentile(), Target(0, 9)])
def test_where_everything_is_missing_nothing_scores(method):
    found = scores(method, values=np.full(3, np.nan))

    assert found is None or np.isnan(found).all()
