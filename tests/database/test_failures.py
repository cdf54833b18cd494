"""What happens to database files in the field, and the error that each gets."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import sqlalchemy as sa
from pilar.database.engine import open_engine
from pilar.database.failures import translated
from pilar.errors import (
    DatabaseCorrupt,
    DatabaseLocked,
    DatabaseReadOnly,
    DatabaseStorageFailed,
    InvalidSetting,
    PilarError,
)


def write(path: Path, *, read_only: bool = False, before: str = "") -> None:
    """Write a row as `pilar` does, with errors translated."""
    engine = open_engine(f"sqlite+aiosqlite:///{path}", read_only=read_only)
    try:
        with translated(engine.url), engine.connect() as connection:
            driver = connection.connection.cursor()
            driver.execute("PRAGMA busy_timeout=20")
            driver.execute(before or "SELECT 1")
            driver.close()
            connection.execute(
                sa.text("CREATE TABLE IF NOT EXISTS region (id INTEGER PRIMARY KEY, name TEXT)")
            )
            connection.execute(sa.text("INSERT INTO region (name) VALUES (:name)"), {"name": "x" * 100_000})
            connection.commit()
    finally:
        engine.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pilar.db"
    write(path)
    return path


def fails(error: type[PilarError], path: Path, **how: object) -> PilarError:
    with pytest.raises(error) as caught:
        write(path, **how)
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_locked_database(file: Path) -> None:
    holder = open_engine(f"sqlite:///{file}")
    with holder.begin():
        fails(DatabaseLocked, file)
    write(file)
    holder.dispose()


def test_a_database_opened_for_reading_only(file: Path) -> None:
    fails(DatabaseReadOnly, file, read_only=True)


@pytest.mark.parametrize("whole_folder", [True, False])
def test_a_file_or_a_folder_that_may_not_be_written(file: Path, whole_folder: bool) -> None:
    """Root may write everywhere, unless it gives that right up."""
    script = f"""
        from pilar.database.engine import open_engine
        from pilar.database.failures import translated
        from pilar.errors import DatabaseReadOnly

        try:
            with translated("sqlite:///{file}"), open_engine("sqlite:///{file}").begin() as connection:
                connection.exec_driver_sql("DELETE FROM region")
        except DatabaseReadOnly as error:
            print(error.code)
    """
    without_right = (
        ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    )
    (file.parent if whole_folder else file).chmod(0o500)
    ended = subprocess.run(
        [*without_right, sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    file.parent.chmod(0o700)
    assert (ended.stdout, ended.stderr) == ("DATABASE_READ_ONLY\n", "")


def test_a_text_file(tmp_path: Path) -> None:
    (tmp_path / "pilar.db").write_text("Bandung, Bogor, Bekasi. " * 50, encoding="utf-8")
    fails(DatabaseCorrupt, tmp_path / "pilar.db")


def test_a_damaged_page(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xff" * 4096)
    fails(DatabaseCorrupt, file)


def test_a_full_disk_leaves_what_was_there(file: Path) -> None:
    fails(DatabaseStorageFailed, file, before="PRAGMA max_page_count=1")  # SQLite's own way to say full
    engine = open_engine(f"sqlite:///{file}", read_only=True)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM region")) == 1
        assert connection.scalar(sa.text("PRAGMA integrity_check")) == "ok"
    engine.dispose()


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    error = fails(InvalidSetting, tmp_path / "none" / "pilar.db")
    assert f"mkdir -p {tmp_path / 'none'}" in error.hint


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    error = fails(InvalidSetting, tmp_path)
    assert "is a folder" in error.message


def test_a_file_that_is_only_to_be_read_and_is_not_there(tmp_path: Path) -> None:
    error = fails(InvalidSetting, tmp_path / "pilar.db", read_only=True)
    assert "pilar db upgrade" in error.hint


def test_an_error_of_the_statement_itself_passes_unchanged(file: Path) -> None:
    engine = open_engine(f"sqlite:///{file}")
    with pytest.raises(sa.exc.OperationalError), translated(engine.url), engine.connect() as connection:
        connection.execute(sa.text("SELECT nonsense"))
    engine.dispose()
