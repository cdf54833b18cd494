"""What a generated field means: the bridge from a GraphQL coordinate to the catalog, read by the planner.

A field without a binding is a Python resolver.
"""

from __future__ import annotations

from dataclasses import dataclass

from pilar.commons.shortcut import Shortcut
from pilar.schema.catalog import Column, Feed, Link, Relation, Table


@dataclass(frozen=True)
class ColumnField:
    """A leaf."""

    column: Column


@dataclass(frozen=True)
class RelationField:
    """One row behind a foreign key."""

    relation: Relation
    target: Table


@dataclass(frozen=True)
class RowsField:
    """A connection; without `link` all rows of the table."""

    table: Table
    link: Link | None


@dataclass(frozen=True)
class GroupsField:
    """An aggregate; without `link` over all rows of the table."""

    table: Table
    link: Link | None


@dataclass(frozen=True)
class ShortcutField:
    """Rows of a table by a shortcut; without `link` among all rows of the table."""

    table: Table
    link: Link | None
    shortcut: Shortcut


@dataclass(frozen=True)
class NamespaceField:
    """What one plugin adds to a type."""

    namespace: str


@dataclass(frozen=True)
class LookupField:
    """One row of a table by its id, its key or another lookup."""

    table: Table


@dataclass(frozen=True)
class NodeField:
    """`node(id:)`."""


@dataclass(frozen=True)
class NodesField:
    """`nodes(ids:)`."""


@dataclass(frozen=True)
class PlaceField:
    """The cursor of a row among all that a subscription tells of."""

    table: Table


@dataclass(frozen=True)
class FeedField:
    """A subscription: the rows that are added to a table, about one row of another."""

    table: Table
    feed: Feed
    about: Table


Binding = (
    ColumnField
    | RelationField
    | RowsField
    | GroupsField
    | ShortcutField
    | NamespaceField
    | LookupField
    | NodeField
    | NodesField
    | PlaceField
    | FeedField
)
Bindings = dict[tuple[str, str], Binding]
