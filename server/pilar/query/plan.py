"""The plan of a read: an immutable tree between the GraphQL operation and the SQL statement.

A plan knows tables, columns and relationships of the catalog, and how to get each parameter from the variables of a
request. It knows no dialect: `compiler.py` turns it into the statement of one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pilar.schema.catalog import Column, Kind, Link, Relation, Table

# --- parameters and predicates -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Parameter:
    """One value bound when the statement runs: what to call with the request's variables, and the column's kind.

    `fixed` is the value where the document itself fixes it. `many` when it is a JSON list of such values, which the
    database takes as an array.
    """

    get: Callable[[Any], Any]
    kind: Kind
    fixed: Any = None
    many: bool = False


@dataclass(frozen=True, kw_only=True)
class DatedColumn(Column):
    """A calculated column as of the day that the parameter brings."""

    on: Parameter


@dataclass(frozen=True)
class Compare:
    """`column operator parameter`; the operators are those of `filters.OPERATORS`."""

    column: Column
    operator: str
    parameter: Parameter | None


@dataclass(frozen=True)
class All:
    """Every one of the predicates holds; with none of them: true."""

    of: tuple[Predicate, ...]


@dataclass(frozen=True)
class Either:
    """At least one of the predicates holds; with none of them: false."""

    of: tuple[Predicate, ...]


@dataclass(frozen=True)
class Not:
    """The predicate does not hold. Two-valued: what SQL calls unknown counts as false."""

    of: Predicate


@dataclass(frozen=True)
class Through:
    """The predicate holds for the one row that a relationship leads to."""

    relation: Relation
    target: Table
    predicate: Predicate


@dataclass(frozen=True)
class Exists:
    """Some row behind a link satisfies the predicate."""

    link: Link
    target: Table
    predicate: Predicate


Predicate = Compare | All | Either | Not | Through | Exists
TRUE = All(())


@dataclass(frozen=True)
class OrderKey:
    """One key of an ordering: a column of the table itself, or of a row that relationships lead to. Nulls come last."""

    path: tuple[tuple[Relation, Table], ...]
    column: Column
    descending: bool

    @property
    def nullable(self) -> bool:
        """Tell whether the key can be null in a row: always behind a relationship, whose row may be hidden."""
        return self.column.nullable or bool(self.path)


@dataclass(frozen=True)
class Seek:
    """Where a page begins: behind the row whose keys the parameters are. `None` stands for a key that is null."""

    keys: tuple[Parameter | None, ...]


# --- what an object shows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Leaf:
    """A column."""

    key: str
    column: Column


@dataclass(frozen=True)
class Identity:
    """The global id of the row."""

    key: str
    type_name: str


@dataclass(frozen=True)
class Place:
    """The cursor of the row in the order of ids, whose fingerprint it carries."""

    key: str
    fingerprint: str


@dataclass(frozen=True)
class TypeName:
    """`__typename`, known when planning."""

    key: str
    name: str


@dataclass(frozen=True)
class ToOne:
    """An object: the row that a relationship leads to, or null.

    A `required` one makes the statement fail where the row is not there; in a tree the executor finds that out.
    """

    key: str
    relation: Relation
    target: Table
    fields: Fields
    required: bool


@dataclass(frozen=True)
class Namespace:
    """An object without a row of its own: the fields that one plugin adds to its parent."""

    key: str
    fields: Fields


@dataclass(frozen=True)
class Columns:
    """All columns of the row under their own names, for a Python resolver. Only in trees."""

    key: str
    table: Table


@dataclass(frozen=True)
class Source:
    """Which rows of a table: all that are visible, linked to the parent row, and satisfying the predicate."""

    table: Table
    link: Link | None
    where: Predicate


@dataclass(frozen=True)
class Page:
    """A connection: one page of rows. A `bare` one shows the list of its one part, its nodes, instead of an object."""

    key: str
    source: Source
    order: tuple[OrderKey, ...]
    fingerprint: str
    limit: Parameter
    backward: bool
    seek: Seek | None
    fields: tuple[PageField, ...]
    bare: bool = False


@dataclass(frozen=True)
class TotalCount:
    """The number of rows on all pages."""

    key: str


@dataclass(frozen=True)
class PageInfo:
    """`(key, name)` of each field asked for: hasNextPage, hasPreviousPage, startCursor, endCursor, __typename."""

    key: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Nodes:
    """The rows of the page."""

    key: str
    fields: Fields


@dataclass(frozen=True)
class Edges:
    """The rows of the page with their cursors."""

    key: str
    fields: tuple[Cursor | Node | TypeName, ...]


@dataclass(frozen=True)
class Cursor:
    """Where the row stands in the ordering."""

    key: str


@dataclass(frozen=True)
class Node:
    """The row of an edge."""

    key: str
    fields: Fields


PageField = TotalCount | PageInfo | Nodes | Edges | TypeName


@dataclass(frozen=True)
class GroupKey:
    """One thing to group by: a column or a reference, of the table itself or of a row that relationships lead to."""

    field: str
    path: tuple[tuple[Relation, Table], ...]
    of: Column | Relation


@dataclass(frozen=True)
class Measure:
    """`function` (count, sum, avg, min, max) over a column; count has none."""

    function: str
    column: Column | None


@dataclass(frozen=True)
class Having:
    """A predicate whose column stands for a measure of the group."""

    measure: Measure
    predicate: Predicate


@dataclass(frozen=True)
class MeasureField:
    """One number of a group."""

    key: str
    measure: Measure


@dataclass(frozen=True)
class Measures:
    """`sum { ... }` and its like."""

    key: str
    fields: tuple[MeasureField | TypeName, ...]


@dataclass(frozen=True)
class KeyField:
    """A key of the group, null unless it was grouped by. `fields` are those of a reference."""

    key: str
    group: GroupKey | None
    target: Table | None
    fields: Fields


@dataclass(frozen=True)
class KeyObject:
    """`key { ... }`: what the group has in common."""

    key: str
    fields: tuple[KeyField | TypeName, ...]


GroupField = MeasureField | Measures | KeyObject | TypeName


@dataclass(frozen=True)
class Aggregation:
    """A list of groups, ordered by their keys; without keys: one group of all rows."""

    key: str
    source: Source
    groups: tuple[GroupKey, ...]
    having: tuple[Having, ...]
    fields: tuple[GroupField, ...]


@dataclass(frozen=True)
class Lookup:
    """One row found by a predicate, or null: the first in the ordering, where several are found."""

    key: str
    source: Source
    fields: Fields
    order: tuple[OrderKey, ...] = ()


Field = Leaf | Identity | Place | TypeName | ToOne | Namespace | Columns | Page | Aggregation | Lookup
Fields = tuple[Field, ...]

# --- the root ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NodeChoice:
    """How rows of one type appear in `nodes(ids:)`."""

    table: Table
    fields: Fields


@dataclass(frozen=True)
class NodeList:
    """Rows of several types in the order of their ids; null where there is none. `ids` brings `[[type, id], ...]`."""

    key: str
    ids: Parameter
    choices: tuple[NodeChoice, ...]


Root = Lookup | NodeList | Page | Aggregation | Namespace
