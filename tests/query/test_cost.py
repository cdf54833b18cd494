"""Nodes -> points. What plans cost is tested from outside, in tests/http/test_limits.py."""

from __future__ import annotations

import pytest
from pilar.query.cost import nodes_of, points


@pytest.mark.parametrize(("nodes", "price"), [(0, 1), (1, 1), (100, 1), (101, 2), (10_000, 100)])
def test_an_operation_costs_a_point_for_each_hundred_nodes_begun(nodes: int, price: int) -> None:
    assert points(nodes) == price


def test_an_estimate_is_a_number_or_what_tells_it_from_the_variables() -> None:
    assert nodes_of(7, {}) == 7
    assert nodes_of(lambda variables: 1 + 2 * variables["first"], {"first": 10}) == 21
