"""What validation says of a document -> what its author can do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from graphql import GraphQLEnumType, GraphQLSchema

FIELD: Final = re.compile(r"Cannot query field '(\w+)' on type '(\w+)'\.")
SUGGESTION: Final = re.compile(r"Did you mean [^?]*\?")
UNKNOWN_KEY: Final = re.compile(r"Expected value of type '(?P<type>\w+)' not to include unknown field")
"""Here the nearest name misleads: `lte` is near to `like`, and `contains` is meant."""
MOST_NAMES: Final = 40
DERIVED: Final = "Aggregate"
"""Ends the names of fields that follow from others: where there are too many to list, these are left out."""

Remedy = Callable[[re.Match[str], GraphQLSchema], str]


def validation_hint(message: str, schema: GraphQLSchema, unserved: Mapping[str, str]) -> str:
    """Return the remedy for a message of validation. `unserved` are plugins that are not served, with their status."""
    found = FIELD.match(message)
    if found and found[2] == "Query" and found[1] in unserved:
        return f"The plugin '{found[1]}' is {unserved[found[1]].lower()}: ask `plugins {{ namespace status error }}`."
    suggestion = SUGGESTION.search(message)
    if suggestion and not UNKNOWN_KEY.match(message):
        return suggestion[0]
    for pattern, remedy in REMEDIES:
        if (found := pattern.match(message)) and (hint := remedy(found, schema)):
            return hint
    return "Compare the document with /schema.graphql."


def _has(found: re.Match[str], schema: GraphQLSchema) -> str:
    """List the fields of the type that the message names, the values of an enum, or the keys of an input object."""
    name = found["type"]
    names = _names(schema, name)
    return f"{name} has {_listed(names)}." if names else ""


def _takes(found: re.Match[str], schema: GraphQLSchema) -> str:
    field = getattr(schema.type_map.get(found["type"]), "fields", {}).get(found["field"])
    return f"`{found['field']}` takes {_listed(list(field.args) or ['no arguments'])}." if field else ""


def _one_key(found: re.Match[str], schema: GraphQLSchema) -> str:
    several = "; for several, write a list of such objects" if found["type"].endswith("Order") else ""
    return f"Give one of {_listed(_names(schema, found['type']))}{several}."


def _object(found: re.Match[str], schema: GraphQLSchema) -> str:
    names = _names(schema, found["type"])
    return f"Write an object of {_listed(names)}, such as {{{names[0]}: ...}}." if names else ""


def _names(schema: GraphQLSchema, type_name: str) -> list[str]:
    named = schema.type_map.get(type_name)
    return list(named.values if isinstance(named, GraphQLEnumType) else getattr(named, "fields", ()))


def _listed(names: list[str]) -> str:
    """List names, without the derived ones where they are too many."""
    shown = names if len(names) <= MOST_NAMES else [name for name in names if not name.endswith(DERIVED)]
    shown = shown[:MOST_NAMES]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return f"{', '.join(shown)}{more}"


def _fixed(text: str) -> Remedy:
    return lambda found, schema: found.expand(text)


REMEDIES: Final[tuple[tuple[re.Pattern[str], Remedy], ...]] = (
    (UNKNOWN_KEY, _has),
    *(
        (re.compile(pattern), remedy)
        for pattern, remedy in (
            (r"Cannot query field '\w+' on type '(?P<type>\w+)'", _has),
            (r"Unknown argument '\w+' on field '(?P<type>\w+)\.(?P<field>\w+)'", _takes),
            (
                r"Argument '\w+\.\w+\((\w+):\)' of type '([^']+)' is required",
                _fixed(r"Give `\1`, a value of the type \2."),
            ),
            (r"Value '\w+' does not exist in '(?P<type>\w+)' enum", _has),
            (r"Enum '(?P<type>\w+)' cannot represent", _has),
            (r"Expected value of type '(?P<type>\w+)!?' to be an object", _object),
            (r"Within OneOf Input Object type '(?P<type>\w+)'", _one_key),
            (r"String cannot represent a non string value: ([\w.-]+)$", _fixed(r'Write it in quotes: "\1".')),
            (r"(Int|Float|BigInt) cannot represent .*\"$", _fixed(r"Write the number without quotes.")),
            (
                r"Variable '\$(\w+)' of type '[^']+' used in position expecting type '([^']+)'",
                _fixed(r"Declare it `$\1: \2`."),
            ),
            (r"Variable '\$(\w+)' is not defined", _fixed(r"Declare it: `query Name($\1: ...)`.")),
            (r"Variable '\$\w+' is never used", _fixed(r"Use it, or leave it out.")),
            (
                r"This anonymous operation must be",
                _fixed(r"Name each operation, and send the `operationName` of one."),
            ),
            (
                r"The mutation operation is not supported",
                _fixed(r"This API only reads: files come in by `pilar import`."),
            ),
        )
    ),
)
