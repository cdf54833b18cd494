"""An index -> its nodes and indicators from the root down, as the rows of an assessment show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pilar.assessment.definition import Index
from pilar.assessment.tree import count_below
from pilar.reassessing.catalogue import Catalogue


@dataclass(frozen=True)
class Place:
    """One node or indicator: `at` is its position among the nodes or the indicators of the index."""

    code: str
    name_id: str
    name_en: str | None
    parent: str | None
    position: int
    weight: float | None
    is_indicator: bool
    at: int
    unit: str | None
    indicator_id: int | None


def lay_out(index: Index, catalogue: Catalogue, year: int) -> dict[str, Place]:
    """Return the places by code, each node right before its children, with the weights that hold in the year."""
    nodes = {node.name: at for at, node in enumerate(index.nodes)}
    indicators = {indicator.code: at for at, indicator in enumerate(index.indicators)}
    weights = _weights(index, year)
    places: dict[str, Place] = {}
    pending: list[tuple[str, str | None]] = [(index.root.name, None)]
    while pending:
        code, parent = pending.pop()
        title = index.titles[code]
        is_indicator = code in indicators
        places[code] = Place(
            code,
            title.id or title.en or code,
            title.en or None,
            parent,
            len(places),
            weights.get(code),
            is_indicator,
            indicators[code] if is_indicator else nodes[code],
            _unit(index, catalogue, code) if is_indicator else None,
            catalogue.id_of(code) if is_indicator else None,
        )
        if not is_indicator:
            pending.extend((child, code) for child in reversed(index.nodes[nodes[code]].children))
    return places


def _weights(index: Index, year: int) -> dict[str, float]:
    """The shares of the parents' scores when nothing is missing; what never scores has none."""
    held, counts = index.weights(year), count_below(index)
    shares = {index.root.name: 1.0}
    for node in index.nodes:
        own = {
            child: weight * (counts[child] if node.mean == "pooled" else 1)
            for child, weight in zip(node.children, held[node.name], strict=True)
            if counts.get(child)
        }
        total = sum(own.values())
        shares |= {child: weight / total if total else 0.0 for child, weight in own.items()}
    return shares


def _unit(index: Index, catalogue: Catalogue, code: str) -> str | None:
    units = [catalogue.unit_of(index.inputs[at]) for at in index.positions(code)]
    if any(unit is None for unit in units):
        return None
    return str(units[0]) if len(units) == 1 else f"({units[0]})/({units[1]})"


def with_ancestors(places: dict[str, Place], codes: Iterable[str]) -> list[str]:
    """Return the codes and those of all nodes above them, from the root down."""
    wanted: set[str] = set()
    for code in codes:
        at: str | None = code
        while at is not None and at not in wanted:
            wanted.add(at)
            at = places[at].parent
    return sorted(wanted, key=lambda code: places[code].position)
