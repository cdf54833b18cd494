"""`Catalog`: what the graph knows of each table, in plain immutable data.

Everything downstream (types, planner, compiler) reads the catalog only; `entities.py` makes it of models. The row
visibility predicate is part of a table here, so that no path can forget it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pilar.commons.shortcut import Shortcut

if TYPE_CHECKING:
    from pilar.schema.formulas import Formula


LANGUAGES: Final = ("id", "en")


class Kind(enum.Enum):
    """What a column holds: the GraphQL scalar, and how each dialect writes it as JSON."""

    STRING = "String"
    INT = "Int"
    BIGINT = "BigInt"
    FLOAT = "Float"
    BOOLEAN = "Boolean"
    DATE = "Date"
    DATETIME = "DateTime"
    DECIMAL = "Decimal"
    ENUM = "Enum"
    ID = "ID"


NUMBERS: Final = frozenset({Kind.INT, Kind.BIGINT, Kind.FLOAT, Kind.DECIMAL})


@dataclass(frozen=True)
class Column:
    """One leaf field. A bilingual one has a SQL column for each language: see `in_language`.

    `scale` is the number of digits behind the point of a decimal. One with a `formula` is calculated, not stored.
    The `description` ends with the `unit`.
    """

    name: str
    field: str
    kind: Kind
    nullable: bool
    description: str = ""
    enum: type[enum.Enum] | None = None
    translations: tuple[tuple[str, str], ...] = ()
    fallback: str | None = None
    scale: int = 0
    formula: Formula | None = None
    unit: str = ""

    @property
    def is_dated(self) -> bool:
        """Tell whether its value depends on the day that is asked for."""
        return self.formula is not None and self.formula.dated

    def in_language(self, language: str) -> Column:
        """Return the column of one language, with another one's to fall back on; other columns stay as they are."""
        if not self.translations:
            return self
        names = dict(self.translations)
        always_there = language == LANGUAGES[0] and not self.nullable
        other = None if always_there else next(name for code, name in self.translations if code != language)
        return replace(self, name=names[language], fallback=other, translations=())


@dataclass(frozen=True)
class Relation:
    """A foreign key seen from its own table: one row of `target`, whose id is in `column`."""

    field: str
    column: str
    target: str
    nullable: bool
    description: str = ""
    back: str | None = None


@dataclass(frozen=True)
class Link:
    """A foreign key seen from the other side: many rows of `table`, whose `column` holds this row's id."""

    field: str
    table: str
    column: str
    namespace: str
    description: str = ""


@dataclass(frozen=True)
class Feed:
    """A subscription: its field on `Subscription`, and the reference whose row it asks for by code."""

    field: str
    about: Relation


@dataclass(frozen=True)
class Table:
    """One table of the graph. A view has a `select`, the text of which stands for its rows."""

    name: str
    type_name: str
    singular: str
    plural: str
    namespace: str
    description: str
    columns: tuple[Column, ...]
    relations: tuple[Relation, ...]
    key: tuple[str, ...]
    lookups: Mapping[str, Any] = field(hash=False)
    has_visibility: bool
    source: str
    max_page: int = 0
    shortcuts: tuple[Shortcut, ...] = field(default=(), hash=False)
    links: tuple[Link, ...] = ()
    select: str = ""
    reads: frozenset[str] = frozenset()
    feed: Feed | None = None

    expressions: tuple[Column, ...] = ()

    @property
    def rows(self) -> str:
        """What a statement reads the rows from: the table, or the SELECT of the view."""
        return f"({self.select})" if self.select else self.name

    @cached_property
    def leaves(self) -> tuple[Column, ...]:
        """The stored columns and the calculated ones."""
        return (*self.columns, *self.expressions)

    @cached_property
    def is_dated(self) -> bool:
        """Tell whether a calculated column depends on the day that is asked for."""
        return any(column.is_dated for column in self.expressions)

    @cached_property
    def identity(self) -> Column:
        """The primary key as a field: the global id."""
        return Column("id", "id", Kind.ID, nullable=False, description="Global identifier: opaque, stable.")

    @cached_property
    def column_by_field(self) -> Mapping[str, Column]:
        """Every leaf field by its GraphQL name, the global id among them."""
        return {column.field: column for column in (self.identity, *self.leaves)}

    @cached_property
    def relation_by_field(self) -> Mapping[str, Relation]:
        """Every to-one field by its GraphQL name."""
        return {relation.field: relation for relation in self.relations}

    def links_of(self, namespace: str) -> tuple[Link, ...]:
        """The to-many fields that appear under `namespace` on this type; '' for those on the type itself."""
        return tuple(link for link in self.links if link.namespace == namespace)

    @cached_property
    def link_namespaces(self) -> tuple[str, ...]:
        """The plugins that extend this type, sorted."""
        return tuple(sorted({link.namespace for link in self.links if link.namespace}))


@dataclass(frozen=True)
class Catalog:
    """All tables of the graph, by SQL name."""

    tables: Mapping[str, Table]

    def of_namespace(self, namespace: str) -> tuple[Table, ...]:
        """The tables of one plugin; '' for those of the core."""
        return tuple(table for table in self.tables.values() if table.namespace == namespace)

    @cached_property
    def namespaces(self) -> tuple[str, ...]:
        """Every namespace that has tables, sorted, without the core's."""
        return tuple(sorted({table.namespace for table in self.tables.values() if table.namespace}))

    @cached_property
    def by_type(self) -> Mapping[str, Table]:
        """The tables by GraphQL type name."""
        return {table.type_name: table for table in self.tables.values()}
