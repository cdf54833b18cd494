"""`PILAR_DATABASE_URL` -> a synchronous SQLAlchemy engine that writes safely: for migrating and seeding.

That of a PostgreSQL server comes from `server.py`. On SQLite every transaction begins with `BEGIN IMMEDIATE`: the
driver's own habit of beginning only before the first INSERT would commit each DDL statement by itself and leave half a
migration behind, and a transaction that reads first and writes later could meet a lock that no waiting resolves.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from pilar.database.server import open_server_engine, writing_url
from pilar.errors import DatabaseUnsupported, InvalidSetting, nearest
from pilar.settings import redacted

EMBEDDED: Final = ("sqlite+aiosqlite", "sqlite")
SERVERS: Final = ("postgresql+asyncpg", "postgresql", "postgresql+psycopg")
EXAMPLE: Final = "sqlite+aiosqlite:///pilar.db"
BUSY_TIMEOUT_MS: Final = 5_000
CACHE_KIB: Final = 64_000


def is_embedded(url: str | URL) -> bool:
    """Tell whether the database is a file of ours (migrated at every start) or a server's (only when told).

    Raises `InvalidSetting` for what is no URL, `DatabaseUnsupported` for a driver that we do not have.
    """
    return parsed_url(url).get_backend_name() == "sqlite"


def database_file(url: str | URL) -> Path:
    """Return the file that `url` names; it need not exist.

    Raises `InvalidSetting` for what is no URL, `DatabaseUnsupported` for a server and for memory.
    """
    parsed = parsed_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise DatabaseUnsupported(f"{parsed.drivername} is no file.", f"Use a file, such as {EXAMPLE}.")
    name = parsed.database or ""
    if name in ("", ":memory:") or name.startswith("file:") or parsed.query:
        raise DatabaseUnsupported(
            f"'{redacted(str(url))}' is not a plain file; several connections must be able to read it.",
            f"Name a file and no parameters: {EXAMPLE}.",
        )
    return Path(name)


def sync_url(url: str) -> str:
    """Return `url` with the synchronous driver, and with its password: `sqlite+aiosqlite:///x` -> `sqlite:///x`.

    Raises as `database_file` does.
    """
    parsed = parsed_url(url)
    if not is_embedded(parsed):
        return writing_url(parsed).render_as_string(hide_password=False)
    return URL.create("sqlite", database=str(database_file(url))).render_as_string()


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """Return an engine whose transactions wait 5 s for a lock, enforce foreign keys and sync every commit.

    With `read_only` nothing is created or written, and a missing file is an error of the first connection.
    Errors of connections and statements are the driver's own until `failures.translated` names them.
    Raises as `database_file` does.
    """
    parsed = parsed_url(url)
    if not is_embedded(parsed):
        return open_server_engine(parsed, read_only=read_only)
    engine = create_engine(sync_url(url))
    if read_only:
        event.listen(engine, "do_connect", _open_read_only)
    event.listen(engine, "connect", _prepare_reading if read_only else _prepare_writing)
    event.listen(engine, "begin", _begin_reading if read_only else _begin_writing)
    return engine


def widen_cache(connection: Connection) -> None:
    """Keep indexes in memory while many rows are written; with SQLite's default 2 MB they are written and read back."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA cache_size=-{CACHE_KIB}")


def parsed_url(url: str | URL) -> URL:
    """Read a URL. Raises `InvalidSetting` for what is none, `DatabaseUnsupported` for a driver that we do not have."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise InvalidSetting(
            f"PILAR_DATABASE_URL is '{redacted(str(url))}', which is not a URL.", f"Write it as {EXAMPLE}."
        ) from error
    if parsed.drivername not in (*EMBEDDED, *SERVERS):
        hint = nearest(parsed.drivername, (*EMBEDDED, *SERVERS)) or f"Use {EXAMPLE}."
        raise DatabaseUnsupported(f"There is no driver for '{parsed.drivername}' databases.", hint)
    return parsed


def _open_read_only(_dialect: object, _record: object, arguments: list[Any], options: dict[str, Any]) -> None:
    """Have SQLite refuse to create or write the file (https://sqlite.org/uri.html)."""
    arguments[0] = f"{Path(arguments[0]).as_uri()}?mode=ro"
    options["uri"] = True


def _prepare_writing(connection: Any, _record: object) -> None:
    """Set up one driver connection. Its type has no stub: SQLAlchemy hands over whatever the driver made."""
    _prepare_reading(connection, _record)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":
        raise DatabaseUnsupported(
            f"The file system of the database has no write-ahead log (journal mode '{mode}').",
            "Put the database on a local disk.",
        )


def _prepare_reading(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
