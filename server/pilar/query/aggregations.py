"""An aggregate field -> `Aggregation`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graphql import SelectionSetNode, get_named_type

from pilar.query.parameters import refuse_null
from pilar.query.plan import (
    Aggregation,
    Fields,
    GroupField,
    GroupKey,
    Having,
    KeyField,
    KeyObject,
    Measure,
    MeasureField,
    Measures,
    Source,
    TypeName,
)
from pilar.query.planning import Planning, Selected, select
from pilar.query.predicates import read_conditions, read_where
from pilar.query.values import Value
from pilar.schema.aggregates import Grouping, groupings
from pilar.schema.catalog import Column, Kind, Link, Relation, Table

PlanObject = Callable[[Planning, Table, Sequence[SelectionSetNode]], Fields]


def plan_aggregation(
    planning: Planning, field: Selected, table: Table, link: Link | None, plan_object: PlanObject
) -> Aggregation:
    """Plan `<plural>Aggregate`; `plan_object` plans the rows that its keys refer to.

    Raises `InvalidArgument` for nulls in its arguments.
    """
    arguments = field.arguments
    planning = planning.as_of(arguments.get("on"))
    ways = {way.name: way for way in groupings(planning.catalog, table)}
    chosen = {
        way.field: _group_key(planning, way) for way in _chosen(planning, ways, arguments.get("groupBy"))
    }
    selected = select(planning, f"{table.type_name}Aggregate", field.selection_sets)
    return Aggregation(
        field.key,
        Source(table, link, read_where(planning, table, arguments.get("where"))),
        tuple(chosen.values()),
        tuple(_having(planning, table, arguments.get("having"))),
        tuple(_group_field(planning, table, part, chosen, plan_object) for part in selected),
    )


def _chosen(planning: Planning, ways: dict[str, Grouping], value: Value | None) -> Iterator[Grouping]:
    if value is None or planning.facts.is_null(value):
        return
    for item in planning.facts.items(value):
        yield ways[str(planning.facts.content(item))]


def _group_key(planning: Planning, way: Grouping) -> GroupKey:
    of = planning.column(way.of) if isinstance(way.of, Column) else way.of
    return GroupKey(way.field, way.path, of)


def _group_field(
    planning: Planning, table: Table, part: Selected, chosen: dict[str, GroupKey], plan_object: PlanObject
) -> GroupField:
    if part.name == "__typename":
        return TypeName(part.key, part.owner.name)
    if part.name == "count":
        return MeasureField(part.key, Measure("count", None))
    type_name = _type_behind(part)
    selected = select(planning, type_name, part.selection_sets)
    if part.name == "key":
        return KeyObject(
            part.key, tuple(_key_field(planning, item, chosen, plan_object) for item in selected)
        )
    return Measures(part.key, tuple(_measure_field(planning, table, part.name, item) for item in selected))


def _type_behind(part: Selected) -> str:
    return str(get_named_type(part.owner.fields[part.name].type).name)


def _measure_field(
    planning: Planning, table: Table, function: str, item: Selected
) -> MeasureField | TypeName:
    if item.name == "__typename":
        return TypeName(item.key, item.owner.name)
    return MeasureField(item.key, Measure(function, planning.column(table.column_by_field[item.name])))


def _key_field(
    planning: Planning, item: Selected, chosen: dict[str, GroupKey], plan_object: PlanObject
) -> KeyField | TypeName:
    if item.name == "__typename":
        return TypeName(item.key, item.owner.name)
    group = chosen.get(item.name)
    if group is None or not isinstance(group.of, Relation):
        return KeyField(item.key, group, None, ())
    target = planning.catalog.tables[group.of.target]
    return KeyField(item.key, group, target, plan_object(planning, target, item.selection_sets))


def _having(planning: Planning, table: Table, value: Value | None) -> Iterator[Having]:
    if value is None or planning.facts.is_null(value):
        return
    for function, content in planning.facts.keys(value).items():
        if planning.facts.is_null(content):
            raise refuse_null(f"having.{function}")
        if function == "count":
            yield _condition(planning, table, Measure("count", None), content)
        else:
            for name, conditions in planning.facts.keys(content).items():
                measure = Measure(function, planning.column(table.column_by_field[name]))
                yield _condition(planning, table, measure, conditions)


def _condition(planning: Planning, table: Table, measure: Measure, value: Value) -> Having:
    name = measure.column.field if measure.column else "count"
    if planning.facts.is_null(value):
        raise refuse_null(f"having.{name}")
    result = Column(name, name, Kind.FLOAT if measure.column else Kind.INT, nullable=True)
    return Having(measure, read_conditions(planning, table, result, value))
