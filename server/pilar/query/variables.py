"""The variables of a request -> coerced values: scalars, names of enum values, dicts and lists of them.

Follows section "Coercing Variable Values" of the GraphQL specification. Enum values stay names and input objects stay
dicts by GraphQL names, which is what the planner reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    VariableDefinitionNode,
    value_from_ast_untyped,
)
from graphql.utilities import type_from_ast

from pilar.access.limits import Limits, exceeded
from pilar.errors import InvalidVariable, nearest

UNCHANGED_LIMITS: Final = Limits()
PLAIN: Final = {"String": str, "ID": str, "Boolean": bool}
"""Scalars of which a JSON value of this type is right as it is."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A variable of a validated operation. `plain` is the type of JSON values that need no coercion."""

    name: str
    graphql_type: GraphQLInputType
    plain: type | None
    has_default: bool
    default: Any


def declared_variables(
    schema: GraphQLSchema, nodes: Sequence[VariableDefinitionNode] | None
) -> tuple[Declared, ...]:
    """Describe the variables that an operation declares."""
    return tuple(_declared(schema, node) for node in nodes or ())


def _declared(schema: GraphQLSchema, node: VariableDefinitionNode) -> Declared:
    type_: Any = type_from_ast(schema, node.type)
    default = None if node.default_value is None else value_from_ast_untyped(node.default_value)
    plain = PLAIN.get(str(type_).removesuffix("!"))
    return Declared(node.variable.name.value, type_, plain, node.default_value is not None, default)


def coerce_variables(
    declared: Sequence[Declared], given: Mapping[str, Any], limits: Limits | None = None
) -> dict[str, Any]:
    """Coerce what a request brought; what was left out without default stays out.

    Raises `InvalidVariable`, and `LimitExceeded` for a list or a text that is too long.
    """
    limits = limits or UNCHANGED_LIMITS
    values: dict[str, Any] = {}
    count = 0
    for variable in declared:
        name = variable.name
        if name in given:
            value = given[name]
            if type(value) is not variable.plain or (
                type(value) is str and len(value) > limits.string_length
            ):
                count += _checked_count(value, limits)
                if count > limits.tokens:
                    raise exceeded(
                        "Values in the variables", count, limits.tokens, "Ask in several requests."
                    )
                value = coerce(value, variable.graphql_type, f"${name}")
            values[name] = value
        elif variable.has_default:
            values[name] = coerce(variable.default, variable.graphql_type, f"${name}")
        elif isinstance(variable.graphql_type, GraphQLNonNull):
            raise InvalidVariable(
                f"Variable ${name} of type {variable.graphql_type} is missing.", "Send it in `variables`."
            )
    return values


def _checked_count(given: Any, limits: Limits) -> int:
    """Count the values within a value, as planning looks at each. Raises for a list or a text that is too long."""
    pending: list[Any] = [given]
    count = 0
    while pending:
        value = pending.pop()
        count += 1
        if isinstance(value, str):
            if len(value) > limits.string_length:
                raise exceeded(
                    "Characters of a text", len(value), limits.string_length, "Send a shorter one."
                )
        elif isinstance(value, list):
            if len(value) > limits.list_items:
                raise exceeded("Items of a list", len(value), limits.list_items, "Ask in several requests.")
            pending.extend(value)
        elif isinstance(value, dict):
            pending.extend(value.values())
    return count


def coerce(value: Any, type_: GraphQLInputType, where: str) -> Any:
    """Coerce one value. `where` is the path to it, for the error."""
    if isinstance(type_, GraphQLNonNull):
        if value is None:
            raise InvalidVariable(f"{where} is null; its type is {type_}.", "Send a value.")
        return coerce(value, type_.of_type, where)
    if value is None:
        return None
    if isinstance(type_, GraphQLList):
        items = value if isinstance(value, list) else [value]
        return [coerce(item, type_.of_type, f"{where}[{index}]") for index, item in enumerate(items)]
    if isinstance(type_, GraphQLInputObjectType):
        return _object(value, type_, where)
    if isinstance(type_, GraphQLEnumType):
        return _enum(value, type_, where)
    try:
        return type_.parse_value(value)
    except GraphQLError as error:
        raise InvalidVariable(f"{where}: {error.message}", f"Its type is {type_}.") from error


def _object(value: Any, type_: GraphQLInputObjectType, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidVariable(f"{where} is not an object; its type is {type_}.", "Send a JSON object.")
    for name in value:
        if name not in type_.fields:
            raise InvalidVariable(
                f"{where}: {type_} has no field '{name}'.",
                nearest(name, type_.fields) or f"It has {', '.join(type_.fields)}.",
            )
    for name, field in type_.fields.items():
        if name not in value and isinstance(field.type, GraphQLNonNull):
            raise InvalidVariable(f"{where}: the field '{name}' of {type_} is missing.", "Send it.")
    return {name: coerce(item, type_.fields[name].type, f"{where}.{name}") for name, item in value.items()}


def _enum(value: Any, type_: GraphQLEnumType, where: str) -> str:
    if not isinstance(value, str) or value not in type_.values:
        known = ", ".join(list(type_.values)[:12])
        hint = nearest(value, type_.values) if isinstance(value, str) else ""
        raise InvalidVariable(f"{where} is {value!r}, which is no {type_}.", hint or f"It is one of {known}.")
    return value
