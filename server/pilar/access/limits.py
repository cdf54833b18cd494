"""What a document may be, checked on its syntax tree alone: before validation, in time linear in its size.

Every refusal names the value, the limit and the remedy. What depends on the variables (pages, cost) is in `cost.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
)

from pilar.errors import LimitExceeded

INTROSPECTION = ("__schema", "__type")


@dataclass(frozen=True)
class Limits:
    """The largest of each that is accepted. Lengths are characters; `fields_merged` counts pairs of equal keys."""

    document_length: int = 100_000
    tokens: int = 2_000
    depth: int = 12
    introspection_depth: int = 15
    aliases: int = 30
    root_fields: int = 20
    directives: int = 50
    fragments: int = 50
    fields_merged: int = 2_000
    list_items: int = 250
    string_length: int = 10_000
    nodes: int = 10_000
    answer_length: int = 10_000_000


def exceeded(what: str, value: int, limit: int, remedy: str) -> LimitExceeded:
    """Return the error for a value above its limit."""
    return LimitExceeded(f"{what}: {value:,}; the limit is {limit:,}.", remedy)


def check_length(text: str, limits: Limits) -> None:
    """Refuse a document by its length, before it is parsed."""
    if len(text) > limits.document_length:
        remedy = "Send values as variables, or split the document."
        raise exceeded("Characters of the document", len(text), limits.document_length, remedy)


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Refuse a document that is too large in any respect. Raises `LimitExceeded`."""
    _check_counts(document, limits)
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    depths: dict[str, int] = {}
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            _check_operation(node, fragments, depths, limits)


def _check_counts(document: DocumentNode, limits: Limits) -> None:
    counts: Counter[str] = Counter()
    for node in _nodes(document):
        counts[node.kind] += 1
        if isinstance(node, FieldNode) and node.alias:
            counts["alias"] += 1
        elif isinstance(node, SelectionSetNode):
            counts["merged"] += _pairs(node)
        elif isinstance(node, ListValueNode) and len(node.values) > limits.list_items:
            raise exceeded("Items of a list", len(node.values), limits.list_items, "Ask in several requests.")
        elif isinstance(node, StringValueNode) and len(node.value) > limits.string_length:
            raise exceeded(
                "Characters of a text", len(node.value), limits.string_length, "Send a shorter one."
            )
    for kind, what, limit, remedy in (
        ("alias", "Aliases", limits.aliases, "Ask for a list, or send several requests."),
        (
            "directive",
            "Directives",
            limits.directives,
            "Leave out what is not wanted instead of skipping it.",
        ),
        (
            "fragment_definition",
            "Fragments",
            limits.fragments,
            "Write the fields out, or send several requests.",
        ),
        ("merged", "Repetitions of fields", limits.fields_merged, "Ask for each field once in its place."),
    ):
        if counts[kind] > limit:
            raise exceeded(what, counts[kind], limit, remedy)


def _pairs(selection_set: SelectionSetNode) -> int:
    """Count pairs of fields with one response key: validation compares each of them."""
    keys = Counter(
        (node.alias or node.name).value for node in selection_set.selections if isinstance(node, FieldNode)
    )
    return sum(count * (count - 1) // 2 for count in keys.values())


def _check_operation(
    node: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    depths: dict[str, int],
    limits: Limits,
) -> None:
    roots = list(_fields(node.selection_set, fragments, set()))
    if len(roots) > limits.root_fields:
        raise exceeded("Root fields", len(roots), limits.root_fields, "Send several requests.")
    for root in roots:
        introspects = root.name.value in INTROSPECTION
        limit = limits.introspection_depth if introspects else limits.depth
        depth = 1 + _depth(root.selection_set, fragments, depths)
        if depth > limit:
            raise exceeded(
                "Levels of selection", depth, limit, "Begin lower: by `node(id:)` or another root field."
            )


def _fields(
    selection_set: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], visited: set[str]
) -> Iterator[FieldNode]:
    for node in selection_set.selections:
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, fragments, visited)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in visited:
            visited.add(node.name.value)
            if node.name.value in fragments:
                yield from _fields(fragments[node.name.value].selection_set, fragments, visited)


def _depth(
    selection_set: SelectionSetNode | None,
    fragments: Mapping[str, FragmentDefinitionNode],
    depths: dict[str, int],
) -> int:
    """Count levels with fragments expanded; one that contains itself counts once, validation refuses it later."""
    deepest = 0
    for node in selection_set.selections if selection_set else ():
        if isinstance(node, FieldNode):
            deepest = max(deepest, 1 + _depth(node.selection_set, fragments, depths))
        elif isinstance(node, InlineFragmentNode):
            deepest = max(deepest, _depth(node.selection_set, fragments, depths))
        elif isinstance(node, FragmentSpreadNode) and node.name.value in fragments:
            name = node.name.value
            if name not in depths:
                depths[name] = 0
                depths[name] = _depth(fragments[name].selection_set, fragments, depths)
            deepest = max(deepest, depths[name])
    return deepest


def _nodes(document: DocumentNode) -> Iterator[Node]:
    """Yield every node of a document, without recursion."""
    pending: list[Node] = list(document.definitions)
    while pending:
        node = pending.pop()
        yield node
        for key in node.keys:
            child = getattr(node, key, None)
            if isinstance(child, Node):
                pending.append(child)
            elif isinstance(child, list | tuple):
                pending.extend(item for item in child if isinstance(item, Node))
