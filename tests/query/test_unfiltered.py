"""A list at the root answers within the default limits when nobody filters it: in any ordering, counted, summed up."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLField, GraphQLObjectType, get_named_type, is_required_argument
from pilar.plugins.discovery import GROUP

NAMESPACES = ["", *sorted(entry_points(group=GROUP).names)]
YEAR = 2024
AT_ONCE = 15
"""Fields of one operation, each a statement with a time limit of its own; 20 are allowed."""
NONE = "having: {count: {gt: 1000000}}"
"""Every group is made and none shown: more than 10,000 would be refused."""
PAGE = "nodes { id } pageInfo { hasNextPage endCursor }"


def lists(schema: Any, namespace: str) -> Iterator[tuple[str, GraphQLField]]:
    """The connections and aggregates of a namespace."""
    owner = schema.query_type
    if namespace:
        owner = get_named_type(owner.fields[namespace].type)
    for name, item in owner.fields.items():
        if "where" in item.args:
            yield name, item


def questions(schema: Any, name: str, item: GraphQLField) -> Iterator[str]:
    """A list as it is, counted, by each key that it can be ordered by, and summed up, in one and in groups."""
    required = [f"{key}: {YEAR}" for key, argument in item.args.items() if is_required_argument(argument)]
    if "groupBy" in item.args:
        group = get_named_type(item.type)
        assert isinstance(group, GraphQLObjectType)
        everything = " ".join(measures(group))
        yield f"{name}{called(required)} {{ {everything} }}"
        keys = get_named_type(item.args["groupBy"].type)
        assert isinstance(keys, GraphQLEnumType)
        yield f"{name}{called([*required, f'groupBy: [{next(iter(keys.values))}]', NONE])} {{ {everything} }}"
        return
    yield f"{name}{called([*required, 'first: 100'])} {{ totalCount {PAGE} }}"
    if "orderBy" in item.args:
        for key, order in get_named_type(item.args["orderBy"].type).fields.items():
            if get_named_type(order.type).name == "OrderDirection":
                yield f"{name}{called([*required, f'orderBy: [{{{key}: DESC}}]'])} {{ {PAGE} }}"


def measures(group: GraphQLObjectType) -> Iterator[str]:
    for name, item in group.fields.items():
        inner = get_named_type(item.type)
        if name == "count":
            yield name
        elif name != "key" and isinstance(inner, GraphQLObjectType):
            yield f"{name} {{ {' '.join(inner.fields)} }}"


def called(arguments: list[str]) -> str:
    return f"({', '.join(arguments)})" if arguments else ""


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_a_list_that_nobody_filters_answers_in_time(graph: Any, namespace: str) -> None:
    schema = graph.service.engine.schema
    asked = [
        question for name, item in lists(schema, namespace) for question in questions(schema, name, item)
    ]
    assert asked
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        fields = " ".join(f"a{number}: {question}" for number, question in enumerate(some))
        answer = graph.ask(f"{{ {namespace} {{ {fields} }} }}" if namespace else f"{{ {fields} }}")
        assert "errors" not in answer, f"{answer['errors']}\n{fields}"
