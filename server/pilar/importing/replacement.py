"""What a file says of a whole, such as a network and its timetable -> removal of what an earlier one said beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from pilar.commons.entity import Entity, table_of
from pilar.errors import InvalidImport
from pilar.importing.loading import Columns

Key = tuple[object, ...]


@dataclass
class Replacement:
    """Remembers the keys and the sources of a file, for tables of which it replaces the rows of these sources."""

    tables: Sequence[type[Entity]]
    _keys: dict[type[Entity], set[Key]] = field(default_factory=dict)
    _sources: set[object] = field(default_factory=set)

    def note(self, entity: type[Entity], values: Columns) -> None:
        """Remember rows of the file."""
        self._sources.update(values.get("source_id", ()))
        if entity in self.tables:
            keys = zip(*(values[name] for name in entity.__key__), strict=True)
            self._keys.setdefault(entity, set()).update(keys)

    def remove_others(self, connection: sa.Connection) -> dict[str, int]:
        """Remove the other rows of these sources, those that refer first; return how many, by table.

        Raises `InvalidImport` where a row of another table refers to one that would go.
        """
        removed = {}
        for entity in reversed(self.tables):
            table = table_of(entity)
            gone = self._others(connection, entity, table)
            try:
                _remove(connection, table, gone)
            except sa.exc.IntegrityError as error:
                raise InvalidImport(
                    f"{len(gone):,} rows of '{table.name}' are in the file no more, but others refer to some of them.",
                    "Import the file under another source, or remove what refers to them first.",
                ) from error
            if gone:
                removed[table.name] = len(gone)
        return removed

    def _others(self, connection: sa.Connection, entity: type[Entity], table: sa.Table) -> list[int]:
        columns = [table.c[name] for name in entity.__key__]
        rows = connection.execute(sa.select(table.c.id, *columns).where(table.c.source_id.in_(self._sources)))
        kept = self._keys.get(entity, set())
        return [number for number, *key in rows if tuple(key) not in kept]


def _remove(connection: sa.Connection, table: sa.Table, gone: list[int]) -> None:
    """Remove rows by id, after the references that they have to each other."""
    if not gone:
        return
    rows: list[dict[str, Any]] = [{"row_id": number} for number in gone]
    chosen = table.c.id == sa.bindparam("row_id")
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    if own:
        connection.execute(table.update().where(chosen).values(dict.fromkeys(own)), rows)
    connection.execute(table.delete().where(chosen), rows)
