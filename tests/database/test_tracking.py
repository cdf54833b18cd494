"""Triggers count the changes of a table, in the transaction that makes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pilar.database.tracking import track
from sqlalchemy import Connection, Engine, create_engine, text


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.begin() as connection:
        for table in ("one", "two"):
            connection.execute(text(f"CREATE TABLE {table} (a INTEGER)"))
        track(connection, ["one", "two"])
    return engine


def revisions(connection: Connection) -> dict[str, int]:
    rows = connection.execute(text("SELECT name, revision FROM pilar_revision"))
    return {row[0]: row[1] for row in rows}


@pytest.mark.parametrize("change", ["INSERT INTO one VALUES (2)", "UPDATE one SET a = 3", "DELETE FROM one"])
def test_each_kind_of_change_raises_the_revision_of_its_table_only(database: Engine, change: str) -> None:
    with database.begin() as connection:
        connection.execute(text("INSERT INTO one VALUES (1)"))
        before = revisions(connection)
        connection.execute(text(change))
        after = revisions(connection)
    assert after["one"] == before["one"] + 1
    assert after["two"] == before["two"] == 0


def test_a_change_that_is_rolled_back_is_not_counted(database: Engine) -> None:
    with database.connect() as connection:
        connection.execute(text("INSERT INTO one VALUES (1)"))
        assert revisions(connection)["one"] == 1
        connection.rollback()
        assert revisions(connection)["one"] == 0


def test_tracking_again_changes_nothing(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(text("INSERT INTO one VALUES (1)"))
        track(connection, ["one", "two"])
        connection.execute(text("INSERT INTO one VALUES (1)"))
        assert revisions(connection) == {"one": 2, "two": 0}
