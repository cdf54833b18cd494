"""Means of what is there, node by node; coverage is what was observed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pilar.assessment.aggregation import aggregate, coverage

NAN = np.nan


def one_node(index, mean="arithmetic", weights=(1, 1, 2), share=0.0):
    children = ", ".join(f"{name} = {weight}" for name, weight in zip("abc", weights, strict=True))
    return index(
        f'code = "X"\n[nodes.X]\naggregation = "{mean}"\nminimum_share = {share}\nchildren = {{ {children} }}\n'
        "[indicators.a]\n[indicators.b]\n[indicators.c]\n"
    )


def root(read, *rows):
    return aggregate(read, np.array(rows, dtype=float), read.weights(2020))[:, -1].tolist()


def test_the_means_are_weighted(index):
    row = (10, 20, 40)

    assert root(one_node(index), row) == pytest.approx([(10 + 20 + 80) / 4])
    assert root(one_node(index, "geometric"), row) == pytest.approx([(10 * 20 * 40**2) ** 0.25])
    assert root(one_node(index, "harmonic"), row) == pytest.approx([4 / (1 / 10 + 1 / 20 + 2 / 40)])


@pytest.mark.parametrize("mean", ["arithmetic", "geometric", "harmonic", "pooled"])
def test_weights_are_scaled_to_what_is_there_region_by_region(index, mean):
    scores = root(one_node(index, mean), (30, NAN, 30), (NAN, NAN, 7), (NAN, NAN, NAN))

    assert scores[:2] == pytest.approx([30, 7])
    assert math.isnan(scores[2])


def test_below_the_minimum_share_there_is_no_score(index):
    read = one_node(index, share=0.6)

    assert root(read, (1, 1, NAN)) == [1]
    assert math.isnan(root(read, (1, NAN, NAN))[0])


def test_a_child_that_weighs_nothing_neither_counts_nor_is_missed(index):
    read = one_node(index, weights=(1, 1, 0), share=1.0)

    assert root(read, (1, 3, NAN)) == [2]


def test_a_score_of_zero_makes_a_geometric_and_a_harmonic_mean_zero(index):
    assert root(one_node(index, "geometric"), (0, 20, 40)) == [0]
    assert root(one_node(index, "harmonic"), (0, 20, 40)) == [0]


def test_a_negative_score_leaves_a_geometric_and_a_harmonic_mean_undefined(index):
    assert math.isnan(root(one_node(index, "geometric"), (-1, 20, 40))[0])
    assert math.isnan(root(one_node(index, "harmonic"), (-1, 20, 40))[0])
    assert root(one_node(index), (-2, 2, 0)) == [0]


TREE = """
code = "X"
[nodes.X]
aggregation = "pooled"
children = { P = 1, Q = 1 }
[nodes.P]
aggregation = "pooled"
children = { a = 1, b = 1, c = 1 }
[nodes.Q]
aggregation = "pooled"
children = { d = 1 }
[indicators]
a = {}
b = {}
c = {}
d = {}
"""


def test_pooled_means_count_every_indicator_below_once(index):
    # U4SSC: points are averaged upward by the number of indicators, not as a mean of means (which would be 2.5).
    assert root(index(TREE), (4, 4, 4, 1)) == [13 / 4]
    assert root(index(TREE), (4, NAN, 4, 1)) == [3]


def test_a_node_may_mix_nodes_and_indicators_at_any_depth(index):
    read = index(
        'code = "X"\n[nodes.X]\nchildren = { P = 1, a = 3 }\n[nodes.P]\nchildren = { Q = 1 }\n'
        "[nodes.Q]\nchildren = { b = 1, c = 1 }\n[indicators]\na = {}\nb = {}\nc = {}\n"
    )
    order = [indicator.code for indicator in read.indicators]

    assert root(read, [{"a": 8, "b": 1, "c": 3}[code] for code in order]) == [(2 + 24) / 4]


def test_neutral_children_never_score_and_are_not_missed(index):
    read = index(
        'code = "X"\n[nodes.X]\nminimum_share = 1.0\nchildren = { a = 1, n = 5 }\n'
        '[indicators.a]\n[indicators.n]\ndirection = "neutral"\n'
    )

    assert root(read, (7, NAN)) == [7]
    assert coverage(read, np.array([[True, False]])).tolist() == [[1]]


def test_coverage_is_the_share_of_the_indicators_below_that_were_observed(index):
    read = index(TREE)
    shares = coverage(read, np.array([[True, False, True, True], [False, False, False, True]]))
    names = [node.name for node in read.nodes]

    assert shares[0].tolist() == [{"P": 2 / 3, "Q": 1, "X": 0.75}[name] for name in names]
    assert shares[1].tolist() == [{"P": 0, "Q": 1, "X": 0.25}[name] for name in names]


def test_the_weights_of_the_evaluation_of_2022_give_the_published_figures(index):
    # Kominfo's evaluation of Kediri, published as 3.31: baseline, output, outcome, impact, quick win.
    read = index(
        'code = "X"\n[nodes.X]\nchildren = { baseline = 10, output = 20, outcome = 30, impact = 30, quick = 10 }\n'
        "[indicators]\nbaseline = {}\noutput = {}\noutcome = {}\nimpact = {}\nquick = {}\n"
        "[weights.2022.X]\nbaseline = 10\noutput = 20\noutcome = 30\nimpact = 20\nquick = 20\n"
    )
    kediri = np.array([[3.60, 3.21, 3.23, 3.07, 3.65]])

    assert aggregate(read, kediri, read.weights(2022))[0, 0] == pytest.approx(3.315)
    assert aggregate(read, kediri, read.weights(2021))[0, 0] == pytest.approx(3.257)
