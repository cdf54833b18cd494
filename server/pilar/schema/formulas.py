"""Expressions of tables -> formulas: their names resolved to columns, other formulas and the tables that they read."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from string import Formatter
from typing import Final

from pilar.commons.entity import Entity
from pilar.commons.expression import Expression, expressions_of
from pilar.errors import InvalidTable
from pilar.schema.catalog import Catalog, Column, Kind, Table
from pilar.schema.entities import KIND_OF_TYPE, with_unit
from pilar.schema.naming import camel, pascal

DAY: Final = "day"
ON: Final = "on"
UNBRACED: Final = re.compile(r"\b(?:from|join)\s+[a-z_\"]", re.IGNORECASE)


@dataclass(frozen=True)
class Stored:
    """A stored column of the row that `alias` names: the formula's own when it is empty."""

    alias: str
    column: Column
    as_day: bool


@dataclass(frozen=True)
class Derived:
    """Another formula, of the row that `alias` names."""

    alias: str
    formula: Formula
    as_day: bool


@dataclass(frozen=True)
class Rows:
    """The visible rows of a table, each named `alias`."""

    alias: str
    table: Table


@dataclass(frozen=True)
class Moment:
    """The day that was asked for."""

    as_day: bool


Part = str | Stored | Derived | Rows | Moment


@dataclass(frozen=True, eq=False)
class Formula:
    """An expression, resolved. `columns` are those of its own row that it reads; a `dated` one depends on the day."""

    parts: tuple[Part, ...]
    columns: tuple[str, ...]
    dated: bool


def add_expressions(catalog: Catalog, entities: Iterable[type[Entity]]) -> Catalog:
    """Add the expressions of `entities` to their tables. Raises `InvalidTable` for one that cannot be resolved."""
    resolver = _Resolver(catalog, {str(entity.__tablename__): entity for entity in entities})
    return Catalog({name: resolver.completed(table) for name, table in catalog.tables.items()})


class _Resolver:
    """Resolves each expression once, and those that it mentions before it."""

    def __init__(self, catalog: Catalog, entities: Mapping[str, type[Entity]]) -> None:
        self._catalog = catalog
        self._declared = {
            (table, name): (item, text)
            for table, entity in entities.items()
            for name, item, text in expressions_of(entity)
        }
        self._formulas: dict[tuple[str, str], Formula | None] = {}

    def completed(self, table: Table) -> Table:
        """Return a table with its expressions as columns that carry a formula."""
        names = [name for of, name in self._declared if of == table.name]
        return replace(table, expressions=tuple(self._column(table, name) for name in names))

    def _column(self, table: Table, name: str) -> Column:
        item, text = self._declared[table.name, name]
        is_enum = issubclass(item.type, enum.Enum)
        kind = Kind.ENUM if is_enum else KIND_OF_TYPE.get(item.type)
        if kind is None:
            raise self._refused(table, name, f"has the type {item.type.__name__}, which GraphQL cannot show")
        if not text:
            raise self._refused(table, name, "has no docstring under it")
        members = item.type if is_enum else None
        return Column(
            name,
            camel(name),
            kind,
            True,
            with_unit(text, item.unit),
            members,
            scale=item.scale,
            formula=self._formula(table, name),
            unit=item.unit or "",
        )

    def _formula(self, table: Table, name: str) -> Formula:
        key = (table.name, name)
        if key not in self._formulas:
            self._formulas[key] = None
            self._formulas[key] = self._resolved(table, name, self._declared[key][0])
        found = self._formulas[key]
        if found is None:
            raise self._refused(table, name, "rests on itself")
        return found

    def _resolved(self, table: Table, name: str, item: Expression) -> Formula:
        if UNBRACED.search(re.sub(r"\{[^}]*\}", "{", item.sql)):
            raise self._refused(
                table, name, "reads a table that does not stand in braces, as in `FROM {Report r}`"
            )
        try:
            pieces = list(Formatter().parse(item.sql))
        except ValueError as error:
            raise self._refused(table, name, f"cannot be read: {error}") from error
        scopes = {"": table, **dict(self._scopes(table, name, [field for _, field, _, _ in pieces if field]))}
        parts: list[Part] = []
        for text, field, spec, _ in pieces:
            parts += [text] if text else []
            parts += [self._part(table, name, scopes, field, spec or "")] if field is not None else []
        return Formula(tuple(parts), tuple(dict.fromkeys(_own_columns(parts))), any(map(_is_dated, parts)))

    def _scopes(self, table: Table, name: str, fields: Iterable[str]) -> Iterator[tuple[str, Table]]:
        for field in fields:
            type_name, _, alias = field.partition(" ")
            if alias:
                own, core = pascal(table.namespace) + type_name, type_name
                found = self._catalog.by_type.get(own) or self._catalog.by_type.get(core)
                if found is None:
                    raise self._refused(
                        table, name, f"reads `{type_name}`, which is no table of the plugin or the core"
                    )
                yield alias, found

    def _part(self, table: Table, name: str, scopes: Mapping[str, Table], field: str, spec: str) -> Part:
        if spec not in ("", DAY):
            raise self._refused(table, name, f"says `:{spec}` in braces; only `:{DAY}` is known")
        if field == ON:
            return Moment(spec == DAY)
        if " " in field:
            alias = field.partition(" ")[2]
            return Rows(alias, scopes[alias])
        alias, _, column = field.rpartition(".")
        of = scopes.get(alias)
        if of is not None and (of.name, column) in self._declared:
            return Derived(alias, self._formula(of, column), spec == DAY)
        stored = _stored_columns(of).get(column) if of else None
        if stored is None:
            raise self._refused(table, name, f"names `{field}`, which is no column of it")
        return Stored(alias, stored, spec == DAY)

    def _refused(self, table: Table, name: str, why: str) -> InvalidTable:
        return InvalidTable(
            f"Expression '{name}' of {table.source} {why}.", "See `expression` in docs/plugins.md, section 7."
        )


def _stored_columns(table: Table) -> dict[str, Column]:
    """Every column that an expression may read, by its name in SQL: keys, references and each language's text."""
    keys = ["id", *(relation.column for relation in table.relations)]
    texts = [name for column in table.columns for _, name in column.translations]
    plain = {name: Column(name, name, Kind.INT, True) for name in keys}
    plain |= {name: Column(name, name, Kind.STRING, True) for name in texts}
    return plain | {column.name: column for column in table.columns if not column.translations}


def _own_columns(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Stored) and not part.alias:
            yield part.column.name
        elif isinstance(part, Derived) and not part.alias:
            yield from part.formula.columns


def _is_dated(part: Part) -> bool:
    return isinstance(part, Moment) or (isinstance(part, Derived) and part.formula.dated)
