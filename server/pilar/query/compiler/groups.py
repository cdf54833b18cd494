"""An aggregation -> SELECT: one row a group inside, JSON of its keys and measures outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from pilar.query.compiler import conditions
from pilar.query.compiler.clauses import Joins, select
from pilar.query.compiler.scope import Objects, Row, Scope
from pilar.query.dialects import TOO_MANY_GROUPS
from pilar.query.plan import (
    Aggregation,
    GroupField,
    GroupKey,
    Having,
    KeyField,
    KeyObject,
    Measure,
    MeasureField,
    Measures,
    OrderKey,
    TypeName,
)
from pilar.schema.aggregates import SUM
from pilar.schema.catalog import Column, Kind, Relation

MOST_GROUPS: Final = 10_000


def write_aggregation(aggregation: Aggregation, parent: Row | None, objects: Objects) -> str:
    """Write the select of a list of groups."""
    return _Groups(aggregation, parent, Row(objects.scope.alias()), objects, objects.scope).write()


@dataclass
class _Groups:
    """Groups that are being written: `row` is one of them, `measures` names what is measured of it."""

    aggregation: Aggregation
    parent: Row | None
    row: Row
    objects: Objects
    scope: Scope
    measures: dict[Measure, str] = field(default_factory=dict)

    def write(self) -> str:
        dialect, alias, keys = self.scope.dialect, self.row.alias, self.aggregation.groups
        shown = dialect.object([(item.key, self._field(item)) for item in self.aggregation.fields])
        groups = self._inner()
        terms = [f"{alias}.g{number} NULLS LAST" for number in range(len(keys))]
        listed = dialect.array(shown, order="" if dialect.keeps_order else ", ".join(terms))
        if keys:  # a list that was cut off would be taken for the whole
            failed = dialect.fail(TOO_MANY_GROUPS)
            listed = f"CASE WHEN count(*) > {MOST_GROUPS} THEN {failed} ELSE {listed} END"
        return select(listed, f"({groups}) {alias}", self.row.joins, [])

    # --- what is shown of a group ---

    def _field(self, item: GroupField) -> str:
        dialect = self.scope.dialect
        match item:
            case TypeName(_, name):
                return dialect.word(name)
            case MeasureField(_, measure):
                name = self.measures.setdefault(measure, f"m{len(self.measures)}")
                scale = measure.column.scale if measure.column else 0
                return dialect.leaf(f"{self.row.alias}.{name}", _kind_of(measure), scale)
            case Measures(_, fields):
                return dialect.object([(part.key, self._field(part)) for part in fields])
            case KeyObject(_, fields):
                return dialect.object([(part.key, self._key_field(part)) for part in fields])

    def _key_field(self, item: KeyField | TypeName) -> str:
        if isinstance(item, TypeName):
            return self.scope.dialect.word(item.name)
        if item.group is None:
            return self.scope.dialect.nothing
        name = f"{self.row.alias}.g{self.aggregation.groups.index(item.group)}"
        if isinstance(item.group.of, Relation) and item.target is not None:
            return self.objects.reference(self.row, name, item.target, item.fields)
        assert isinstance(item.group.of, Column)
        return self.scope.dialect.leaf(name, item.group.of.kind)

    # --- the groups ---

    def _inner(self) -> str:
        """Write the inner select: one row a group, with the measures that are read of it."""
        scope, source = self.scope, self.aggregation.source
        alias = scope.alias()
        joins = Joins(scope, alias)
        keys = [joins.key(_ordered(group)) for group in self.aggregation.groups]
        columns = [f"{text} AS g{number}" for number, text in enumerate(keys)]
        columns += [f"{self._measure(measure, alias)} AS {name}" for measure, name in self.measures.items()]
        if not keys:
            columns.append("count(*) AS n")  # makes it one group, whatever else is read
        where = conditions.of_source(source, alias, self.parent, scope)
        rest = [
            f"GROUP BY {', '.join(keys)}" if keys else "",
            self._having(alias),
            f"ORDER BY {', '.join(f'{key} NULLS LAST' for key in keys)}" if keys else "",
            f"LIMIT {MOST_GROUPS + 1}" if keys else "",
        ]
        rows = scope.rows(source.table, alias)
        return select(", ".join(columns), rows, joins.texts(), [where], " ".join(filter(None, rest)))

    def _having(self, alias: str) -> str:
        kept = [self._kept(item, alias) for item in self.aggregation.having]
        return "HAVING " + " AND ".join(filter(None, kept)) if any(kept) else ""

    def _kept(self, having: Having, alias: str) -> str:
        """Write a predicate. The measure is written only where something is compared with it: it may bind the day."""
        return conditions.over(
            having.predicate, lambda _: self._compared(having.measure, alias), alias, self.scope
        )

    def _compared(self, measure: Measure, alias: str) -> str:
        expression = self._measure(measure, alias)
        if measure.column is not None and measure.function != "avg":
            return self.scope.dialect.number(expression, measure.column)
        return expression

    def _measure(self, measure: Measure, alias: str) -> str:
        if measure.column is None:
            return "count(*)"
        expression = self.scope.expression(alias, measure.column)
        return self.scope.dialect.measure(measure.function, expression, measure.column)


def _ordered(group: GroupKey) -> OrderKey:
    """Return the key by which groups are ordered; a reference is ordered by its id."""
    column = group.of
    if isinstance(column, Relation):
        column = Column(column.column, column.column, Kind.ID, nullable=True)
    return OrderKey(group.path, column, False)


def _kind_of(measure: Measure) -> Kind:
    if measure.column is None:
        return Kind.INT
    if measure.function == "sum":
        return SUM[measure.column.kind]
    return Kind.FLOAT if measure.function == "avg" else measure.column.kind
