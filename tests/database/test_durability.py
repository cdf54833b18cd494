"""A writer is killed, and what it had committed is there; what it had not is not."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import sqlalchemy as sa
from pilar.database.engine import open_engine
from pilar.database.migrations import Branch, status, upgrade
from pilar.query.pool import ReaderPool

WRITER = """
    import sys
    from pilar.database.engine import open_engine

    engine = open_engine(sys.argv[1])
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE region (id INTEGER PRIMARY KEY, name TEXT)")
    number = 0
    while True:
        with engine.begin() as connection:
            for _ in range(50):
                number += 1
                connection.exec_driver_sql("INSERT INTO region VALUES (?, ?)", (number, "x" * 500))
        print(number, flush=True)
"""
MIGRATION = """
from alembic import op
import sqlalchemy as sa
import time

revision = "slow_0001"
down_revision = None


def upgrade():
    op.create_table("slow_thing", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String))
    insert = sa.text("INSERT INTO slow_thing (name) VALUES (:name)")
    op.get_bind().execute(insert, [{"name": "x" * 5000}] * 2000)
    print("in the middle", flush=True)
    time.sleep(60)
"""
MIGRATOR = """
    import sys
    from pathlib import Path
    from pilar.database.engine import open_engine
    from pilar.database.migrations import Branch, upgrade

    upgrade(open_engine(sys.argv[1]), [Branch("slow", Path(sys.argv[2]))])
"""


def killed_after(lines: int, script: str, *arguments: str) -> str:
    """Run `script`, kill -9 it once it has printed `lines` lines and return the last of them."""
    command = [sys.executable, "-c", textwrap.dedent(script), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        assert process.wait(30) == -signal.SIGKILL
        return (process.stdout.read().splitlines() or [said[-1].strip()])[-1]


@pytest.mark.parametrize("commits", [1, 7, 23])
def test_rows_acknowledged_before_the_kill_are_there_and_the_file_is_whole(
    tmp_path: Path, commits: int
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/pilar.db"
    acknowledged = int(killed_after(commits, WRITER, url))

    async def read() -> int:
        pool = await ReaderPool.open(url)
        count = await pool.fetch("SELECT count(*) FROM region", ())
        await pool.close()
        return count

    count = asyncio.run(read())  # a read-only connection finds the log of the dead writer and recovers it
    assert count >= acknowledged
    assert count % 50 == 0  # whole transactions only
    engine = open_engine(url)
    with engine.begin() as connection:
        assert connection.scalar(sa.text("PRAGMA integrity_check")) == "ok"
        assert connection.scalar(sa.text("SELECT max(id) FROM region")) == count
        connection.execute(sa.text("INSERT INTO region (name) VALUES ('written after the kill')"))
    engine.dispose()


def test_a_migration_killed_in_the_middle_leaves_nothing_and_runs_again(tmp_path: Path) -> None:
    url, folder = f"sqlite+aiosqlite:///{tmp_path}/pilar.db", tmp_path / "slow"
    folder.mkdir()
    (folder / "0001.py").write_text(MIGRATION, encoding="utf-8")
    assert killed_after(1, MIGRATOR, url, str(folder)) == "in the middle"
    engine, branch = open_engine(url), Branch("slow", folder)
    assert sa.inspect(engine).get_table_names() == []
    (folder / "0001.py").write_text(MIGRATION.replace("time.sleep(60)", ""), encoding="utf-8")
    assert upgrade(engine, [branch]) == {}
    assert status(engine, [branch])[0].is_current
    engine.dispose()


def test_processes_that_start_at_the_same_time_migrate_once(tmp_path: Path) -> None:
    folder = tmp_path / "slow"
    folder.mkdir()
    (folder / "0001.py").write_text(MIGRATION.replace("time.sleep(60)", "time.sleep(0.5)"), encoding="utf-8")
    command = [sys.executable, "-c", textwrap.dedent(MIGRATOR), f"sqlite:///{tmp_path}/pilar.db", str(folder)]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(4)
    ]
    said = [process.communicate(timeout=60)[0] for process in started]
    assert sorted(said) == ["", "", "", "in the middle\n"]
