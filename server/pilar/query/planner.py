"""A validated operation -> its plan: what each root field reads, as the tree of `plan.py`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from graphql import GraphQLNonNull, SelectionSetNode

from pilar.commons.entity import LOOKUP
from pilar.errors import InvalidArgument, InvalidId, NotFound
from pilar.query.aggregations import plan_aggregation
from pilar.query.pages import mark_of_ids, read_paging
from pilar.query.parameters import gathered, is_bound, key_of, page_size, parameter, split_id
from pilar.query.plan import (
    Aggregation,
    Columns,
    Compare,
    Cursor,
    Edges,
    Field,
    Fields,
    Identity,
    Leaf,
    Lookup,
    Namespace,
    Node,
    NodeChoice,
    NodeList,
    Nodes,
    Page,
    PageField,
    PageInfo,
    Parameter,
    Place,
    Predicate,
    Root,
    Source,
    ToOne,
    TotalCount,
    TypeName,
)
from pilar.query.planning import NeedsExecutor, Planning, Selected, select
from pilar.query.predicates import read_where
from pilar.query.shortcuts import connection_arguments
from pilar.query.values import Fixed, Value, Variables
from pilar.schema.bindings import (
    ColumnField,
    GroupsField,
    LookupField,
    NamespaceField,
    NodeField,
    NodesField,
    PlaceField,
    RelationField,
    RowsField,
    ShortcutField,
)
from pilar.schema.catalog import Kind, Link, Table
from pilar.schema.naming import pascal
from pilar.schema.resolvers import ROW_KEY
from pilar.schema.types import TYPE_KEY

MOST_DIGITS: Final = 18
"""Of a whole number that fits into 64 bits, whatever its digits."""


@dataclass(frozen=True)
class RootRead:
    """One root field: its plan, and what to say when the row that it looks for is not there.

    `promised` when the field is non-null: its error takes all data with it.
    """

    root: Root
    missing: Missing | None = None
    promised: bool = False


CODES: Final = (
    "Codes are texts with their dots and zeros, as in '11.10'; look for the row by a filter on its name."
)
WHOLE_NAMES: Final = (
    "Names are whole, as in 'Kota Bandung'; to search, filter the list: `{name: {contains: \"bandung\"}}`."
)


@dataclass(frozen=True)
class Missing:
    """Makes the error of a lookup that found nothing."""

    type_name: str
    argument: str
    value: Parameter

    def error(self, variables: Variables) -> NotFound:
        """Name what was looked for."""
        return NotFound(
            f"There is no {self.type_name} with {self.argument} {self.value.get(variables)!r}.",
            WHOLE_NAMES if self.argument in ("name", "alias") else CODES,
        )


def plan_operation(planning: Planning, selection_set: SelectionSetNode) -> tuple[RootRead | TypeName, ...]:
    """Plan every root field. Raises `NeedsExecutor` when one is, or holds, a Python resolver and no tree is wanted.

    In a tree, root fields of Python are left out: the executor resolves them by itself.
    """
    reads: list[RootRead | TypeName] = []
    for field in select(planning, "Query", [selection_set]):
        if field.name == "__typename":
            reads.append(TypeName(field.key, "Query"))
        elif field.binding is not None:
            promised = isinstance(field.owner.fields[field.name].type, GraphQLNonNull)
            reads.append(replace(_root(planning, field), promised=promised))
        elif not planning.tree:
            raise NeedsExecutor
    return tuple(reads)


def _root(planning: Planning, field: Selected) -> RootRead:
    match field.binding:
        case LookupField(table):
            return RootRead(*_lookup(planning, field, table))
        case RowsField(table, link):
            return RootRead(_page(planning, field, table, link, field.arguments))
        case GroupsField(table, link):
            return RootRead(_aggregation(planning, field, table, link))
        case ShortcutField():
            return RootRead(_shortcut(planning, field, field.binding))
        case NamespaceField(namespace):
            return RootRead(_namespace(planning, field, f"{pascal(namespace)}Query"))
        case NodeField():
            return _node(planning, field)
        case NodesField():
            return RootRead(_nodes(planning, field))
    raise AssertionError(field.binding)


# --- objects -----------------------------------------------------------------------------------------------------


def plan_object(planning: Planning, table: Table, sets: Sequence[SelectionSetNode]) -> Fields:
    """Plan the fields of a row."""
    return _fields(planning, table.type_name, table, sets)


def _fields(
    planning: Planning, type_name: str, table: Table | None, sets: Sequence[SelectionSetNode]
) -> Fields:
    fields: list[Field] = []
    needs_row = False
    for selected in select(planning, type_name, sets):
        if selected.name == "__typename":
            fields.append(TypeName(selected.key, type_name))
        elif selected.binding is not None:
            fields.append(_field(planning, selected))
        elif planning.tree:
            needs_row = True
        else:
            raise NeedsExecutor
    if needs_row and table is not None:
        fields.append(Columns(ROW_KEY, table))
    return tuple(fields)


def _field(planning: Planning, field: Selected) -> Field:
    owner = field.owner.name
    match field.binding:
        case ColumnField(column) if column.kind is Kind.ID:
            return Identity(field.key, owner)
        case ColumnField(column):
            dated = planning.as_of(field.arguments.get("on")) if column.is_dated else planning
            return Leaf(field.key, dated.column(column, _language(planning, field)))
        case PlaceField(table):
            return Place(field.key, mark_of_ids(table))
        case RelationField(relation, target):
            fields = plan_object(planning, target, field.selection_sets)
            required = not relation.nullable and not planning.tree
            return ToOne(field.key, relation, target, fields, required)
        case RowsField(table, link):
            return _page(planning, field, table, link, field.arguments)
        case GroupsField(table, link):
            return _aggregation(planning, field, table, link)
        case ShortcutField():
            return _shortcut(planning, field, field.binding)
        case NamespaceField(namespace):
            return _namespace(planning, field, pascal(namespace) + owner)
        case LookupField(table):
            return _lookup(planning, field, table)[0]
    raise AssertionError(field.binding)


def _language(planning: Planning, field: Selected) -> str:
    value = field.arguments.get("lang")
    if value is None or planning.facts.is_null(value):
        return planning.language
    return str(planning.facts.content(value)).lower()


def _namespace(planning: Planning, field: Selected, type_name: str) -> Namespace:
    table = planning.catalog.by_type.get(field.owner.name)
    return Namespace(field.key, _fields(planning, type_name, table, field.selection_sets))


# --- lists -------------------------------------------------------------------------------------------------------


def _page(
    planning: Planning, field: Selected, table: Table, link: Link | None, arguments: dict[str, Value]
) -> Page:
    planning = planning.as_of(arguments.get("on"))
    paging = read_paging(planning, table, arguments)
    connection = select(planning, f"{table.type_name}Connection", field.selection_sets)
    return Page(
        field.key,
        Source(table, link, read_where(planning, table, arguments.get("where"))),
        paging.order,
        paging.fingerprint,
        paging.limit,
        paging.backward,
        paging.seek,
        tuple(_page_field(planning, table, part) for part in connection),
    )


def _page_field(planning: Planning, table: Table, part: Selected) -> PageField:
    match part.name:
        case "totalCount":
            return TotalCount(part.key)
        case "nodes":
            return Nodes(part.key, plan_object(planning, table, part.selection_sets))
        case "edges":
            edge = select(planning, f"{table.type_name}Edge", part.selection_sets)
            return Edges(part.key, tuple(_edge_field(planning, table, item) for item in edge))
        case "pageInfo":
            info = select(planning, "PageInfo", part.selection_sets)
            return PageInfo(part.key, tuple((item.key, item.name) for item in info))
    return TypeName(part.key, part.owner.name)


def _edge_field(planning: Planning, table: Table, part: Selected) -> Cursor | Node | TypeName:
    match part.name:
        case "cursor":
            return Cursor(part.key)
        case "node":
            return Node(part.key, plan_object(planning, table, part.selection_sets))
    return TypeName(part.key, part.owner.name)


def _aggregation(planning: Planning, field: Selected, table: Table, link: Link | None) -> Aggregation:
    return plan_aggregation(planning, field, table, link, plan_object)


def _shortcut(planning: Planning, field: Selected, way: ShortcutField) -> Page | Lookup:
    arguments = connection_arguments(planning, way.shortcut, field.arguments)
    if way.shortcut.shows == "page":
        return _page(planning, field, way.table, way.link, arguments)
    source = Source(way.table, way.link, read_where(planning, way.table, arguments["where"]))
    fields = plan_object(planning, way.table, field.selection_sets)
    paging = read_paging(replace(planning, max_page=way.shortcut.most), way.table, arguments)
    if way.shortcut.shows == "row":
        return Lookup(field.key, source, fields, paging.order)
    nodes = Nodes(field.key, fields)
    return Page(field.key, source, paging.order, "", paging.limit, False, None, (nodes,), bare=True)


# --- single rows -------------------------------------------------------------------------------------------------


def _lookup(planning: Planning, field: Selected, table: Table) -> tuple[Lookup, Missing]:
    name, value = _way(planning, field, field.arguments)
    fields = plan_object(planning, table, field.selection_sets)
    where = _found_by(planning, table, name, value)
    missing = Missing(table.type_name, name, parameter(value, Kind.STRING))
    return Lookup(field.key, Source(table, None, where), fields), missing


def _way(planning: Planning, field: Selected, arguments: dict[str, Value]) -> tuple[str, Value]:
    given = {name: value for name, value in arguments.items() if not planning.facts.is_null(value)}
    ways = ", ".join(f"`{name}`" for name in field.owner.fields[field.name].args)
    if len(given) != 1:
        raise InvalidArgument(
            f"`{field.name}` needs one way to find its row, not {len(given)}.", f"Give one of {ways}."
        )
    [(name, value)] = given.items()
    if name != "by":
        return name, value
    entries = planning.facts.keys(value)
    if len(entries) != 1 or planning.facts.is_null(next(iter(entries.values()))):
        raise InvalidArgument(
            "`by` needs exactly one key with a value.", 'Write it as `by: {code: "32.73"}`.'
        )
    return next(iter(entries.items()))


def _found_by(planning: Planning, table: Table, name: str, value: Value) -> Predicate:
    if name == "id":
        return _by_id(table, value)
    if name in table.lookups:
        return read_where(planning, table, _filled(table.lookups[name], value))
    column = table.column_by_field[name]
    return Compare(column, "eq", parameter(value, column.kind, CONVERSIONS.get(column.kind)))


def _whole(text: Any) -> int | None:
    """Return the number that a key is written as; null, which no row has, for any other text."""
    is_number = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None


CONVERSIONS: Final = {Kind.INT: _whole, Kind.BIGINT: _whole}
"""What a key that is no text is made of the text that a lookup is given."""


def _filled(template: Any, value: Value) -> Any:
    """Put a value where the template of a lookup says `LOOKUP`, and literals elsewhere."""
    if template is LOOKUP:
        return value
    if isinstance(template, dict):
        return {name: _filled(item, value) for name, item in template.items()}
    return [_filled(item, value) for item in template] if isinstance(template, list) else Fixed(template)


def _by_id(table: Table, value: Value) -> Predicate:
    return Compare(table.identity, "eq", parameter(value, Kind.ID, partial(key_of, table.type_name)))


def _node(planning: Planning, field: Selected) -> RootRead:
    value = field.arguments["id"]
    type_name = planning.facts.content_as(value, _type_in)
    table = _served(planning, str(type_name))
    fields = _node_fields(planning, table, field)
    return RootRead(Lookup(field.key, Source(table, None, _by_id(table, value)), fields))


def _nodes(planning: Planning, field: Selected) -> NodeList:
    value = field.arguments["ids"]
    types = planning.facts.content_as(value, partial(_types_in, planning.max_page))
    tables = [_served(planning, name) for name in types]
    choices = tuple(NodeChoice(table, _node_fields(planning, table, field)) for table in tables)
    ids = gathered(value, Kind.STRING, _pairs) if is_bound(value) else parameter(value, Kind.STRING, _pairs)
    return NodeList(field.key, ids, choices)


def _node_fields(planning: Planning, table: Table, field: Selected) -> Fields:
    fields = plan_object(planning, table, field.selection_sets)
    return (*fields, TypeName(TYPE_KEY, table.type_name)) if planning.tree else fields


def _served(planning: Planning, type_name: str) -> Table:
    if type_name not in planning.catalog.by_type:
        raise InvalidId(
            f"There is no type '{type_name}' for the id.", "Use an `id` that this API gave, unchanged."
        )
    return planning.catalog.by_type[type_name]


def _type_in(text: Any) -> str:
    return split_id(text)[0]


def _types_in(limit: int, ids: Any) -> tuple[str, ...]:
    page_size(limit, "ids", len(ids))
    return tuple(sorted({split_id(text)[0] for text in ids}))


def _pairs(ids: Any) -> str:
    return json.dumps([split_id(text) for text in ids])
