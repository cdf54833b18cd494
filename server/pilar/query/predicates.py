"""`where` -> `Predicate`."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from pilar.errors import InvalidArgument
from pilar.query.parameters import gathered, is_bound, key_of, parameter, refuse_null
from pilar.query.plan import All, Compare, Either, Exists, Not, Predicate, Through
from pilar.query.planning import Planning
from pilar.query.values import FromVariable, Value
from pilar.schema.catalog import Column, Kind, Link, Table
from pilar.schema.filters import LIST_LIMIT

COMBINING: Final = ("and", "or", "not")
MOST_LEVELS: Final = 12


def read_where(planning: Planning, table: Table, where: Value | None, level: int = 1) -> Predicate:
    """Read a `<Type>Filter`; left out or null it is true. `level` counts the filters around it, and itself.

    Raises `InvalidArgument` for a null inside, and for more levels than a database reads.
    """
    if where is None or planning.facts.is_null(where):
        return All(())
    if level > MOST_LEVELS:
        raise InvalidArgument(
            f"`where` nests more than {MOST_LEVELS} filters.",
            "Ask a simpler question, or begin at another field.",
        )
    entries = planning.facts.keys(where).items()
    parts = [_entry(planning, table, name, value, level + 1) for name, value in entries]
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _entry(planning: Planning, table: Table, name: str, value: Value, level: int) -> Predicate:
    if planning.facts.is_null(value):
        raise refuse_null(name)
    if name in COMBINING:
        return _combination(planning, table, name, value, level)
    if name in table.column_by_field:
        return read_conditions(planning, table, table.column_by_field[name], value)
    if name in table.relation_by_field:
        relation = table.relation_by_field[name]
        target = planning.catalog.tables[relation.target]
        return Through(relation, target, read_where(planning, target, value, level))
    if name in table.link_namespaces:
        links = {link.field: link for link in table.links_of(name)}
    else:
        links = {link.field: link for link in table.links_of("")}
        value = {name: value}
    parts = [_links(planning, links[key], item, level) for key, item in planning.facts.keys(value).items()]
    return All(tuple(parts))


def _combination(planning: Planning, table: Table, name: str, value: Value, level: int) -> Predicate:
    if name == "not":
        return Not(read_where(planning, table, value, level))
    parts = tuple(read_where(planning, table, item, level) for item in planning.facts.items(value))
    return All(parts) if name == "and" else Either(parts)


def _links(planning: Planning, link: Link, value: Value, level: int) -> Predicate:
    if planning.facts.is_null(value):
        raise refuse_null(link.field)
    target = planning.catalog.tables[link.table]
    parts: list[Predicate] = []
    for name, item in planning.facts.keys(value).items():
        predicate = read_where(planning, target, item, level)
        if name == "every":
            parts.append(Not(Exists(link, target, Not(predicate))))
        else:
            some = Exists(link, target, predicate)
            parts.append(some if name == "some" else Not(some))
    return All(tuple(parts))


def read_conditions(planning: Planning, table: Table, column: Column, value: Value) -> Predicate:
    """Read a `<Scalar>Filter` on a column."""
    column = planning.column(column)
    convert = partial(key_of, table.type_name) if column.kind is Kind.ID else None
    conditions = planning.facts.keys(value).items()
    return All(
        tuple(_condition(planning, column, operator, operand, convert) for operator, operand in conditions)
    )


def _condition(
    planning: Planning, column: Column, operator: str, operand: Value, convert: Callable[[Any], Any] | None
) -> Predicate:
    if planning.facts.is_null(operand):
        raise refuse_null(f"{column.field}.{operator}")
    if operator == "isNull":
        missing = Compare(column, "isNull", None)
        return missing if planning.facts.content(operand) else Not(missing)
    if operator in ("in", "notIn"):
        inside = Compare(column, "in", _list(column, operand, convert))
        return inside if operator == "in" else Not(inside)
    if operator == "ne":
        return Not(Compare(column, "eq", parameter(operand, column.kind, convert)))
    if operator in ("contains", "startsWith"):
        return Compare(column, operator, parameter(operand, column.kind, partial(like_pattern, operator)))
    return Compare(column, operator, parameter(operand, column.kind, convert))


def _list(column: Column, operand: Value, convert: Callable[[Any], Any] | None) -> Any:
    as_text = partial(_json_list, column.field, convert)
    if isinstance(operand, FromVariable) or not is_bound(operand):
        return parameter(operand, column.kind, as_text)
    assert isinstance(operand, list)
    return gathered(operand, column.kind, as_text)


def _json_list(field: str, convert: Callable[[Any], Any] | None, items: list[Any]) -> str:
    if len(items) > LIST_LIMIT:
        raise InvalidArgument(
            f"`{field}` is compared with {len(items)} values; a list holds at most {LIST_LIMIT}.",
            "Ask in several requests, or filter by something that the values share.",
        )
    return json.dumps(items if convert is None else [convert(item) for item in items])


def like_pattern(operator: str, text: str) -> str:
    """`50%` -> `%50\\%%`: the pattern of SQL's LIKE with its own signs escaped by a backslash.

    Raises `InvalidArgument` for a null character, at which SQLite would end the pattern.
    """
    if "\0" in text:
        raise InvalidArgument(f"`{operator}` is given a text with a null character.", "Leave it out.")
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%" if operator == "contains" else f"{escaped}%"
