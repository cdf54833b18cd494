"""Makes the process use the one SQLite that Pilar brings: imported before anything that imports `sqlite3`.

Two SQLite libraries in one process on one file can corrupt it (https://sqlite.org/howtocorrupt.html, 2.2.1),
and Debian 12's own is too old (15 digits of a double, 63 keys of an object). So aiosqlite and SQLAlchemy are
given `pysqlite3` under the name of the standard library's module, here and nowhere else.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Final

import pysqlite3
from pysqlite3 import _sqlite3, dbapi2

from pilar.errors import DatabaseUnsupported

MINIMUM_VERSION: Final = (3, 51, 0)
CONFIG_MEMSTATUS: Final = (
    9  # https://sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfigmemstatus
)


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


def forgo_memory_statistics() -> None:
    """Switch off the counting of each allocation, behind a lock: nested lists take 1.1 times as long with it.

    The library takes the setting only while it is shut down, which nobody's connection would survive: so only while it
    holds no memory. A build that hides these functions goes on counting.
    """
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(_sqlite3.__file__)
        if library.sqlite3_memory_used() == 0:
            library.sqlite3_shutdown()
            library.sqlite3_config(CONFIG_MEMSTATUS, 0)
            library.sqlite3_initialize()


forgo_memory_statistics()
bring_sqlite()
