"""The revisions of tables, as the database has them now: asked at every request, read anew only after a commit.

SQLite tells cheaply whether any other connection has committed (https://sqlite.org/pragma.html#pragma_data_version).
Only then are the numbers of `pilar_revision` read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from pilar.database.engine import database_file
from pilar.database.failures import translated

NEVER: Final = -1


class Revisions:
    """A connection of its own, used in the event loop: what it asks takes some microseconds."""

    def __init__(self, url: str) -> None:
        uri = f"{database_file(url).absolute().as_uri()}?mode=ro"
        with translated(url):
            self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0.1)
        self._version = NEVER
        self._revisions: dict[str, int] = {}

    def of(self, tables: Sequence[str]) -> tuple[int, ...] | None:
        """Return the revisions of `tables`; None when they cannot be told now, and nothing may be reused."""
        try:
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                rows = self._connection.execute("SELECT name, revision FROM pilar_revision").fetchall()
                self._revisions, self._version = dict(rows), version
            return tuple([self._revisions[table] for table in tables])
        except (sqlite3.Error, KeyError):
            return None

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
