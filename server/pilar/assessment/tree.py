"""The children of each node -> the root, and the nodes with children first; or why they are no tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pilar.assessment.definition import Index
from pilar.errors import InvalidIndex, nearest

Children = Mapping[str, Sequence[str]]
"""The names of the children of each node."""


def order_nodes(label: str, code: str, children: Children, indicators: Sequence[str]) -> tuple[str, ...]:
    """Return the nodes so that each stands behind its children, the root last. Raises `InvalidIndex`."""
    _refuse_strangers(label, children, indicators)
    _refuse_second_parents(label, children)
    root = _find_root(label, code, children)
    reached = tuple(_children_first(root, children))
    left = [name for name in children if name not in reached]
    if left:
        raise InvalidIndex(
            f"{label}: the nodes {_cycle(left[0], children)} form a cycle.", "Remove one of these children."
        )
    return reached


def _refuse_strangers(label: str, children: Children, indicators: Sequence[str]) -> None:
    known = (*children, *indicators)
    for name in children:
        if name in indicators:
            raise InvalidIndex(f"{label}: '{name}' is a node and an indicator.", "Rename one of them.")
    for node, names in children.items():
        for name in names:
            if name not in known:
                raise InvalidIndex(
                    f"{label}: '{name}', a child of '{node}', is neither a node nor an indicator.",
                    nearest(name, known) or f"Add a table [nodes.{name}] or [indicators.{name}].",
                )


def _refuse_second_parents(label: str, children: Children) -> None:
    parents: dict[str, str] = {}
    for node, names in children.items():
        for name in names:
            if parents.setdefault(name, node) != node:
                raise InvalidIndex(
                    f"{label}: '{name}' is a child of '{parents[name]}' and of '{node}'.",
                    "Keep it below one of them: each child has one parent.",
                )


def _find_root(label: str, code: str, children: Children) -> str:
    """The root is the one node without a parent."""
    taken = {name for names in children.values() for name in names}
    roots = [name for name in children if name not in taken]
    if len(roots) == 1:
        return roots[0]
    if not roots:
        start = code if code in children else next(iter(children))
        raise InvalidIndex(
            f"{label}: the nodes {_cycle(start, children)} form a cycle.", "Remove one of these children."
        )
    raise InvalidIndex(
        f"{label}: the nodes {', '.join(roots)} have no parent, but an index has one root.",
        f"Make the others children of '{code if code in roots else roots[0]}'.",
    )


def _children_first(name: str, children: Children) -> Iterator[str]:
    """Walk without recursion: a tree may be as deep as it likes."""
    pending = [(name, False)]
    while pending:
        node, is_done = pending.pop()
        if is_done:
            yield node
            continue
        pending.append((node, True))
        pending.extend((child, False) for child in reversed(children[node]) if child in children)


def _cycle(start: str, children: Children) -> str:
    """Follow the only parent upward until a node comes again: `a -> b -> a`, each the parent of the next."""
    parents = {name: node for node, names in children.items() for name in names}
    path = [start]
    while path.count(path[-1]) < 2:
        path.append(parents[path[-1]])
    return " -> ".join(reversed(path[path.index(path[-1]) :]))


def share_of_root(index: Index, year: int) -> dict[str, float]:
    """Return, of each node and indicator that scores, the weight that it has in the root when nothing is missing."""
    weights = index.weights(year)
    counts = count_below(index)
    shares = {index.root.name: 1.0}
    for node in reversed(index.nodes):
        own = {
            child: weight * (counts[child] if node.mean == "pooled" else 1)
            for child, weight in zip(node.children, weights[node.name], strict=True)
            if counts.get(child)
        }
        total = sum(own.values())
        for child, weight in own.items():
            shares[child] = shares.get(node.name, 0.0) * weight / total if total else 0.0
    return shares


def scoring_names(index: Index) -> frozenset[str]:
    """Return the nodes and indicators that can have a score: neutral indicators never have one."""
    names = {index.indicators[at].code for at in index.scored}
    for node in index.nodes:
        if names.intersection(node.children):
            names.add(node.name)
    return frozenset(names)


def count_below(index: Index) -> dict[str, int]:
    """Return how many scored indicators there are at or below each node and indicator that has any."""
    counts = {index.indicators[at].code: 1 for at in index.scored}
    for node in index.nodes:
        counts[node.name] = sum(counts.get(child, 0) for child in node.children)
    return counts
