"""The arguments of a connection -> its ordering, its limit and where it begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from pilar.errors import InvalidArgument
from pilar.query.cursors import decode_cursor, fingerprint
from pilar.query.parameters import page_size, parameter
from pilar.query.plan import OrderKey, Parameter, Seek
from pilar.query.planning import Planning
from pilar.query.values import ABSENT, Fixed, FromVariable, Value
from pilar.schema.catalog import Kind, Relation, Table

MOST_RELATIONSHIPS: Final = 20


@dataclass(frozen=True)
class Paging:
    """Which page: `seek` is where it begins; `backward` when it is read from the end."""

    order: tuple[OrderKey, ...]
    fingerprint: str
    limit: Parameter
    backward: bool
    seek: Seek | None


def read_paging(planning: Planning, table: Table, arguments: dict[str, Value]) -> Paging:
    """Read orderBy, first, after, last, before. Raises `InvalidArgument`, `InvalidPageSize`, `InvalidCursor`."""
    given = {name: value for name, value in arguments.items() if not planning.facts.is_null(value)}
    backward = "last" in given or "before" in given
    if backward and ("first" in given or "after" in given):
        raise InvalidArgument(
            "`first` and `after` page forward, `last` and `before` backward; both were given.",
            "Use one pair.",
        )
    keys = read_order(planning, table, given.get("orderBy"))
    # The id runs in the direction of the key before it: an index of both then needs no sorting, either way.
    order = (*keys, OrderKey((), table.identity, descending=bool(keys) and keys[-1].descending))
    mark = fingerprint(table.name, [_text(key) for key in order])
    name, cursor = ("last", "before") if backward else ("first", "after")
    size = given.get(name, Fixed(planning.default_page))
    limit = parameter(size, Kind.INT, partial(page_size, table.max_page or planning.max_page, name))
    seek = _seek(planning, given[cursor], order, mark) if cursor in given else None
    return Paging(order, mark, limit, backward, seek)


def mark_of_ids(table: Table) -> str:
    """Return the fingerprint of the ordering by id alone: that of a page which names no other."""
    return fingerprint(table.name, [_text(in_order_of_ids(table))])


def in_order_of_ids(table: Table) -> OrderKey:
    """Return the key of that ordering."""
    return OrderKey((), table.identity, descending=False)


def read_order(planning: Planning, table: Table, value: Value | None) -> tuple[OrderKey, ...]:
    """Read `orderBy`, a key named twice counting where it comes first.

    Raises `InvalidArgument` for an object without just one key, and for too many relationships.
    """
    if value is None:
        return ()
    keys: dict[tuple[Any, ...], OrderKey] = {}
    for item in planning.facts.items(value):
        for key in _keys(planning, table, (), item):
            keys.setdefault(_identity(key), key)
    _check_reach(keys.values())
    return tuple(keys.values())


def _check_reach(keys: Iterable[OrderKey]) -> None:
    """Each relationship on the way to a key is a join, of which a database allows only so many."""
    reached = {
        tuple(relation.column for relation, _ in key.path[: end + 1])
        for key in keys
        for end in range(len(key.path))
    }
    if len(reached) > MOST_RELATIONSHIPS:
        raise InvalidArgument(
            f"`orderBy` leads through {len(reached)} relationships; the limit is {MOST_RELATIONSHIPS}.",
            "Order by fewer columns of other rows.",
        )


def _keys(
    planning: Planning, table: Table, path: tuple[tuple[Relation, Table], ...], value: Value
) -> Iterator[OrderKey]:
    entries = planning.facts.keys(value)
    if len(entries) != 1 or planning.facts.is_null(next(iter(entries.values()))):
        raise InvalidArgument(
            "An object of `orderBy` needs exactly one key with a value.",
            "Write a list: [{name: ASC}, {code: DESC}].",
        )
    [(name, content)] = entries.items()
    if name in table.relation_by_field:
        relation = table.relation_by_field[name]
        target = planning.catalog.tables[relation.target]
        yield from _keys(planning, target, (*path, (relation, target)), content)
    else:
        column = planning.column(table.column_by_field[name])
        yield OrderKey(path, column, descending=planning.facts.content(content) == "DESC")


def _seek(planning: Planning, cursor: Value, order: tuple[OrderKey, ...], mark: str) -> Seek:
    decode = partial(decode_cursor, mark, len(order))
    if isinstance(cursor, FromVariable):
        nulls = planning.facts.ask(cursor, partial(_nulls, decode))
    else:
        assert isinstance(cursor, Fixed)
        nulls = _nulls(decode, cursor.value)
    assert isinstance(nulls, tuple)
    return Seek(
        tuple(
            None if null else parameter(cursor, key.column.kind, partial(_key_at, decode, position))
            for position, (null, key) in enumerate(zip(nulls, order, strict=True))
        )
    )


def _nulls(decode: Any, cursor: Any) -> tuple[bool, ...]:
    return () if cursor is ABSENT else tuple(key is None for key in decode(cursor))


def _key_at(decode: Any, position: int, cursor: Any) -> Any:
    return decode(cursor)[position]


def _identity(key: OrderKey) -> tuple[Any, ...]:
    return (tuple(relation.field for relation, _ in key.path), key.column.field)


def _text(key: OrderKey) -> str:
    steps = [
        *(relation.column for relation, _ in key.path),
        key.column.name,
        "desc" if key.descending else "asc",
    ]
    return ".".join(steps)
