"""Single rows -> SELECT: one that is looked up, or some of several types by their ids."""

from __future__ import annotations

from pilar.query import keyset
from pilar.query.compiler import conditions
from pilar.query.compiler.clauses import Joins, select
from pilar.query.compiler.scope import Objects, Row, Scope
from pilar.query.plan import Compare, Lookup, NodeChoice, NodeList, Source
from pilar.schema.catalog import Kind


def write_lookup(lookup: Lookup, parent: Row | None, objects: Objects) -> str:
    """Write the select of one row, or none."""
    scope = objects.scope
    row = Row(scope.alias())
    shown = objects.object(lookup.fields, row)
    rows = scope.rows(lookup.source.table, row.alias)
    if finds_one(lookup.source):
        return select(shown, rows, row.joins, [conditions.of_source(lookup.source, row.alias, parent, scope)])
    found = scope.alias()
    joined = f"{scope.dialect.join_to_page} {rows} ON {row.alias}.id = {found}.id"
    return select(shown, f"({_first(lookup, parent, scope)}) {found}", [joined, *row.joins], [])


def finds_one(source: Source) -> bool:
    """Tell whether a predicate is on what is unique: the primary key, or a natural key of one column."""
    return (
        isinstance(source.where, Compare)
        and source.where.operator == "eq"
        and (source.where.column.kind is Kind.ID or (source.where.column.name,) == source.table.key)
    )


def _first(lookup: Lookup, parent: Row | None, scope: Scope) -> str:
    """Write the select of the id that comes first. It stands inside, for JSON that is sorted becomes text."""
    alias = scope.alias()
    joins = Joins(scope, alias)
    terms = [keyset.term(joins.key(key), key, backward=False) for key in lookup.order]
    ordered = ", ".join(terms) or f"{alias}.id"
    where = conditions.of_source(lookup.source, alias, parent, scope)
    rows = scope.rows(lookup.source.table, alias)
    return select(f"{alias}.id", rows, joins.texts(), [where], f"ORDER BY {ordered} LIMIT 1")


def write_node_list(nodes: NodeList, objects: Objects) -> str:
    """Write the select of rows of several types in the order of their ids."""
    scope = objects.scope
    alias = scope.alias()
    item, type_name, key, place = scope.dialect.ids(scope.bind(nodes.ids), alias)
    choices = [_choice(choice, key, objects) for choice in nodes.choices]
    shown = f"CASE {type_name} {' '.join(choices)} END" if choices else scope.dialect.nothing
    return f"SELECT {scope.dialect.array(shown, order=place)} FROM {item}"


def _choice(choice: NodeChoice, key: str, objects: Objects) -> str:
    """Write the branch of a CASE by the names of types: the row of one type that has the id `key`."""
    scope = objects.scope
    row = Row(scope.alias())
    shown = objects.object(choice.fields, row)
    where = scope.visible(row.alias, choice.table, f"{row.alias}.id = {key}")
    found = select(shown, scope.rows(choice.table, row.alias), row.joins, [where])
    return f"WHEN {scope.dialect.text(choice.table.type_name)} THEN ({found})"
