"""Rows of a table -> one statement that inserts them, or updates those whose natural key is taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from pilar.commons.entity import Entity

BATCH: Final = 5_000
INSERT: Final[Mapping[str, Callable[[sa.Table], sqlite.Insert | postgresql.Insert]]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def upsert(dialect: str, table: sa.Table, key: Sequence[str], given: Sequence[str]) -> sa.Insert:
    """Insert rows; where the natural key is taken, update the columns that are `given` beside it.

    A row that says what the table says already is not written: no trigger fires and no revision goes up.
    """
    insert = INSERT[dialect](table)
    changes = {name: insert.excluded[name] for name in given if name not in key}
    if not changes:
        return insert.on_conflict_do_nothing(index_elements=key)
    differs = sa.or_(*(table.c[name].is_distinct_from(value) for name, value in changes.items()))
    return insert.on_conflict_do_update(index_elements=key, set_=changes, where=differs)


def defaults(entity: type[Entity], given: Collection[str]) -> dict[str, object]:
    """What a new row holds in columns that are not `given`, unless null or left to the database."""
    excluded = {"id", "visibility", *given}
    left_out = {name: info.default for name, info in entity.model_fields.items() if name not in excluded}
    return {name: default for name, default in left_out.items() if default is not None}
