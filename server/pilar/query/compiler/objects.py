"""The fields of a row -> the JSON object of it.

A reference is a LEFT JOIN behind the page or row it belongs to; a list, groups, or a single row of another table is
a subquery.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pilar.query.compiler.connections import write_page
from pilar.query.compiler.groups import write_aggregation
from pilar.query.compiler.lookups import write_lookup
from pilar.query.compiler.scope import Row, Scope
from pilar.query.dialects import DANGLING
from pilar.query.plan import (
    Aggregation,
    Columns,
    Field,
    Identity,
    Leaf,
    Lookup,
    Namespace,
    Page,
    Place,
    ToOne,
    TypeName,
)
from pilar.schema.catalog import Column, Kind, Table


@dataclass(frozen=True)
class ObjectWriter:
    """Writes the rows of one statement as JSON."""

    scope: Scope

    def object(self, fields: Sequence[Field], row: Row) -> str:
        """Write the JSON object of a row."""
        return self.scope.dialect.object([(item.key, self._field(item, row)) for item in fields])

    def _field(self, item: Field, row: Row) -> str:
        dialect = self.scope.dialect
        match item:
            case Leaf(_, column):
                return self._leaf(row, column)
            case Identity(_, type_name):
                return dialect.identity(type_name, self.scope.name(row, "id"))
            case Place(_, mark):
                return dialect.cursor(mark, [(self.scope.name(row, "id"), Kind.ID)])
            case TypeName(_, name):
                return dialect.word(name)
            case ToOne(_, relation, target, fields, required):
                return self.reference(row, self.scope.name(row, relation.column), target, fields, required)
            case Namespace(_, fields):
                return self.object(fields, row)
            case Columns(_, table):
                return self._all_columns(row, table)
            case Page():
                return f"({write_page(item, row, self)})"
            case Aggregation():
                return f"({write_aggregation(item, row, self)})"
            case Lookup():
                return f"({write_lookup(item, row, self)})"

    def _leaf(self, row: Row, column: Column) -> str:
        dialect = self.scope.dialect
        value = self.scope.value(row, column)
        if column.formula is None or column.kind not in dialect.written_repeatedly:
            return dialect.leaf(value, column.kind, column.scale)
        alias = self.scope.alias()
        leaf = dialect.leaf(f"{alias}.x", column.kind, column.scale)
        return f"(SELECT {leaf} FROM (SELECT {value} AS x) {alias})"

    def reference(
        self, row: Row, key: str, target: Table, fields: Sequence[Field], required: bool = False
    ) -> str:
        """Join the row behind a foreign key; a join has a limit, beyond which a subquery does it."""
        dialect = self.scope.dialect
        alias = self.scope.alias()
        rows = self.scope.rows(target, alias)
        on = self.scope.visible(alias, target, f"{dialect.name_of(alias, 'id')} = {key}")
        if len(row.joins) < dialect.tables_of_join:
            row.joins.append(f"LEFT JOIN {rows} ON {on}")
            shown = self.object(fields, Row(alias, joins=row.joins))
            otherwise = f" ELSE {dialect.fail(DANGLING)}" if required else ""
            return f"CASE WHEN {dialect.name_of(alias, 'id')} IS NOT NULL THEN {shown}{otherwise} END"
        inner = Row(alias)
        shown = self.object(fields, inner)
        subquery = f"(SELECT {shown} FROM {rows} {' '.join(inner.joins)} WHERE {on})"
        return f"coalesce({subquery}, {dialect.fail(DANGLING)})" if required else subquery

    def _all_columns(self, row: Row, table: Table) -> str:
        """Write all that is stored of a row: what a plugin's resolver is given."""
        leaf, name_of = self.scope.dialect.leaf, self.scope.name
        keys = ("id", *(item.column for item in table.relations))
        pairs = [(name, leaf(name_of(row, name), Kind.ID)) for name in keys]
        for column in table.columns:
            kind = Kind.INT if column.kind is Kind.BIGINT else column.kind
            for name in [name for _, name in column.translations] or [column.name]:
                pairs.append((name, leaf(name_of(row, name), kind, column.scale)))
        return self.scope.dialect.object(pairs)
