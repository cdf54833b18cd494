"""A PostgreSQL database: migrated and seeded as a file is, counting its changes, with errors that say what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons import TABLES
from pilar.commons.entity import table_of
from pilar.database.engine import open_engine
from pilar.database.failures import translated
from pilar.database.revisions import differences
from pilar.database.tracking import track
from pilar.errors import DatabaseLocked, DatabaseReadOnly, DatabaseUnreachable, InvalidSetting
from pilar.settings import Settings

PILAR = str(Path(sys.executable).parent / "pilar")


@pytest.fixture
def engine(cluster: Any) -> Iterator[sa.Engine]:
    """An empty database on the server."""
    engine = open_engine(cluster.create())
    yield engine
    engine.dispose()


def run(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PILAR_DATABASE_URL": url}
    return subprocess.run([PILAR, *arguments], env=environment, capture_output=True, text=True, timeout=300)


def test_it_is_migrated_and_seeded_when_told_and_refused_before(cluster: Any) -> None:
    url = cluster.create()
    refused = run(url, "serve", "--port", "0")
    assert (
        refused.returncode == 1
        and "DATABASE_OUTDATED" in refused.stderr
        and "pilar db upgrade" in refused.stderr
    )
    assert run(url, "db", "upgrade", "--json").returncode == 0
    assert '"pending": 0' in run(url, "db", "status", "--json").stdout
    checked = run(url, "doctor", "--json")
    assert checked.returncode == 0 and "PostgreSQL" in checked.stdout


def test_the_rows_are_those_of_the_file_with_the_same_ids(service_url: str, seeded_server_url: str) -> None:
    embedded, server = (
        open_engine(service_url, read_only=True),
        open_engine(seeded_server_url, read_only=True),
    )
    with embedded.connect() as one, server.connect() as other:
        for entity in (table for table in TABLES if not table.__view__):
            table = table_of(entity)
            columns = [column for column in table.columns if not isinstance(column.type, sa.Float)]
            rows = sa.select(*columns).order_by(table.c.id)
            assert one.execute(rows).all() == other.execute(rows).all(), table.name
    embedded.dispose()
    server.dispose()


def test_the_tables_are_those_of_the_models(cluster: Any, core_template: str) -> None:
    engine = open_engine(cluster.create(core_template), read_only=True)
    tables = [table_of(table) for table in TABLES]
    assert differences(engine, tables) == []
    engine.dispose()


def test_texts_sort_by_code_points_and_indexes_know_it(seeded_server_url: str) -> None:
    engine = open_engine(seeded_server_url, read_only=True)
    with engine.connect() as connection:
        others = connection.exec_driver_sql(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type = 'character varying' AND collation_name IS DISTINCT FROM 'C'"
            " AND table_name NOT LIKE 'alembic_version%'",
            execution_options={"no_parameters": True},
        )
        assert others.all() == []
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        ordered = 'SELECT code FROM region WHERE visibility = 0 ORDER BY code COLLATE "C" LIMIT 5'
        plan = "\n".join(connection.scalars(sa.text(f"EXPLAIN {ordered}")))
        assert "uq_region" in plan and "Sort" not in plan
    engine.dispose()


# --- changes ---


@pytest.fixture
def tracked(engine: sa.Engine) -> sa.Engine:
    with engine.begin() as connection:
        for table in ("one", "two"):
            connection.execute(sa.text(f"CREATE TABLE {table} (a INTEGER PRIMARY KEY, b INTEGER)"))
        track(connection, ["one", "two"])
        track(connection, ["one", "two"])
    return engine


def revisions(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT name, revision FROM pilar_revision")).all()
    return {name: revision for name, revision in rows}


@pytest.mark.parametrize(
    "change",
    ["INSERT INTO one VALUES (2, 2)", "UPDATE one SET b = 3", "DELETE FROM one", "TRUNCATE one"],
)
def test_each_kind_of_change_raises_the_revision_of_its_table_only(tracked: sa.Engine, change: str) -> None:
    with tracked.begin() as connection:
        connection.execute(sa.text("INSERT INTO one VALUES (1, 1)"))
    before = revisions(tracked)
    with tracked.begin() as connection:
        connection.execute(sa.text(change))
    assert revisions(tracked) == {"one": before["one"] + 1, "two": 0}


@pytest.mark.parametrize("change", ["UPDATE one SET b = 3 WHERE a = 9", "DELETE FROM one WHERE a = 9"])
def test_a_statement_that_changes_no_row_is_not_counted(tracked: sa.Engine, change: str) -> None:
    with tracked.begin() as connection:
        connection.execute(sa.text(change))
    assert revisions(tracked) == {"one": 0, "two": 0}


def test_a_transaction_counts_once_and_not_at_all_when_it_is_rolled_back(tracked: sa.Engine) -> None:
    with tracked.begin() as connection:
        for number in range(5):
            connection.execute(sa.text(f"INSERT INTO one VALUES ({number}, 0)"))
        savepoint = connection.begin_nested()
        connection.execute(sa.text("INSERT INTO two VALUES (1, 0)"))
        savepoint.rollback()
    assert revisions(tracked) == {"one": 1, "two": 0}
    with tracked.connect() as connection:
        connection.execute(sa.text("DELETE FROM one"))
        connection.rollback()
    assert revisions(tracked) == {"one": 1, "two": 0}


# --- errors ---


def test_two_writers_take_turns_and_the_second_is_told_when_the_first_does_not_end(
    tracked: sa.Engine,
) -> None:
    other = open_engine(tracked.url)
    entered = threading.Event()
    with tracked.begin() as connection:
        connection.execute(sa.text("INSERT INTO one VALUES (1, 1)"))
        entered.set()
        with pytest.raises(DatabaseLocked), translated(other.url), other.begin():
            raise AssertionError("the second writer is inside with the first")
    with other.begin() as connection:
        connection.execute(sa.text("INSERT INTO one VALUES (2, 1)"))
    other.dispose()
    assert revisions(tracked)["one"] == 2


def test_a_reader_writes_nothing(tracked: sa.Engine) -> None:
    reader = open_engine(tracked.url, read_only=True)
    with pytest.raises(DatabaseReadOnly), translated(reader.url), reader.connect() as connection:
        connection.execute(sa.text("INSERT INTO one VALUES (1, 1)"))
    reader.dispose()


@pytest.mark.parametrize(
    "command", [("serve", "--port", "0"), ("db", "upgrade"), ("db", "status"), ("doctor",)]
)
def test_a_server_that_is_not_there_is_told_without_the_password(command: tuple[str, ...]) -> None:
    failed = run("postgresql+asyncpg://pilar:secret@127.0.0.1:1/pilar", *command)
    said = failed.stdout + failed.stderr
    assert (failed.returncode == 1 and DatabaseUnreachable.code in said) or "doctor" in command
    assert "127.0.0.1:1" in said and "secret" not in said and "Traceback" not in said


def test_a_database_that_is_not_there_is_told(cluster: Any) -> None:
    failed = run(cluster.url("none"), "db", "status")
    assert DatabaseUnreachable.code in failed.stderr and "none" in failed.stderr


@pytest.mark.parametrize(
    "url",
    ["postgresql+asyncpg://host", "postgresql+asyncpg://host/", "postgresql+psycopg2://h/d", "mysql://h/d"],
)
def test_what_names_no_database_is_refused_as_a_setting(url: str) -> None:
    with pytest.raises(InvalidSetting):
        Settings.from_environment({"PILAR_DATABASE_URL": url})
