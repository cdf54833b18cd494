"""Seeds -> rows of the database: each file is read, checked, and inserted or updated by natural key.

A file that was loaded already and has not changed is skipped by its SHA-256. The caller owns the transaction:
when a seed raises, rolling back leaves nothing of it behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from pilar.commons.entity import Entity, UtcDateTime, table_of
from pilar.commons.seed_file import SeedRows, read_seed
from pilar.commons.seed_references import read_column, read_ids
from pilar.commons.upserting import BATCH, defaults, upsert
from pilar.errors import InvalidSeed
from pilar.hookspecs import Seed

Progress = Callable[[str, int, int], None]
"""Called with the label of a file, the rows loaded so far, and the rows that it has."""

pilar_seed = sa.Table(
    "pilar_seed",
    SQLModel.metadata,
    sa.Column("namespace", sa.String(31), primary_key=True),
    sa.Column("file", sa.String(200), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("loaded_at", UtcDateTime(), nullable=False),
)
"""Which files were loaded, in which version."""


def load_seeds(
    connection: sa.Connection, namespace: str, seeds: Sequence[Seed], progress: Progress | None = None
) -> None:
    """Load `seeds` in their order; rows that have gone from a changed file stay in the database.

    Raises `InvalidSeed` with file, line, column, value, rule and remedy.
    """
    for seed in seeds:
        label = f"{namespace or 'core'}/{seed.file.name}"
        content = _read(label, seed)
        digest = hashlib.sha256(content).hexdigest()
        if not _is_loaded(connection, namespace, seed, digest):
            _load(connection, seed.table, read_seed(label, seed, content), progress)
            _record(connection, namespace, seed, digest)


def _read(label: str, seed: Seed) -> bytes:
    try:
        return seed.file.read_bytes()
    except OSError as error:
        raise InvalidSeed(f"{label}: the file cannot be read: {error.strerror}.", "Reinstall it.") from error


def _is_loaded(connection: sa.Connection, namespace: str, seed: Seed, digest: str) -> bool:
    version = sa.select(pilar_seed.c.sha256, pilar_seed.c.rows).where(
        pilar_seed.c.namespace == namespace, pilar_seed.c.file == seed.file.name
    )
    loaded = connection.execute(version).one_or_none()
    return loaded is not None and tuple(loaded) == (digest, seed.rows)


def _record(connection: sa.Connection, namespace: str, seed: Seed, digest: str) -> None:
    name = {"namespace": namespace, "file": seed.file.name}
    version = {"sha256": digest, "rows": seed.rows, "loaded_at": datetime.now(UTC)}
    connection.execute(
        upsert(connection.dialect.name, pilar_seed, tuple(name), tuple(version)), [name | version]
    )


def _load(connection: sa.Connection, entity: type[Entity], seed: SeedRows, progress: Progress | None) -> None:
    """Insert or update the rows of one file, then those references that point into the same table."""
    table = table_of(entity)
    if entity.__view__:
        raise InvalidSeed(f"{seed.label}: {entity.__name__} is a view.", "Seed the tables that it reads.")
    if not entity.__key__:
        raise InvalidSeed(f"{seed.label}: {entity.__name__} has no natural key.", "Give it a `__key__`.")
    columns = {
        column.name: read_column(connection, seed, at)
        for at, column in enumerate(seed.columns)
        if column.target is not table
    }
    statement = upsert(connection.dialect.name, table, entity.__key__, tuple(columns))
    others = defaults(entity, {column.name for column in seed.columns})
    rows = [
        others | dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    for start in range(0, len(rows), BATCH):
        _execute(connection, seed.label, statement, rows[start : start + BATCH])
        if progress is not None:
            progress(seed.label, min(start + BATCH, len(rows)), len(rows))
    for at, column in enumerate(seed.columns):
        if column.target is table:
            _link_rows(connection, table, entity.__key__[0], seed, at)


def _link_rows(connection: sa.Connection, table: sa.Table, key: str, seed: SeedRows, position: int) -> None:
    """Fill a reference to the file's own table, once all its rows have ids."""
    ids = read_ids(connection, seed.label, table)
    own = next(at for at, column in enumerate(seed.columns) if column.name == key)
    targets = read_column(connection, seed, position)
    links = [
        {"row_id": ids[row.values[own]], "target_id": target}
        for row, target in zip(seed.rows, targets, strict=True)
    ]
    if not links:
        return
    change = table.update().where(table.c.id == sa.bindparam("row_id"))
    connection.execute(change.values({seed.columns[position].name: sa.bindparam("target_id")}), links)


def _execute(
    connection: sa.Connection, label: str, statement: sa.Insert, rows: list[dict[str, object]]
) -> None:
    try:
        connection.execute(statement, rows)
    except (sa.exc.IntegrityError, sa.exc.DataError) as error:
        raise InvalidSeed(f"{label}: the database refuses the rows: {error.orig}.", "Mend them.") from error
