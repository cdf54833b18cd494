"""Denomination and imputation, each on figures that can be checked by hand."""

from __future__ import annotations

import numpy as np
from pilar.assessment.denomination import denominate
from pilar.assessment.imputation import fit_group_means, impute

INDEX = """
code = "X"
[nodes.X]
children = { a = 1, b = 1 }
[indicators.a]
denominator = "people"
imputation = { method = "group_mean", group = "province" }
[indicators.b]
"""
NAN = np.nan


def test_each_value_is_divided_by_the_denominator_of_its_own_region(index):
    values = np.array([[10.0, 1.0, 5.0], [9.0, 2.0, 3.0]])

    assert denominate(index(INDEX), values).tolist() == [[2, 1], [3, 2]]


def test_without_a_denominator_above_zero_there_is_no_value(index):
    values = np.array([[10.0, 1.0, 0.0], [9.0, 2.0, NAN], [9.0, 2.0, -1.0]])

    assert np.isnan(denominate(index(INDEX), values)[:, 0]).all()


def test_missing_values_become_the_mean_of_their_group_and_nothing_else_changes(index):
    values = np.array([[1.0, NAN], [3.0, 7.0], [NAN, 5.0], [10.0, 1.0], [NAN, 1.0]])
    groups = {"province": np.array([0, 0, 0, 1, 1])}
    means = fit_group_means(index(INDEX), values, groups)
    imputed = impute(index(INDEX), values, means, groups, np.ones(5, dtype=bool))

    assert imputed[:, 0].tolist() == [1, 3, 2, 10, 10]
    assert np.isnan(imputed[0, 1])  # `b` asks for no imputation


def test_a_group_without_values_and_a_region_without_group_stay_missing(index):
    values = np.array([[1.0, 1.0], [NAN, 1.0], [NAN, 1.0]])
    groups = {"province": np.array([0, 1, -1])}
    means = fit_group_means(index(INDEX), values, groups)

    assert np.isnan(impute(index(INDEX), values, means, groups, np.ones(3, dtype=bool))[1:, 0]).all()


def test_a_region_that_has_no_observation_at_all_is_not_made_up(index):
    values = np.array([[1.0, 1.0], [NAN, NAN]])
    groups = {"province": np.array([0, 0])}
    means = fit_group_means(index(INDEX), values, groups)

    assert np.isnan(impute(index(INDEX), values, means, groups, np.array([True, False]))[1]).all()
