"""Rank intervals: the same seed gives the same answer, they hold the stated rank, and certainty narrows them."""

from __future__ import annotations

import numpy as np
import pytest
from pilar.assessment.pipeline import assess
from pilar.assessment.sensitivity import CHUNK, alternatives, draw_ranks, random_weights, rank_intervals

INDEX = """
code = "X"
[nodes.X]
children = { a = 1, b = 1, c = 2 }
[indicators]
a = {}
b = {}
c = {}
"""


@pytest.fixture
def intervals(index):
    def run(values, text=INDEX, **options):
        read = index(text)
        return rank_intervals(read, assess(read, 2020, np.array(values, dtype=float), {}), **options)

    return run


RANDOM = np.random.default_rng(7).normal(size=(30, 3))


def test_the_same_seed_gives_the_same_intervals(intervals):
    one, two, other = (intervals(RANDOM, seed=seed, draws=120) for seed in (3, 3, 4))

    assert one.lowest.tolist() == two.lowest.tolist() and one.mean.tolist() == two.mean.tolist()
    assert one.mean.tolist() != other.mean.tolist()


def test_a_region_that_is_best_in_everything_is_surely_first(intervals):
    values = np.vstack([RANDOM, np.full(3, 100.0), np.full(3, -100.0)])
    found = intervals(values, seed=1, draws=100)

    assert (found.rank[30], found.lowest[30], found.highest[30], found.mean[30]) == (1, 1, 1, 1.0)
    assert (found.rank[31], found.lowest[31], found.highest[31]) == (32, 32, 32)
    assert np.all(found.lowest <= found.highest)
    assert np.any(found.lowest < found.highest)


def test_a_region_without_a_score_has_no_rank(intervals):
    values = np.vstack([RANDOM, np.full(3, np.nan)])
    found = intervals(values, seed=1, draws=20)

    assert (found.rank[30], found.lowest[30], found.highest[30]) == (0, 0, 0)
    assert np.isnan(found.mean[30])


def test_the_bounds_are_the_sixth_rank_of_101_draws_from_either_end(index):
    read = index(INDEX)
    assessment = assess(read, 2020, RANDOM, {})
    counted = []
    found = rank_intervals(read, assessment, seed=5, draws=101, progress=counted.append)

    random, tables = np.random.default_rng(5), alternatives(read, assessment)
    ranks = np.sort([draw_ranks(read, 2020, tables, random) for _ in range(101)], axis=0)
    assert found.lowest.tolist() == ranks[5].tolist()
    assert found.highest.tolist() == ranks[95].tolist()
    assert found.mean == pytest.approx(ranks.mean(axis=0))
    assert counted == [CHUNK, CHUNK, 1]


def test_random_weights_keep_the_stated_ones_as_their_mean():
    random = np.random.default_rng(1)
    drawn = np.array([random_weights(np.array([1.0, 0.0, 3.0]), random) for _ in range(4000)])

    assert drawn.sum(axis=1) == pytest.approx(np.ones(4000))
    assert drawn.mean(axis=0) == pytest.approx([0.25, 0, 0.75], abs=0.005)
    assert np.all(drawn[:, 1] == 0)


def test_a_geometric_index_can_be_examined(intervals):
    text = INDEX.replace("[nodes.X]", '[nodes.X]\naggregation = "geometric"')
    found = intervals(RANDOM, text=text, seed=1, draws=60)

    assert np.all(found.highest[found.rank > 0] > 0)
