"""The seven queries: the document for Pilar, and the variables that the load rotates through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bench.data import PROVINCES, Sizes


@dataclass(frozen=True)
class Query:
    """One of the seven; `takes` is the variable that changes from request to request."""

    key: str
    title: str
    document: str
    takes: str = ""


QUERIES: Final = (
    Query(
        "Q1",
        "point",
        "query Q1($id: ID!) { bench { region(id: $id) { id code name kind parent { name } } } }",
        "id",
    ),
    Query(
        "Q2",
        "list of 514",
        "query Q2 { bench { regions(where: {kind: {eq: REGENCY}}, first: 514) "
        "{ nodes { id code name kind parent { id name } } } } }",
    ),
    Query(
        "Q3",
        "nested",
        "query Q3 { bench { regions(where: {kind: {eq: PROVINCE}}, first: 38) { nodes { id name "
        "children(first: 38) { nodes { id name "
        "programmes(first: 3) { nodes { title status budget progress } } } } } } } }",
    ),
    Query(
        "Q4",
        "series of 1,440",
        "query Q4($id: ID!) { bench { region(id: $id) { code "
        "observations(first: 1440) { nodes { year value indicator { code } } } } } }",
        "id",
    ),
    Query(
        "Q5",
        "top 50 of a filter, with total",
        "query Q5($technology: BenchTechnology!) { bench { "
        "facilities(where: {technology: {eq: $technology}}, orderBy: [{capacity: DESC}], first: 50) "
        "{ totalCount nodes { id name capacity region { name } organization { name } } } } }",
        "technology",
    ),
    Query(
        "Q6",
        "deep",
        "query Q6 { bench { organizations(first: 20) { nodes { name "
        "facilities(first: 10) { nodes { name region { name parent { name } } } } } } } }",
    ),
    Query(
        "Q7",
        "aggregate",
        "query Q7 { bench { facilitiesAggregate(groupBy: [TECHNOLOGY]) "
        "{ key { technology } count sum { capacity } avg { capacity } } } }",
    ),
)
ROTATED: Final = 64
TECHNOLOGY: Final = "SOLAR"


def region_ids(sizes: Sizes) -> list[int]:
    """Return the regencies that requests rotate through, spread over all of them."""
    return [PROVINCES + 1 + index * 37 % sizes.regencies for index in range(ROTATED)]


def variables(query: Query, sizes: Sizes) -> list[dict[str, Any]]:
    """Return what the requests of one query bring, in turn."""
    if query.takes == "id":
        return [{"id": f"BenchRegion_{number}"} for number in region_ids(sizes)]
    return [{"technology": TECHNOLOGY}] if query.takes else [{}]


def raw_variables(query: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same variables as the hand-written servers take them: keys are numbers."""
    return {name: int(value.rpartition("_")[2]) if name == "id" else value for name, value in given.items()}
