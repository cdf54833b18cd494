"""SQLite's result codes -> errors that name the file and what to do about it (https://sqlite.org/rescode.html).

Those of a PostgreSQL server: `server_failures.py`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, StatementError

from pilar.database.engine import database_file, is_embedded, parsed_url
from pilar.database.server import place_of
from pilar.database.server_failures import failure_of_server
from pilar.errors import (
    DatabaseCorrupt,
    DatabaseError,
    DatabaseLocked,
    DatabaseReadOnly,
    DatabaseStorageFailed,
    InvalidSetting,
)

PRIMARY_CODE: Final = 0xFF
FAULTS_OF_STATEMENTS: Final = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH)


def primary_code(error: BaseException | None) -> int:
    """Return the primary result code of a driver's error; 0 when it has none."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & PRIMARY_CODE


def is_fault_of_statement(error: StatementError) -> bool:
    """Tell whether a statement or its rows are to blame, rather than a lock, the disk or the connection."""
    code = primary_code(error.orig)
    if code:
        return code in FAULTS_OF_STATEMENTS
    return not isinstance(error, OperationalError | InterfaceError)


@contextmanager
def translated(url: str | URL) -> Iterator[None]:
    """Raise what `failure_of` says of a driver's error; let every other error through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if is_embedded(url):
            failure = failure_of(cause, database_file(url))
        else:
            failure = failure_of_server(cause, place_of(parsed_url(url)))
        if failure is None:
            raise
        raise failure from error


def failure_of(error: BaseException | None, path: Path) -> DatabaseError | InvalidSetting | None:
    """Return what a driver's error means for the file at `path`; None when the statement is at fault."""
    match primary_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseLocked(
                f"Another process holds the database {path}.",
                "Stop the other process, or let it finish, and try again.",
            )
        case sqlite3.SQLITE_READONLY:
            return DatabaseReadOnly(
                f"The database {path} cannot be written: {error}.",
                "Make the file and its folder writable, or name another file in PILAR_DATABASE_URL.",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseCorrupt(
                f"The file {path} is not a database or is damaged: {error}.",
                "Restore it from a backup; or move it away and start again to get the seed data only.",
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return DatabaseStorageFailed(
                f"The disk under {path} failed: {error}.",
                f"Make room in {path.absolute().parent} or mend the disk; what was committed before is safe.",
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _unopened(path)
    return None


def _unopened(path: Path) -> DatabaseError | InvalidSetting:
    folder = path.absolute().parent
    if path.is_dir():
        return InvalidSetting(
            f"The database {path} is a folder.",
            f"Name a file in PILAR_DATABASE_URL, such as {path / 'pilar.db'}.",
        )
    if not folder.is_dir():
        return InvalidSetting(
            f"The database {path} cannot be created: there is no folder {folder}.",
            f"Create it (mkdir -p {folder}) or change PILAR_DATABASE_URL.",
        )
    if not path.exists() and os.access(folder, os.W_OK):
        return InvalidSetting(f"There is no database {path}.", "Create it: pilar db upgrade.")
    return DatabaseReadOnly(
        f"The database {path} cannot be opened by this user.",
        f"Make {folder} and the file readable and writable for this user.",
    )
