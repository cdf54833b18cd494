"""Natural keys -> ids: of one column as text, of several as `A|2024` or a tuple, with keys in place of references."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from pilar.commons.cells import UnfitCell
from pilar.commons.entity import table_of
from pilar.commons.region import Region
from pilar.errors import InvalidColumns, nearest
from pilar.importing.regions import EVERY_KIND, Gazetteer, RegionMatcher, read_gazetteer

DIVIDER: Final = "|"
region_table: Final = table_of(Region)

Key = tuple[str, ...]


@dataclass
class References:
    """The ids of a database by natural key, each table read when it is first asked for."""

    connection: sa.Connection
    _ids: dict[str, Mapping[Key, int]] = field(default_factory=dict)
    _gazetteer: Gazetteer | None = None

    @property
    def gazetteer(self) -> Gazetteer:
        """All regions."""
        if self._gazetteer is None:
            self._gazetteer = read_gazetteer(self.connection)
        return self._gazetteer

    def matcher(self) -> RegionMatcher:
        """Return a matcher of regions without a column around it."""
        return RegionMatcher(self.gazetteer, EVERY_KIND)

    def ids(self, table: sa.Table) -> Mapping[Key, int]:
        """Return the ids of the rows of `table` by natural key. Raises `InvalidColumns` for a table without one."""
        if table.name not in self._ids:
            self._ids[table.name] = {key: number for number, key in self._keys(table)}
        return self._ids[table.name]

    def forget(self, table: sa.Table) -> None:
        """Rows of `table` have changed."""
        self._ids.pop(table.name, None)
        if table is region_table:
            self._gazetteer = None

    def _keys(self, table: sa.Table) -> Iterator[tuple[int, Key]]:
        columns = natural_key(table)
        above = {
            at: {number: key for key, number in self.ids(target).items()}
            for at, column in enumerate(columns)
            if (target := target_of(column)) is not None
        }
        for number, *values in self.connection.execute(sa.select(table.c.id, *columns)):
            parts = [
                above[at].get(value, ("",)) if at in above else (as_text(value),)
                for at, value in enumerate(values)
            ]
            yield number, tuple(text for part in parts for text in part)


class ReferenceColumn(dict[object, "int | None"]):
    """Memory of one column: cell -> id. Raises `UnfitCell` for a cell that names no row."""

    def __init__(self, references: References, table: sa.Table) -> None:
        super().__init__()
        self._references = references
        self._table = table

    def __missing__(self, value: object) -> int | None:
        key = flatten(value)
        ids = self._references.ids(self._table)
        if key not in ids:
            shown = DIVIDER.join(key)
            raise UnfitCell(
                f"names no row of '{self._table.name}'",
                nearest(shown, (DIVIDER.join(each) for each in ids))
                or f"Correct it, or import that row of '{self._table.name}' first.",
            )
        self[value] = ids[key]
        return self[value]


def natural_key(table: sa.Table) -> list[sa.Column[Any]]:
    """Return the columns of the natural key. Raises `InvalidColumns` where a table has none."""
    for rule in table.constraints:
        if isinstance(rule, sa.UniqueConstraint) and rule.name == f"uq_{table.name}":
            return list(rule.columns)
    raise InvalidColumns(f"'{table.name}' has no natural key to refer by.", "Leave the reference out.")


def target_of(column: sa.Column[Any]) -> sa.Table | None:
    """Return the table that a column refers to."""
    key = next(iter(column.foreign_keys), None)
    return None if key is None else key.column.table


def flatten(value: object) -> Key:
    """`("P-1", 2024)`, `(("A", 1), 2)` and `P-1|2024` -> texts, one a column."""
    if isinstance(value, tuple | list):
        return tuple(text for part in value for text in flatten(part))
    return (
        tuple(part.strip() for part in value.split(DIVIDER)) if isinstance(value, str) else (as_text(value),)
    )


def as_text(value: object) -> str:
    """Write a value of a key as a cell would have it."""
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return "" if value is None else str(value)
