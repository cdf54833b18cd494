"""Resolvers of the generated fields, for operations that the executor walks: they read the tree that SQL returned.

A tree is the very JSON that the compiled path sends, so both paths answer alike; where a Python resolver follows, the
columns of its row stand beside the fields under `ROW_KEY`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, get_nullable_type
from strawberry.schema.schema_converter import CustomGraphQLEnumType

from pilar.schema.bindings import Bindings
from pilar.schema.extension import Row

ROW_KEY: Final = ":row"
ROOTS: Final = ("Query", "Subscription")
DEFINITION: Final = "strawberry-definition"
Resolver = Callable[..., Any]


def attach(schema: GraphQLSchema, bindings: Bindings, generated: Collection[str]) -> None:
    """Give root fields the resolver that runs SQL, and those of `generated` types the one that reads a tree."""
    for name in generated:
        type_ = schema.type_map.get(name)
        if not isinstance(type_, GraphQLObjectType):
            continue
        for field_name, field in type_.fields.items():
            if name in ROOTS:
                field.resolve = run_root if (name, field_name) in bindings else field.resolve
            elif field.extensions[DEFINITION].base_resolver is None:
                field.resolve = _reader(field)
            else:
                field.resolve = _with_row(field)


async def run_root(_source: object, info: GraphQLResolveInfo[Any], **_arguments: Any) -> Any:
    """Run the statement of a root field and return its tree."""
    return await info.context.read(info)


def read_tree(source: Mapping[str, Any], info: GraphQLResolveInfo[Any], **_arguments: Any) -> Any:
    """Return what SQL put under the response key."""
    return source[str(info.path.key)]


def _reader(field: GraphQLField) -> Resolver:
    type_ = get_nullable_type(field.type)
    return _enum_reader(type_.wrapped_cls) if isinstance(type_, CustomGraphQLEnumType) else read_tree


def _enum_reader(members: enum.EnumMeta) -> Resolver:
    def read_enum(source: Mapping[str, Any], info: GraphQLResolveInfo[Any], **_arguments: Any) -> Any:
        name = source[str(info.path.key)]
        return None if name is None else members[name]

    return read_enum


def _with_row(field: GraphQLField) -> Resolver:
    """A plugin's resolver gets a `Row` for `self`."""
    resolve = field.resolve
    assert resolve is not None

    def resolve_with_row(source: Mapping[str, Any], info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        return resolve(Row(source.get(ROW_KEY, {})), info, **arguments)

    return resolve_with_row
