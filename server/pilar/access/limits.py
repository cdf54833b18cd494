"""What a document may be, checked on its syntax tree alone: before validation, in time linear in its size.

Every refusal names the value, the limit and the remedy. What depends on the variables (pages, cost) is in `cost.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
)

from pilar.errors import LimitExceeded

INTROSPECTION = ("__schema", "__type")


@dataclass(frozen=True)
class Limits:
    """The largest of each that is accepted. Lengths are characters.

    `selections` counts what is selected with fragments expanded, `merged` pairs of fields with one response key: so
    much work is validation. `schema_depth` is that of `__schema` and `__type` beside other fields.
    """

    document_length: int = 100_000
    tokens: int = 2_000
    depth: int = 12
    introspection_depth: int = 15
    aliases: int = 30
    root_fields: int = 20
    directives: int = 50
    fragments: int = 50
    selections: int = 5_000
    merged: int = 3_000
    schema_depth: int = 4
    number_length: int = 400
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
    fragments = fragments_of(document)
    depths: dict[str, int] = {}
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            _check_operation(node, fragments, depths, limits)
    _check_expanded(document, fragments, limits)


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """Return the fragments of a document by name."""
    return {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }


def introspections(
    node: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[int, int]:
    """Count the root fields that ask for the schema, and those that ask for data."""
    names = [field.name.value for field in root_fields(node, fragments)]
    asking = sum(name in INTROSPECTION for name in names)
    return asking, len(names) - asking - names.count("__typename")


def root_fields(
    node: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> list[FieldNode]:
    """Return the root fields of an operation, fragments expanded."""
    selected = _selections([node.selection_set], fragments)
    return [selection for selection in selected if isinstance(selection, FieldNode)]


def _check_counts(document: DocumentNode, limits: Limits) -> None:
    counts: Counter[str] = Counter()
    for node in _nodes(document):
        counts[node.kind] += 1
        if isinstance(node, FieldNode):
            counts["alias"] += node.alias is not None
        elif isinstance(node, ListValueNode | StringValueNode | IntValueNode | FloatValueNode):
            _check_value(node, limits)
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
    ):
        if counts[kind] > limit:
            raise exceeded(what, counts[kind], limit, remedy)


def _check_value(
    node: ListValueNode | StringValueNode | IntValueNode | FloatValueNode, limits: Limits
) -> None:
    if isinstance(node, ListValueNode):
        if len(node.values) > limits.list_items:
            raise exceeded("Items of a list", len(node.values), limits.list_items, "Ask in several requests.")
    elif isinstance(node, StringValueNode):
        if len(node.value) > limits.string_length:
            raise exceeded(
                "Characters of a text", len(node.value), limits.string_length, "Send a shorter one."
            )
    elif len(node.value) > limits.number_length:
        raise exceeded(
            "Digits of a number", len(node.value), limits.number_length, "No column holds so many."
        )


def _check_expanded(
    document: DocumentNode, fragments: Mapping[str, FragmentDefinitionNode], limits: Limits
) -> None:
    """Count what validation compares: equal response keys meet across fragments, and so do the fields below them.

    A fragment within itself is followed as deep as a selection may be; validation refuses it later.
    """
    most_levels = max(limits.depth, limits.introspection_depth)
    pending = [
        (1, [node.selection_set])
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    selections = merged = 0
    while pending:
        level, selection_sets = pending.pop()
        selected = _selections(selection_sets, fragments)
        selections += len(selected)
        for nodes in _by_key(selected):
            merged += len(nodes) * (len(nodes) - 1) // 2
            inner = [node.selection_set for node in nodes if node.selection_set]
            if inner and level < most_levels:
                pending.append((level + 1, inner))
        if selections > limits.selections:
            remedy = "Spread fragments in fewer places."
            raise exceeded("Selections with fragments expanded", selections, limits.selections, remedy)
        if merged > limits.merged:
            remedy = "Ask for each field once in its place."
            raise exceeded("Repetitions of fields", merged, limits.merged, remedy)


def _by_key(selected: Iterable[SelectionNode]) -> Iterable[list[FieldNode]]:
    keys: dict[str, list[FieldNode]] = {}
    for node in selected:
        if isinstance(node, FieldNode):
            keys.setdefault((node.alias or node.name).value, []).append(node)
    return keys.values()


def _selections(
    selection_sets: Iterable[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> list[SelectionNode]:
    """Return all that is selected in one place, each fragment expanded once, without recursion."""
    selected: list[SelectionNode] = []
    spread: set[str] = set()
    pending = list(selection_sets)
    while pending:
        selection_set = pending.pop()
        selected += selection_set.selections
        for node in selection_set.selections:
            if isinstance(node, InlineFragmentNode):
                pending.append(node.selection_set)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
                spread.add(node.name.value)
                if node.name.value in fragments:
                    pending.append(fragments[node.name.value].selection_set)
    return selected


def _check_operation(
    node: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    depths: dict[str, int],
    limits: Limits,
) -> None:
    roots = root_fields(node, fragments)
    if len(roots) > limits.root_fields:
        raise exceeded("Root fields", len(roots), limits.root_fields, "Send several requests.")
    _, others = introspections(node, fragments)
    for root in roots:
        depth = 1 + _depth(root.selection_set, fragments, depths)
        if root.name.value not in INTROSPECTION:
            _check_depth(depth, limits.depth, "Begin lower: by `node(id:)` or another root field.")
        elif others:
            _check_depth(depth, limits.schema_depth, "Ask for the schema in an operation of its own.")
        else:
            _check_depth(depth, limits.introspection_depth, "Ask for one `__type` after the other.")


def _check_depth(depth: int, limit: int, remedy: str) -> None:
    if depth > limit:
        raise exceeded("Levels of selection", depth, limit, remedy)


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
