"""SQLModel tables -> `Catalog`: the only place that inspects a model, and that says what the graph cannot show."""

from __future__ import annotations

import datetime
import decimal
import enum
import inspect
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from pilar.commons.entity import Entity, ExactDecimal, UtcDateTime, table_of
from pilar.errors import InvalidTable
from pilar.plugins.manifest import namespace_of
from pilar.schema.catalog import LANGUAGES, Catalog, Column, Feed, Kind, Link, Relation, Table
from pilar.schema.naming import camel, lower_first, pascal, plural
from pilar.schema.views import as_view

HIDDEN_COLUMNS: Final = ("id", "visibility")


def make_catalog(entities: Iterable[type[Entity]]) -> Catalog:
    """Describe `entities`. Raises `InvalidTable` for one that GraphQL cannot show, naming table, column and file."""
    tables: dict[str, Table] = {}
    for entity in entities:
        table = _table(entity)
        tables[table.name] = as_view(table, entity.__view__, tables) if entity.__view__ else table
    linked: dict[str, list[Link]] = {name: [] for name in tables}
    for table in tables.values():
        _check_feed(table, tables)
        for relation in table.relations:
            if relation.target not in tables:
                raise InvalidTable(
                    f"{table.type_name}.{relation.field} refers to the table '{relation.target}', which is not served.",
                    f"Register it, or name its plugin in `requires-plugins` ({table.source}).",
                )
            link = _link(table, relation, tables[relation.target])
            if link is not None:
                linked[relation.target].append(link)
    return Catalog({name: _with_links(table, linked[name]) for name, table in tables.items()})


def _table(entity: type[Entity]) -> Table:
    namespace = namespace_of(entity.__module__)
    sql = table_of(entity)
    singular = lower_first(entity.__name__)
    source = _source(entity)
    leaves = [
        column for column in sql.columns if not column.foreign_keys and column.name not in HIDDEN_COLUMNS
    ]
    described = {name: info.description or "" for name, info in entity.model_fields.items()}
    relations = tuple(_relations(sql, described))
    return Table(
        name=sql.name,
        type_name=pascal(namespace) + entity.__name__,
        singular=singular,
        plural=lower_first(camel(entity.__plural__)) or plural(singular),
        namespace=namespace,
        description=_required_description(entity, source),
        columns=tuple(_columns(leaves, described, source)),
        relations=relations,
        key=entity.__key__,
        lookups=entity.__lookups__,
        has_visibility="visibility" in sql.columns,
        source=source,
        max_page=entity.__max_page__,
        shortcuts=entity.__shortcuts__,
        reads=frozenset({sql.name}),
        feed=_feed(entity, namespace, relations, source),
    )


def _feed(entity: type[Entity], namespace: str, relations: Iterable[Relation], source: str) -> Feed | None:
    if entity.__subscription__ is None:
        return None
    name, wanted = entity.__subscription__
    for relation in relations:
        if relation.field == wanted and not relation.nullable and not entity.__view__:
            return Feed(lower_first(pascal(namespace) + name[:1].upper() + name[1:]), relation)
    raise InvalidTable(
        f"{source} cannot tell of its rows by a subscription about '{wanted}'.",
        'Name a required reference of a table that is no view, as in `("assessmentChanged", "region")`.',
    )


def _columns(leaves: list[sa.Column[Any]], described: Mapping[str, str], source: str) -> Iterable[Column]:
    names = {column.name for column in leaves}
    for column in leaves:
        stem, _, language = column.name.rpartition("_")
        pair = {code: f"{stem}_{code}" for code in LANGUAGES}
        if stem and names.issuperset(pair.values()) and language in LANGUAGES:
            if language == "id":
                described_as = described.get(pair["id"]) or described.get(pair["en"], "")
                yield Column(
                    column.name,
                    camel(stem),
                    Kind.STRING,
                    bool(column.nullable),
                    described_as,
                    translations=tuple(pair.items()),
                )
            continue
        kind, members = _kind(column, source)
        unit = column.info.get("unit") or ""
        text = with_unit(described.get(column.name, ""), unit)
        scale = _scale(column.type, source) if kind is Kind.DECIMAL else 0
        yield Column(
            column.name,
            camel(column.name),
            kind,
            bool(column.nullable),
            text,
            members,
            scale=scale,
            unit=unit,
        )


def _relations(sql: sa.Table, described: Mapping[str, str]) -> Iterable[Relation]:
    for column in sql.columns:
        for key in column.foreign_keys:
            name = column.name.removesuffix("_id")
            target = key.target_fullname.partition(".")[0]
            text, back = described.get(column.name, ""), column.info.get("back")
            yield Relation(camel(name), column.name, target, bool(column.nullable), text, back)


def _check_feed(table: Table, tables: Mapping[str, Table]) -> None:
    if table.feed is None or table.feed.about.target not in tables:
        return
    about = tables[table.feed.about.target]
    if len(about.key) != 1 or about.key[0] not in {column.name for column in about.columns}:
        raise InvalidTable(
            f"A subscription of {table.source} cannot ask for '{table.feed.about.field}', which has no code.",
            "Refer to a table whose `__key__` is one column, as that of regions.",
        )


def _link(table: Table, relation: Relation, target: Table) -> Link | None:
    """Name the other side of a foreign key. A plugin may extend its own types and the core's, nobody else's."""
    if target.namespace not in ("", table.namespace):
        return None
    namespace = "" if target.namespace == table.namespace else table.namespace
    return Link(_back(table, relation, target), table.name, relation.column, namespace, table.description)


def _back(table: Table, relation: Relation, target: Table) -> str:
    """`powerPlants`; where a table refers twice to one target, `wasteFlowsAsDestination` for the less obvious one."""
    if relation.back:
        return camel(relation.back)
    siblings = [other for other in table.relations if other.target == relation.target and not other.back]
    if len(siblings) == 1 or relation.field == target.singular:
        return table.plural
    return f"{table.plural}As{relation.field[:1].upper()}{relation.field[1:]}"


def _with_links(table: Table, links: list[Link]) -> Table:
    return replace(table, links=tuple(sorted(links, key=lambda link: (link.namespace, link.field))))


def _kind(column: sa.Column[Any], source: str) -> tuple[Kind, type[enum.Enum] | None]:
    if isinstance(column.type, sa.Enum) and column.type.enum_class is not None:
        return Kind.ENUM, column.type.enum_class
    if isinstance(column.type, sa.BigInteger):
        return Kind.BIGINT, None
    kind = KIND_OF_TYPE.get(_python_type(column.type))
    if kind is None:
        raise InvalidTable(
            f"Column '{column.name}' of {source} has the type {column.type!r}, which GraphQL cannot show.",
            f"Use one of {', '.join(sorted(python.__name__ for python in KIND_OF_TYPE))} or an enum.",
        )
    return kind, None


def _scale(type_: sa.types.TypeEngine[Any], source: str) -> int:
    if isinstance(type_, ExactDecimal):
        return type_.scale
    raise InvalidTable(
        f"A decimal column of {source} does not say how many digits it has behind the point.",
        "Declare it with `column(scale=2)`.",
    )


def _python_type(type_: sa.types.TypeEngine[Any]) -> type:
    if isinstance(type_, UtcDateTime):
        return datetime.datetime
    if isinstance(type_, sa.Interval):  # a decorator of moments, which a duration is not
        return datetime.timedelta
    return _python_type(type_.impl_instance) if isinstance(type_, sa.TypeDecorator) else type_.python_type


KIND_OF_TYPE: Final[Mapping[type, Kind]] = {
    str: Kind.STRING,
    int: Kind.INT,
    float: Kind.FLOAT,
    bool: Kind.BOOLEAN,
    datetime.date: Kind.DATE,
    datetime.datetime: Kind.DATETIME,
    decimal.Decimal: Kind.DECIMAL,
}


def with_unit(description: str, unit: str | None) -> str:
    """Say the unit behind a description."""
    return f"{description} Unit: {unit}.".strip() if unit else description


def _required_description(entity: type[Entity], source: str) -> str:
    text = inspect.cleandoc(entity.__dict__.get("__doc__") or "")
    if not text:
        raise InvalidTable(
            f"Table {source} has no docstring.",
            "Write one for a foreign analyst: what a row is, its period, its source.",
        )
    return text


def _source(entity: type[Entity]) -> str:
    """Where an author finds the class: `pilar_environment.power_plant.PowerPlant`."""
    return f"{entity.__module__}.{entity.__qualname__}"
