"""PostgreSQL's error codes -> errors that name the database and what to do about it.

https://www.postgresql.org/docs/current/errcodes-appendix.html; both drivers carry the code as `sqlstate`.
"""

from __future__ import annotations

from typing import Final

import psycopg

from pilar.errors import (
    DatabaseCorrupt,
    DatabaseError,
    DatabaseLocked,
    DatabaseReadOnly,
    DatabaseStorageFailed,
    DatabaseUnreachable,
)

LOST: Final = ("08", "28", "3D", "53300", "57P")
LOCKED: Final = ("40", "55P03")
FORBIDDEN: Final = ("25006", "42501")
STORAGE: Final = ("53", "58")
DAMAGED: Final = ("XX001", "XX002")


def sqlstate(error: BaseException | None) -> str:
    """Return the five characters that say what went wrong; an empty text when the server said nothing."""
    return getattr(error, "sqlstate", None) or ""


def is_connection_lost(error: BaseException | None) -> bool:
    """Tell whether there is no connection, or none any more, rather than a statement that failed on one."""
    code = sqlstate(error)
    if code:
        return code.startswith(LOST)
    return isinstance(error, OSError | TimeoutError | psycopg.OperationalError)


def failure_of_server(error: BaseException | None, place: str) -> DatabaseError | None:
    """Return what a driver's error means for the database at `place`; None when the statement is at fault."""
    code, reason = sqlstate(error), _first_line(error)
    if is_connection_lost(error):
        return DatabaseUnreachable(
            f"The database {place} cannot be reached: {reason}",
            "Start the server, or correct host, port, user, password and database in PILAR_DATABASE_URL.",
        )
    if code.startswith(LOCKED):
        return DatabaseLocked(
            f"Another process holds the database {place}: {reason}",
            "Stop the other process, or let it finish, and try again.",
        )
    if code in FORBIDDEN:
        return DatabaseReadOnly(
            f"The database {place} cannot be written: {reason}",
            "Give the user the right to create and write tables, or name another user in PILAR_DATABASE_URL.",
        )
    if code.startswith(STORAGE):
        return DatabaseStorageFailed(
            f"The server of the database {place} lacks room: {reason}",
            "Make room on its disk or in its memory; what was committed before is safe.",
        )
    if code in DAMAGED:
        return DatabaseCorrupt(f"The database {place} is damaged: {reason}", "Restore it from a backup.")
    return None


def _first_line(error: BaseException | None) -> str:
    """The driver's own words, of which the further lines repeat the statement."""
    return (str(error).strip().partition("\n")[0] or type(error).__name__).rstrip(".") + "."
