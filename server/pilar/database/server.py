"""`postgresql+asyncpg://...` -> what each driver takes, and a synchronous engine for migrating, seeding and importing.

Two drivers speak to a PostgreSQL server: asyncpg, which reads for the graph, and psycopg, which writes, since Alembic
and SQLAlchemy's engine are synchronous. Both take the parameters of libpq in the URL (`?sslmode=require`).
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Engine, String, create_engine, event
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler
from sqlalchemy.engine import URL

APPLICATION: Final = "pilar"
CACHE_PARAMETER: Final = "statement_cache_size"
CONNECT_TIMEOUT_S: Final = 5
LOCK_TIMEOUT_MS: Final = 5_000
WRITERS: Final = 0x70696C6172
"""The advisory lock of Pilar's writing transactions: the letters of its name."""


def writing_url(url: URL) -> URL:
    """Return the URL for psycopg."""
    return url.set(drivername="postgresql+psycopg").difference_update_query([CACHE_PARAMETER])


def reading_address(url: URL) -> str:
    """Return the URL for asyncpg, with its password: never to be printed."""
    plain = url.set(drivername="postgresql").difference_update_query([CACHE_PARAMETER])
    return plain.render_as_string(hide_password=False)


def place_of(url: URL) -> str:
    """Return what a message may call the database: without user and password."""
    host = url.host or url.query.get("host") or "localhost"
    return f"'{url.database or ''}' at {host}:{url.port or url.query.get('port') or 5432}"


def open_server_engine(url: URL, *, read_only: bool) -> Engine:
    """Return an engine whose writing transactions come one after another, each waiting at most 5 s for a lock.

    So two processes that migrate at once, or import, do not meet in the middle, as with SQLite's `BEGIN IMMEDIATE`.
    """
    options: dict[str, Any] = {"application_name": APPLICATION, "connect_timeout": CONNECT_TIMEOUT_S}
    engine = create_engine(writing_url(url), connect_args=options, pool_pre_ping=True)
    engine.dialect.ddl_compiler = _BytewiseColumns
    event.listen(engine, "begin", _begin_reading if read_only else _begin_writing)
    return engine


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


class _BytewiseColumns(PGDDLCompiler):
    """Gives every column of text the collation "C": ordered by code points, as SQLite orders, in any database."""

    def get_column_specification(self, column: Any, **kwargs: Any) -> str:
        """Write a column of CREATE TABLE and ALTER TABLE."""
        given = column.type
        if isinstance(given, String) and given.collation is None:
            column.type = given.copy()
            column.type.collation = "C"
        try:
            return str(super().get_column_specification(column, **kwargs))  # type: ignore[no-untyped-call]
        finally:
            column.type = given
