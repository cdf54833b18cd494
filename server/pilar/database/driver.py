"""Makes the process use the one SQLite that Pilar brings: imported before anything that imports `sqlite3`.

Two SQLite libraries in one process on one file can corrupt it (https://sqlite.org/howtocorrupt.html, 2.2.1),
and Debian 12's own is too old (15 digits of a double, 63 keys of an object). So aiosqlite and SQLAlchemy are
given `pysqlite3` under the name of the standard library's module, here and nowhere else.
"""

from __future__ import annotations

import sys
from typing import Final

import pysqlite3
from pysqlite3 import dbapi2

from pilar.errors import DatabaseUnsupported

MINIMUM_VERSION: Final = (3, 51, 0)


def bring_sqlite() -> None:
    """Install our SQLite.

    Raises `DatabaseUnsupported` when it is too old, or when aiosqlite already holds another.
    """
    if pysqlite3.sqlite_version_info < MINIMUM_VERSION:
        raise DatabaseUnsupported(
            f"pysqlite3 brings SQLite {pysqlite3.sqlite_version}; "
            f"Pilar needs {'.'.join(map(str, MINIMUM_VERSION))}.",
            "Upgrade it: pip install --upgrade pysqlite3.",
        )
    early = sys.modules.get("aiosqlite.core")
    if early is not None and getattr(early, "sqlite3", None) is not pysqlite3:
        raise DatabaseUnsupported(
            "aiosqlite was imported before pilar and holds another SQLite.", "Import pilar first."
        )
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2


bring_sqlite()
