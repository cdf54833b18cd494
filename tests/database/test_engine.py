"""URLs and the engine: what is refused, and how its connections behave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from pilar.database.engine import database_file, is_embedded, open_engine, parsed_url, sync_url
from pilar.database.server import place_of, reading_address
from pilar.errors import DatabaseUnsupported, InvalidSetting


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path}/pilar.db")
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite+aiosqlite:///pilar.db", "sqlite:///pilar.db"),
        ("sqlite+aiosqlite:////srv/pilar.db", "sqlite:////srv/pilar.db"),
        ("sqlite:///pilar.db", "sqlite:///pilar.db"),
    ],
)
def test_the_asynchronous_driver_becomes_the_synchronous_one(url: str, expected: str) -> None:
    assert sync_url(url) == expected


def test_any_file_name_survives_the_way_through_a_url() -> None:
    name = "/srv/kota bandung #1?%41.db"
    url = sa.URL.create("sqlite+aiosqlite", database=name).render_as_string()
    assert database_file(url) == database_file(sync_url(url)) == Path(name)


@pytest.mark.parametrize("url", ["", "pilar.db", "sqlite:/pilar.db", "postgresql://host:port/x"])
def test_what_is_no_url_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        open_engine(url)
    assert "sqlite+aiosqlite:///pilar.db" in caught.value.hint


def test_an_unknown_driver_is_refused_with_the_nearest() -> None:
    with pytest.raises(DatabaseUnsupported) as caught:
        open_engine("sqlite+aiosqlit:///pilar.db")
    assert caught.value.hint == "Did you mean 'sqlite+aiosqlite'?"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnsupported, match="not a plain file"):
        open_engine(url)


def test_a_server_is_told_apart_and_each_driver_gets_its_url() -> None:
    url = "postgresql+asyncpg://pilar:secret@localhost/pilar?sslmode=require&statement_cache_size=0"
    assert is_embedded("sqlite+aiosqlite:///pilar.db") and not is_embedded(url)
    assert sync_url(url) == "postgresql+psycopg://pilar:secret@localhost/pilar?sslmode=require"
    assert reading_address(parsed_url(url)) == "postgresql://pilar:secret@localhost/pilar?sslmode=require"
    assert place_of(parsed_url(url)) == "'pilar' at localhost:5432"


def test_a_connection_is_durable_patient_and_strict(engine: sa.Engine) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1}
    with engine.connect() as connection:
        for name, value in expected.items():
            assert connection.scalar(sa.text(f"PRAGMA {name}")) == value


def test_a_table_made_in_a_transaction_that_fails_is_gone(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.OperationalError, match="nonsense"), engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE region (id INTEGER PRIMARY KEY)"))
        connection.execute(sa.text("INSERT INTO region VALUES (1)"))
        connection.execute(sa.text("SELECT nonsense"))
    assert sa.inspect(engine).get_table_names() == []


def test_a_savepoint_undoes_only_what_came_after_it(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE region (id INTEGER PRIMARY KEY)"))
        savepoint = connection.begin_nested()
        connection.execute(sa.text("INSERT INTO region VALUES (1)"))
        savepoint.rollback()
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM region")) == 0


def test_a_read_only_engine_reads_while_another_writes_and_changes_nothing(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE region (id INTEGER PRIMARY KEY)"))
    reader = open_engine(str(engine.url), read_only=True)
    with engine.begin(), reader.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM region")) == 0
        with pytest.raises(sa.exc.OperationalError, match="readonly"):
            connection.execute(sa.text("INSERT INTO region VALUES (1)"))
    reader.dispose()


def test_a_read_only_engine_creates_no_file(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/none.db", read_only=True)
    with pytest.raises(sa.exc.OperationalError):
        engine.connect()
    assert list(tmp_path.iterdir()) == []
