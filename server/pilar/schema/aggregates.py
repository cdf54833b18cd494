"""Tables -> aggregate types: count, sum, avg, min, max, `groupBy` columns and to-one columns, `having`."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import strawberry

from pilar.schema.catalog import NUMBERS, Catalog, Column, Kind, Relation, Table
from pilar.schema.descriptions import in_unit
from pilar.schema.filters import PYTHON
from pilar.schema.generate import Field, Workshop
from pilar.schema.naming import constant

GROUPABLE: Final = frozenset({Kind.STRING, Kind.INT, Kind.BOOLEAN, Kind.DATE, Kind.ENUM})
GROUPABLE_BEHIND: Final = frozenset({Kind.ENUM, Kind.BOOLEAN})
MEASURABLE: Final = frozenset({*NUMBERS, Kind.DATE, Kind.DATETIME})
SUM: Final = {
    Kind.INT: Kind.BIGINT,
    Kind.BIGINT: Kind.BIGINT,
    Kind.FLOAT: Kind.FLOAT,
    Kind.DECIMAL: Kind.DECIMAL,
}


@dataclass(frozen=True)
class Grouping:
    """One thing that rows can be grouped by: `REGION_PARENT`, `regionParent`, region -> parent."""

    name: str
    field: str
    path: tuple[tuple[Relation, Table], ...]
    of: Column | Relation


def groupings(catalog: Catalog, table: Table) -> tuple[Grouping, ...]:
    """Return what rows of `table` can be grouped by, columns first."""
    return tuple(
        {grouping.name: grouping for grouping in reversed(list(_groupings(catalog, table)))}.values()
    )[::-1]


def _groupings(catalog: Catalog, table: Table) -> Iterator[Grouping]:
    for column in table.leaves:
        if column.kind in GROUPABLE and not column.translations:
            yield Grouping(constant(column.field), column.field, (), column)
    for relation in table.relations:
        yield Grouping(constant(relation.field), relation.field, (), relation)
    for relation in table.relations:
        target = catalog.tables[relation.target]
        behind: list[Column | Relation] = [item for item in target.columns if item.kind in GROUPABLE_BEHIND]
        for of in [*behind, *target.relations]:
            field = relation.field + of.field[:1].upper() + of.field[1:]
            yield Grouping(constant(field), field, ((relation, target),), of)


def measured(table: Table, function: str) -> Iterator[tuple[Column, Kind]]:
    """Yield the columns that `function` applies to, and the kind of its result."""
    for column in table.leaves:
        if function == "sum" and column.kind in SUM:
            yield column, SUM[column.kind]
        elif function == "avg" and column.kind in NUMBERS:
            yield column, Kind.FLOAT
        elif function in ("min", "max") and column.kind in MEASURABLE:
            yield column, column.kind


def add_aggregate(workshop: Workshop, catalog: Catalog, table: Table, enums: dict[type, str]) -> None:
    """Make `<Type>Aggregate`, `<Type>Group`, `<Type>Key`, `<Type>Having` and the objects of its measures."""
    name, source = table.type_name, table.source
    ways = groupings(catalog, table)
    make_enum: Any = enum.Enum  # mypy wants the names of an enum written out
    group = make_enum(f"{name}Group", {way.name: way.name for way in ways} or {"NOTHING": "NOTHING"})
    workshop.add(
        f"{name}Group", strawberry.enum(group, name=f"{name}Group", description="What to group by."), source
    )
    keys = [Field(way.field, f"{_key_type(catalog, way, enums)} | None") for way in ways]
    text = f"What the rows of a group of {name} share; null where it was not grouped by."
    workshop.object(f"{name}Key", keys or [Field("nothing", "bool | None")], text, source)
    measures = [_measures(workshop, table, function) for function in ("sum", "avg", "min", "max")]
    fields = [
        Field("key", f"{name}Key", "What the rows of the group share."),
        Field("count", "int", "The number of rows."),
        *(field for field in measures if field),
    ]
    workshop.object(f"{name}Aggregate", fields, f"One group of {name}.", source)
    _add_having(workshop, table)


def _measures(workshop: Workshop, table: Table, function: str) -> Field | None:
    words = {"sum": "Sum", "avg": "Average", "min": "Extreme", "max": "Extreme"}
    kinds = list(measured(table, function))
    if not kinds:
        return None
    name = f"{table.type_name}{words[function]}"
    if name not in workshop:
        fields = [
            Field(column.field, f"{PYTHON[kind]} | None", in_unit(column.unit)) for column, kind in kinds
        ]
        workshop.object(name, fields, f"The {function} of columns over a group, without nulls.", table.source)
    return Field(function, name, f"The {function} of a column; null where no row has a value.")


def _add_having(workshop: Workshop, table: Table) -> None:
    fields = [Field("count", "IntFilter", "Conditions on the number of rows.")]
    numbers = [column for column in table.leaves if column.kind in NUMBERS]
    if numbers:
        name = f"{table.type_name}MeasureFilter"
        conditions = [Field(column.field, "FloatFilter", in_unit(column.unit)) for column in numbers]
        workshop.input(
            name, conditions, "Conditions on a measure: all that are given must hold.", table.source
        )
        fields += [Field(function, name) for function in ("sum", "avg", "min", "max")]
    workshop.input(
        f"{table.type_name}Having", fields, "Which groups: all that is given must hold.", table.source
    )


def _key_type(catalog: Catalog, way: Grouping, enums: dict[type, str]) -> Any:
    if isinstance(way.of, Relation):
        return catalog.tables[way.of.target].type_name
    return enums[way.of.enum] if way.of.enum else PYTHON[way.of.kind]
