"""A TOML document -> an `Index`, whole and consistent, or `InvalidIndex` for its first fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, get_args

from pilar.assessment.definition import Index, Indicator, Mean, Node, Resource
from pilar.assessment.document import Table, read_document
from pilar.assessment.indicators import read_indicator, read_title
from pilar.assessment.tree import order_nodes, scoring_names
from pilar.errors import InvalidIndex, nearest

INDEX_KEYS: Final = (
    "code",
    "title",
    "source",
    "scale",
    "nodes",
    "indicators",
    "defaults",
    "missing",
    "weights",
    "resources",
)
NODE_KEYS: Final = ("aggregation", "children", "minimum_share", "published", "resolution", "title")
MEANS: Final[tuple[Mean, ...]] = get_args(Mean)
FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 9999


def read_index(label: str, content: bytes) -> Index:
    """Read the definition of an index; `label` names it in errors. Raises `InvalidIndex`."""
    document = read_document(label, content)
    document.check_keys(INDEX_KEYS, required=("code", "nodes", "indicators"))
    missing = document.table("missing")
    missing.check_keys(("minimum_share", "carry_forward_years"))
    indicators = _indicators(document)
    nodes = _nodes(document, missing, indicators)
    reached = {child for node in nodes for child in node.children}
    index = Index(
        code=document.text("code"),
        nodes=nodes,
        indicators=tuple(indicator for code, indicator in indicators.items() if code in reached),
        scale=_scale(document),
        carry_forward_years=missing.integer("carry_forward_years", 0, 0, 100) or 0,
        versions=_versions(document, nodes),
        resources=_resources(document),
        title=read_title(document),
        source=document.text("source"),
    )
    _refuse_nodes_without_score(label, index)
    return _with_supporting(index)


def _indicators(document: Table) -> dict[str, Indicator]:
    defaults = document.table("defaults")
    return {
        code: read_indicator(code, table, defaults) for code, table in document.tables("indicators").items()
    }


def _scale(document: Table) -> float:
    scale = document.number("scale") if "scale" in document.keys else 100.0
    if scale <= 0:
        raise document.refusal("scale", "It is the best score, a number above 0, such as 1 or 100.")
    return scale


def _nodes(document: Table, missing: Table, indicators: Mapping[str, Indicator]) -> tuple[Node, ...]:
    tables = document.tables("nodes")
    share = missing.bounded("minimum_share", 0.0, 0.0, 1.0)
    nodes = {name: _node(name, table, share) for name, table in tables.items()}
    if not nodes:
        raise document.refusal("nodes", "Add a table for the root: [nodes.NAME].")
    children = {name: node.children for name, node in nodes.items()}
    order = order_nodes(document.label, document.text("code"), children, tuple(indicators))
    return tuple(nodes[name] for name in order)


def _node(name: str, table: Table, minimum_share: float) -> Node:
    table.check_keys(NODE_KEYS, required=("children",))
    children = table.table("children")
    mean: Mean = next(known for known in MEANS if known == table.choice("aggregation", MEANS, "arithmetic"))
    return Node(
        name=name,
        children=tuple(children.keys),
        weights=read_weights(children),
        mean=mean,
        minimum_share=table.bounded("minimum_share", minimum_share, 0.0, 1.0),
        published=table.text("published") or None,
        resolution=table.bounded("resolution", 0.0, 0.0, float("inf")),
        title=read_title(table),
    )


def read_weights(children: Table) -> tuple[float, ...]:
    """Read the weights of a node's children. Raises `InvalidIndex` for negative ones and a sum of zero."""
    weights = tuple(children.number(name) for name in children.keys)
    for name, weight in zip(children.keys, weights, strict=True):
        if weight < 0:
            raise children.refusal(name, "A weight is 0 or more.")
    if not weights:
        raise InvalidIndex(f"{children.label}: '{children.name}' is empty.", "Name a child: { NAME = 1 }.")
    if not sum(weights) > 0:
        raise InvalidIndex(
            f"{children.label}: the weights of '{children.name}' sum to zero.",
            "Give one child a weight above 0.",
        )
    return weights


def _versions(document: Table, nodes: tuple[Node, ...]) -> dict[int, dict[str, tuple[float, ...]]]:
    """Read `[weights.2022.NODE]`: weights of a node from that year on, for exactly its children."""
    by_name = {node.name: node for node in nodes}
    versions: dict[int, dict[str, tuple[float, ...]]] = {}
    for text, by_node in document.tables("weights").items():
        if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
            raise InvalidIndex(
                f"{document.label}: 'weights.{text}' is no year.",
                "Write the first year, as in [weights.2022.NODE].",
            )
        versions[int(text)] = {
            name: _version(by_node.table(name), by_name.get(name), by_name) for name in by_node.keys
        }
    return versions


def _version(weights: Table, node: Node | None, nodes: Mapping[str, Node]) -> tuple[float, ...]:
    name = weights.name.split(".", 2)[2]
    if node is None:
        hint = nearest(name, nodes) or f"The nodes are {', '.join(nodes)}."
        raise InvalidIndex(f"{weights.label}: '{weights.name}' is no node.", hint)
    weights.check_keys(node.children, required=node.children)
    read_weights(weights)
    return tuple(weights.number(child) for child in node.children)


def _resources(document: Table) -> tuple[Resource, ...]:
    resources = []
    for name, table in document.tables("resources").items():
        table.check_keys(("potential", "used"), required=("potential", "used"))
        resources.append(Resource(name, table.text("potential"), table.text("used")))
    return tuple(resources)


def _refuse_nodes_without_score(label: str, index: Index) -> None:
    """A node with a weight above zero for no child that scores would never have a score."""
    scoring = scoring_names(index)
    for year in (FIRST_YEAR, *index.versions):
        weights = index.weights(year)
        for node in index.nodes:
            pairs = zip(node.children, weights[node.name], strict=True)
            if not any(weight > 0 and child in scoring for child, weight in pairs):
                raise InvalidIndex(
                    f"{label}: the weights of those children of '{node.name}' that score sum to zero.",
                    "Neutral indicators never score: give the node a child that does.",
                )


def _with_supporting(index: Index) -> Index:
    """Add the codes that are needed beside the indicators of the tree, each once."""
    own = {indicator.code for indicator in index.indicators}
    wanted = [
        *(indicator.denominator for indicator in index.indicators),
        *(node.published for node in index.nodes),
        *(code for resource in index.resources for code in (resource.potential, resource.used)),
    ]
    supporting = dict.fromkeys(code for code in wanted if code is not None and code not in own)
    return replace(index, supporting=tuple(supporting))
