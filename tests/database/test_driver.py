"""The SQLite that the process gets: one for everybody, without memory statistics."""

from __future__ import annotations

import ctypes
import sqlite3
import subprocess
import sys
from pathlib import Path

import pysqlite3
from pysqlite3 import _sqlite3

HELD = """
import pysqlite3
connection = pysqlite3.connect(":memory:")
connection.execute("CREATE TABLE early (value)")
import pilar
connection.execute("INSERT INTO early VALUES (1)")
print(connection.execute("SELECT count(*) FROM early").fetchone()[0])
"""


def memory_used() -> int:
    return int(ctypes.CDLL(_sqlite3.__file__).sqlite3_memory_used())


def test_everybody_gets_the_sqlite_that_pilar_brings() -> None:
    assert sqlite3 is pysqlite3


def test_memory_is_not_counted(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "rows.db")
    connection.execute("CREATE TABLE rows (value)")
    connection.executemany("INSERT INTO rows VALUES (?)", [("x" * 1_000,)] * 100)
    assert memory_used() == 0
    connection.close()


def test_a_connection_that_was_open_before_pilar_was_imported_goes_on() -> None:
    done = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
