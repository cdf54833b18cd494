"""Resolvers of the generated fields, for operations that the executor walks: they read the tree that SQL returned.

A tree is the very JSON that the compiled path sends, so both paths answer alike; where a Python resolver follows, the
columns of its row stand beside the fields under `ROW_KEY`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Any, Final

from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from pilar.schema.bindings import Bindings, ColumnField
from pilar.schema.extension import Row

ROW_KEY: Final = ":row"
Resolver = Callable[..., Any]


def attach(schema: GraphQLSchema, bindings: Bindings) -> None:
    """Give every field below `Query` the resolver that reads a tree, and every root field the one that runs SQL."""
    generated = {owner for owner, _ in bindings} | {"PageInfo"}
    for name, type_ in schema.type_map.items():
        if not isinstance(type_, GraphQLObjectType) or name.startswith("__"):
            continue
        for field_name, field in type_.fields.items():
            binding = bindings.get((name, field_name))
            if name == "Query":
                field.resolve = run_root if binding else field.resolve
            elif binding or name not in generated and _is_generated(field):
                field.resolve = _reader(binding)
            elif name in generated:
                field.resolve = _with_row(field)


async def run_root(_source: object, info: GraphQLResolveInfo, **_arguments: Any) -> Any:
    """Run the statement of a root field and return its tree."""
    return await info.context.read(info.path.key)


def read_tree(source: Mapping[str, Any], info: GraphQLResolveInfo, **_arguments: Any) -> Any:
    """Return what SQL put under the response key."""
    return source[str(info.path.key)]


def _reader(binding: object) -> Resolver:
    members = binding.column.enum if isinstance(binding, ColumnField) else None
    return read_tree if members is None else _enum_reader(members)


def _enum_reader(members: type[enum.Enum]) -> Resolver:
    def read_enum(source: Mapping[str, Any], info: GraphQLResolveInfo, **_arguments: Any) -> Any:
        name = source[str(info.path.key)]
        return None if name is None else members[name]

    return read_enum


def _is_generated(field: GraphQLField) -> bool:
    definition = field.extensions.get("strawberry-definition")
    return definition is not None and definition.base_resolver is None


def _with_row(field: GraphQLField) -> Resolver:
    """A plugin's resolver gets a `Row` for `self`."""
    resolve = field.resolve
    assert resolve is not None

    def resolve_with_row(source: Mapping[str, Any], info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return resolve(Row(source.get(ROW_KEY, {})), info, **arguments)

    return resolve_with_row
