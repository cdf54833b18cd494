"""Many rows out of and into the database: tuples of the driver, without a Python object of ours for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
"""Values as the driver has them: their types are those of the columns."""
POSITIONAL: Final[sa.Dialect] = PGDialect_psycopg(paramstyle="format")  # type: ignore[no-untyped-call]  # SQLAlchemy's
"""That of PostgreSQL, but for parameters, which have no names here."""
MOST_PARAMETERS: Final = 10_000
"""Of one statement; SQLite takes 32,766, PostgreSQL 32,767."""


def fetch(connection: sa.Connection, query: sa.Select[Any]) -> list[Row]:
    """Return the rows of a query as the driver has them."""
    result = connection.execute(query)
    assert result.cursor is not None
    rows = [*result.cursor.fetchall()]
    result.close()
    return rows


def insert(connection: sa.Connection, table: sa.Table, names: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Insert rows whose values stand in the order of `names`; other columns are left to the database."""
    if connection.dialect.name == "postgresql" and rows:
        return _copy(connection, table, names, rows)
    _execute(connection, _insertion(connection.dialect, table, names), rows)


def update(connection: sa.Connection, table: sa.Table, names: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Update rows by their id, which is the last value; the others stand in the order of `names`."""
    _execute(connection, _change(connection.dialect, table, names), rows)


def delete(connection: sa.Connection, table: sa.Table, ids: Iterable[int]) -> None:
    """Delete rows by their ids; what refers to them goes, too, where the reference says so."""
    _execute(connection, _removal(connection.dialect, table), [(each,) for each in ids])


def next_ids(connection: sa.Connection, table: sa.Table, count: int) -> list[int]:
    """Return ids for new rows, so that rows which refer to them can be written without reading them back."""
    if not count:
        return []
    if connection.dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        numbers = sa.func.generate_series(1, count).table_valued("number")
        return [
            int(row[0])
            for row in fetch(connection, sa.select(sa.func.nextval(sequence)).select_from(numbers))
        ]
    highest = connection.scalar(sa.select(sa.func.max(table.c.id))) or 0
    return list(range(highest + 1, highest + 1 + count))


@dataclass(frozen=True)
class Prepared:
    """A statement as the driver takes it, and the order in which it wants the values."""

    text: str
    order: tuple[int, ...]


@lru_cache(maxsize=64)
def _insertion(dialect: sa.Dialect, table: sa.Table, names: tuple[str, ...]) -> Prepared:
    bare = sa.table(table.name, *(sa.column(name) for name in names))
    return _prepare(dialect, bare.insert(), names)


@lru_cache(maxsize=64)
def _change(dialect: sa.Dialect, table: sa.Table, names: tuple[str, ...]) -> Prepared:
    key: sa.BindParameter[int] = sa.bindparam("row_id")
    values: dict[str, sa.BindParameter[Any]] = {name: sa.bindparam(f"new_{name}") for name in names}
    statement = table.update().where(table.c.id == key).values(values)
    return _prepare(dialect, statement, (*(f"new_{name}" for name in names), "row_id"))


@lru_cache(maxsize=64)
def _removal(dialect: sa.Dialect, table: sa.Table) -> Prepared:
    return _prepare(dialect, table.delete().where(table.c.id == sa.bindparam("row_id")), ("row_id",))


def _copy(connection: sa.Connection, table: sa.Table, names: tuple[str, ...], rows: Sequence[Row]) -> None:
    """PostgreSQL takes many rows faster by COPY than by any INSERT."""
    quote = connection.dialect.identifier_preparer.quote
    cursor: Any = (
        connection.connection.cursor()
    )  # of psycopg, whose COPY the interface of SQLAlchemy does not have
    with (
        cursor,
        cursor.copy(f"COPY {quote(table.name)} ({', '.join(map(quote, names))}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _prepare(dialect: sa.Dialect, statement: sa.UpdateBase, names: tuple[str, ...]) -> Prepared:
    positional = POSITIONAL if dialect.name == "postgresql" else dialect
    compiled = statement.compile(dialect=positional, column_keys=list(names))
    assert isinstance(compiled, SQLCompiler) and compiled.positiontup is not None
    return Prepared(str(compiled), tuple(names.index(name) for name in compiled.positiontup))


def _execute(connection: sa.Connection, prepared: Prepared, rows: Sequence[Row]) -> None:
    """Hand the rows to the driver at once: SQLAlchemy would make a dictionary of each."""
    if not rows:
        return
    if prepared.order != tuple(range(len(prepared.order))):
        rows = [tuple(row[at] for at in prepared.order) for row in rows]
    connection.exec_driver_sql(prepared.text, list(rows))
