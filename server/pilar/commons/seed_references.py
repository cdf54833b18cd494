"""Natural keys in the cells of a seed -> the ids of the rows that they name, in this database."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from pilar.commons.seed_file import SeedRows
from pilar.errors import InvalidSeed, nearest


def read_column(connection: sa.Connection, seed: SeedRows, position: int) -> list[object]:
    """Return the values of one column of the file; for a reference, the ids of the rows that it names."""
    values = [row.values[position] for row in seed.rows]
    target = seed.columns[position].target
    if target is None:
        return values
    ids = read_ids(connection, seed.label, target)
    for row in seed.rows:
        refuse_unknown(f"{seed.label}:{row.line}", seed.columns[position].header, row.values[position], ids)
    return [None if value is None else ids[value] for value in values]


def read_ids(connection: sa.Connection, label: str, table: sa.Table) -> Mapping[object, int]:
    """Map the natural key of each row of `table` to its id. Raises `InvalidSeed` unless it is one column."""
    keys = [rule.columns for rule in table.constraints if isinstance(rule, sa.UniqueConstraint)]
    if len(keys) != 1 or len(keys[0]) != 1:
        raise InvalidSeed(
            f"{label}: a cell cannot refer to '{table.name}', whose natural key is not one column.",
            "Leave the reference out of the file.",
        )
    (key,) = keys[0]
    return {name: number for name, number in connection.execute(sa.select(key, table.c.id))}


def refuse_unknown(place: str, header: str, key: object, ids: Mapping[object, int]) -> None:
    """Raise `InvalidSeed`, with the nearest key, when no row has that natural key."""
    if key is not None and key not in ids:
        raise InvalidSeed(
            f"{place}: column '{header}': there is no row '{key}' to refer to.",
            nearest(str(key), map(str, ids)) or "Mend the key, or seed the row that it names first.",
        )
