"""The revisions that a service sees: those of the last commit, whoever made it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pilar.query.revisions import Revisions

WRITE = "UPDATE pilar_revision SET revision = revision + 1 WHERE name = 'one'"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE pilar_revision (name TEXT PRIMARY KEY, revision INTEGER NOT NULL)")
    connection.execute("INSERT INTO pilar_revision VALUES ('one', 0), ('two', 0)")
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def revisions(file: Path) -> Iterator[Revisions]:
    opened = Revisions(f"sqlite+aiosqlite:///{file}")
    yield opened
    opened.close()


def test_the_revisions_come_in_the_order_asked_for(file: Path, revisions: Revisions) -> None:
    assert revisions.of(["two", "one"]) == (0, 0)
    write(file)
    assert revisions.of(["two", "one"]) == (0, 1)
    assert revisions.of([]) == ()


def test_the_commit_of_another_process_is_seen_at_once(file: Path, revisions: Revisions) -> None:
    assert revisions.of(["one"]) == (0,)
    code = f"import pilar, sqlite3; c = sqlite3.connect({str(file)!r}); c.execute({WRITE!r}); c.commit()"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert revisions.of(["one"]) == (1,)


def test_a_change_that_is_not_committed_is_not_seen(file: Path, revisions: Revisions) -> None:
    writer = sqlite3.connect(file)
    writer.execute(WRITE)
    assert revisions.of(["one"]) == (0,)
    writer.commit()
    writer.close()
    assert revisions.of(["one"]) == (1,)


def test_a_table_that_nobody_counts_has_none(revisions: Revisions) -> None:
    assert revisions.of(["one", "three"]) is None


def write(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute(WRITE)
    connection.commit()
    connection.close()
