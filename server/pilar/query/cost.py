"""Plan -> cost: how many nodes an operation could return at most, before any of it runs.

A page counts its rows as often as the page around it has rows; a group of an aggregate counts like a row; a root field
that asks for the schema counts as much as the schema is large. What a variable decides is looked up at each request, so
the cost of a plan is a function of the variables.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pilar.query.plan import (
    Aggregation,
    Edges,
    Field,
    KeyField,
    KeyObject,
    Lookup,
    Namespace,
    Node,
    NodeList,
    Nodes,
    Page,
    Parameter,
    Root,
    ToOne,
)
from pilar.query.values import Variables

NODES_OF_A_POINT: Final = 100
GROUPS: Final = 20
NODES_OF_THE_SCHEMA: Final = 2_000
Estimate = int | Callable[[Variables], int]


def points(nodes: int) -> int:
    """Return the points that an operation of so many nodes costs: one for each hundred begun, at least one."""
    return max(1, math.ceil(nodes / NODES_OF_A_POINT))


def estimate(roots: Iterable[Root]) -> Estimate:
    """Return the nodes of an operation, or what tells them from the variables where it depends on those."""
    return _sum([_root(root) for root in roots])


def nodes_of(estimated: Estimate, variables: Variables) -> int:
    """Return the nodes of an operation with its variables."""
    return estimated if isinstance(estimated, int) else estimated(variables)


def _root(root: Root) -> Estimate:
    if not isinstance(root, NodeList):
        return _field(root)
    inner = [_sum(map(_field, choice.fields), own=1) for choice in root.choices]
    ids = root.ids.get
    return lambda variables: (
        (ids(variables).count("[") - 1) * max([nodes_of(of, variables) for of in inner], default=1)
    )


def _field(item: Field) -> Estimate:
    match item:
        case Page():
            return _page(item)
        case Aggregation():
            return _aggregation(item)
        case ToOne(fields=fields) | Lookup(fields=fields):
            return _sum(map(_field, fields), own=1)
        case Namespace(fields=fields):
            return _sum(map(_field, fields))
    return 0


def _page(page: Page) -> Estimate:
    if not any(isinstance(part, Nodes | Edges) for part in page.fields):
        return 1
    row = _sum(map(_field, _shown(page)), own=1)
    return _times(page.limit, row)


def _times(limit: Parameter, row: Estimate) -> Estimate:
    if limit.fixed is not None and isinstance(row, int):
        return 1 + int(limit.fixed) * row
    return lambda variables: 1 + int(limit.get(variables)) * nodes_of(row, variables)


def _shown(page: Page) -> Iterator[Field]:
    for part in page.fields:
        if isinstance(part, Nodes):
            yield from part.fields
        elif isinstance(part, Edges):
            for item in part.fields:
                if isinstance(item, Node):
                    yield from item.fields


def _aggregation(aggregation: Aggregation) -> Estimate:
    keys = [
        field
        for part in aggregation.fields
        if isinstance(part, KeyObject)
        for key in part.fields
        if isinstance(key, KeyField)
        for field in key.fields
    ]
    groups = GROUPS if aggregation.groups else 1
    group = _sum(map(_field, keys), own=1)
    return groups * group if isinstance(group, int) else lambda variables: groups * nodes_of(group, variables)


def _sum(parts: Iterable[Estimate], own: int = 0) -> Estimate:
    """Add up estimates; what no variable decides is added now."""
    listed = list(parts)
    known = own + sum(part for part in listed if isinstance(part, int))
    unknown = [part for part in listed if not isinstance(part, int)]
    return known if not unknown else lambda variables: known + sum(part(variables) for part in unknown)
