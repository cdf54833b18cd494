"""What must hold of any table: scale invariance, monotonicity, renormalised weights, independence of the neighbours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays
from pilar.assessment.definition import Treatment
from pilar.assessment.pipeline import assess
from pilar.assessment.ranking import rank
from pilar.assessment.reading import read_index
from pilar.assessment.treatment import find_limits, treat

MEANS = ("arithmetic", "geometric", "harmonic", "pooled")


def index(mean: str = "arithmetic", method: str = "minmax", weights: tuple[int, ...] = (1, 2, 3)):
    a, b, c = weights
    normalisation = (
        '{ method = "goalposts", lower = 0, upper = 1000, clamp = true }'
        if method == "goalposts"
        else f'{{ method = "{method}" }}'
    )
    return read_index(
        "index.toml",
        f'code = "X"\n[nodes.X]\naggregation = "{mean}"\nchildren = {{ P = {a}, c = {c} }}\n'
        f'[nodes.P]\naggregation = "{mean}"\nchildren = {{ a = {a}, b = {b} }}\n'
        f"[defaults]\nnormalisation = {normalisation}\n[indicators]\na = {{}}\nb = {{}}\nc = {{}}\n".encode(),
    )


values = st.integers(1, 999).map(float) | st.just(np.nan)
tables = st.integers(2, 12).flatmap(lambda regions: arrays(np.float64, (regions, 3), elements=values))


def scores(read, table):
    return assess(read, 2020, table, {}).scores


@given(tables, st.sampled_from(["minmax", "zscore", "percentile", "rank"]))
def test_relative_scores_do_not_depend_on_the_unit_of_measurement(table, method):
    moved = table * np.array([1000.0, 0.5, 4.0]) + np.array([0.0, 32.0, -7.0])

    np.testing.assert_allclose(
        scores(index(method=method), moved), scores(index(method=method), table), rtol=1e-9, atol=1e-9
    )


@given(tables, st.sampled_from(MEANS), st.integers(0, 2), st.floats(0, 500))
def test_a_better_value_never_lowers_the_own_score_nor_touches_the_others(table, mean, column, gain):
    read = index(mean, "goalposts")
    better = table.copy()
    better[0, column] += gain
    before, after = scores(read, table), scores(read, better)

    assert np.all((after[0] >= before[0] - 1e-9) | np.isnan(before[0]))
    assert after[1:].tobytes() == before[1:].tobytes()


@given(tables, st.sampled_from(MEANS), st.integers(1, 9))
def test_only_the_proportions_of_the_weights_count(table, mean, factor):
    one = scores(index(mean, "goalposts"), table)
    other = scores(index(mean, "goalposts", (factor, 2 * factor, 3 * factor)), table)

    np.testing.assert_allclose(one, other, rtol=1e-12)


@given(tables, st.sampled_from(MEANS))
def test_a_mean_lies_between_its_parts(table, mean):
    assessment = assess(index(mean, "goalposts"), 2020, table, {})
    parts = assessment.normalised
    with np.errstate(all="ignore"):
        known = ~np.isnan(parts).all(axis=1)
        lowest, highest = (limit(parts[known], axis=1) for limit in (np.nanmin, np.nanmax))

    root = assessment.scores[known, -1]
    assert np.all(root >= lowest - 1e-9) and np.all(root <= highest + 1e-9)
    assert np.isnan(assessment.scores[~known]).all()


@given(tables, st.sampled_from(MEANS), st.randoms(use_true_random=False))
def test_the_order_of_the_regions_does_not_matter_to_the_last_bit(table, mean, random):
    order = list(range(len(table)))
    random.shuffle(order)
    read = index(mean, "goalposts")

    assert scores(read, table[order]).tobytes() == scores(read, table)[order].tobytes()


@given(tables, st.sampled_from(MEANS), st.sampled_from(["goalposts", "minmax", "percentile"]))
def test_one_region_again_by_the_statistics_of_its_year_is_the_same_to_the_last_bit(table, mean, method):
    read = index(mean, method)
    whole = assess(read, 2020, table, {})

    for at in range(len(table)):
        alone = assess(read, 2020, table[at : at + 1], {}, whole.statistics)
        assert alone.scores.tobytes() == whole.scores[at : at + 1].tobytes()


@given(arrays(np.float64, st.tuples(st.integers(1, 20), st.just(1)), elements=values))
def test_ranks_count_the_better_ones(table):
    ranks = rank(table)[:, 0]

    for value, position in zip(table[:, 0], ranks, strict=True):
        assert position == (0 if np.isnan(value) else 1 + np.sum(table[:, 0] > value))


@given(
    arrays(np.float64, st.integers(4, 40), elements=st.integers(-50, 50).map(lambda each: float(each) ** 3)),
    st.integers(0, 6),
)
def test_winsorising_keeps_the_order_and_stays_within_the_values(column, points):
    limits = find_limits(column, Treatment(skewness=0.5, kurtosis=0.5, max_points=points))
    treated = treat(column[:, None], (limits,))[:, 0]

    order = np.argsort(column, kind="stable")
    assert np.all(np.diff(treated[order]) >= 0)
    assert set(treated) <= set(column)
    assert np.sum(treated != column) == limits.points
    if points == 0:
        assert treated.tolist() == column.tolist()


def test_a_table_without_any_value_has_no_score():
    assert np.isnan(scores(index(), np.full((3, 3), np.nan))).all()
    assert scores(index(), np.full((0, 3), np.nan)).shape == (0, 2)


@pytest.mark.parametrize("mean", MEANS)
def test_a_single_region_has_the_score_of_its_goalposts(mean):
    assert scores(index(mean, "goalposts"), np.array([[500.0, 500.0, 500.0]]))[0] == pytest.approx([50, 50])
