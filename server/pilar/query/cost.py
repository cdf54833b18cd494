"""Plan -> cost: how many nodes an operation could return at most, before any of it runs.

A page counts its rows as often as the page around it has rows; a group of an aggregate counts like a row. What a
variable decides is looked up at each request, so the cost of a plan is a function of the variables.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, Final

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
    Root,
    ToOne,
)
from pilar.query.values import Variables

NODES_OF_A_POINT: Final = 100
GROUPS: Final = 20
Estimate = Callable[[Variables], int]


def points(nodes: int) -> int:
    """Return the points that an operation of so many nodes costs: one for each hundred begun, at least one."""
    return max(1, math.ceil(nodes / NODES_OF_A_POINT))


def estimate_root(root: Root) -> Estimate:
    """Return what estimates the nodes of a root field from the variables."""
    match root:
        case NodeList(_, ids, choices):
            deepest = [_sum(choice.fields) for choice in choices]
            return lambda variables: (
                ids.get(variables).count("[") * (1 + max((inner(variables) for inner in deepest), default=0))
            )
        case _:
            return _estimate(root)


def _estimate(item: Field) -> Estimate:
    match item:
        case Page():
            return _page(item)
        case Aggregation():
            return _aggregation(item)
        case ToOne(fields=fields) | Lookup(fields=fields) | Namespace(fields=fields):
            return _sum(fields, own=0 if isinstance(item, Namespace) else 1)
    return _nothing


def _page(page: Page) -> Estimate:
    fields = [
        field
        for part in page.fields
        for field in (part.fields if isinstance(part, Nodes) else _of_edges(part))
    ]
    inner, get = _sum(fields, own=1), page.limit.get
    if not any(isinstance(part, Nodes | Edges) for part in page.fields):
        return _one
    return lambda variables: 1 + int(get(variables)) * inner(variables)


def _of_edges(part: Any) -> list[Field]:
    if not isinstance(part, Edges):
        return []
    return [field for item in part.fields if isinstance(item, Node) for field in item.fields]


def _aggregation(aggregation: Aggregation) -> Estimate:
    groups = GROUPS if aggregation.groups else 1
    keys = [
        field
        for part in aggregation.fields
        if isinstance(part, KeyObject)
        for key in part.fields
        if isinstance(key, KeyField)
        for field in key.fields
    ]
    inner = _sum(keys, own=1)
    return lambda variables: groups * inner(variables)


def _sum(fields: Iterable[Field], own: int = 0) -> Estimate:
    """Add up estimates, those that are nothing left out: most fields are leaves."""
    parts = [estimate for estimate in map(_estimate, fields) if estimate is not _nothing]
    if not parts:
        return lambda _: own
    return lambda variables: own + sum(part(variables) for part in parts)


def _nothing(_variables: Variables) -> int:
    return 0


def _one(_variables: Variables) -> int:
    return 1
