"""The pool against a real file: order, time limits, cancellation, closing, and the end of the process."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from pilar.errors import (
    DatabaseCorrupt,
    DatabaseUnavailable,
    DatabaseUnsupported,
    InvalidSetting,
    OperationTimeout,
    StatementTimeout,
)
from pilar.query.pool import ReaderPool
from pilar.query.turns import StatementFailed
from pysqlite3 import dbapi2 as sqlite3

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e12) SELECT max(i) FROM n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kota bandung #1.db"  # a name that a URI must quote
    with_writer(path, "CREATE TABLE region (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    with_writer(path, "INSERT INTO region VALUES (1, 'Kota Bandung'), (2, 'Pasangkayu')")
    return path


def with_writer(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(statement)
    connection.close()


def use_pool(
    path: Path, use: Callable[[ReaderPool], Awaitable[None]], *, size: int = 2, timeout_s: float = 5.0
) -> None:
    async def main() -> None:
        pool = await ReaderPool.open(f"sqlite+aiosqlite:///{path}", size=size, timeout_s=timeout_s)
        try:
            await asyncio.wait_for(use(pool), 60)
        finally:
            await pool.close()

    asyncio.run(main())
    assert [thread for thread in threading.enumerate() if "_connection_worker" in thread.name] == []


def test_the_first_column_of_the_first_row_is_returned(file: Path) -> None:
    async def use(pool: ReaderPool) -> None:
        assert await pool.fetch("SELECT name, id FROM region ORDER BY id", ()) == "Kota Bandung"
        assert await pool.fetch("SELECT name FROM region WHERE id = ?", (2,)) == "Pasangkayu"
        assert await pool.fetch("SELECT name FROM region WHERE id = ?", (3,)) is None
        assert await pool.fetch("SELECT NULL", ()) is None
        assert pool.executed == 4

    use_pool(file, use)


@pytest.mark.parametrize("size", [1, 4])
def test_two_hundred_statements_share_the_connections(file: Path, size: int) -> None:
    finished: list[int] = []

    async def one(pool: ReaderPool, number: int) -> None:
        assert await pool.fetch("SELECT ? || ''", (number,)) == str(number)
        finished.append(number)

    async def use(pool: ReaderPool) -> None:
        await asyncio.gather(*(one(pool, number) for number in range(200)))
        assert pool.executed == 200
        assert sorted(finished) == list(range(200))
        if size == 1:
            assert finished == list(range(200))  # who waits longest is served first

    use_pool(file, use, size=size)


def test_a_statement_over_the_time_limit_is_cancelled_and_the_pool_stays_usable(file: Path) -> None:
    async def use(pool: ReaderPool) -> None:
        with pytest.raises(StatementTimeout) as caught:
            await pool.fetch(ENDLESS, ())
        assert "0.2 s" in caught.value.message and caught.value.hint
        assert await pool.fetch("SELECT 'still here'", ()) == "still here"
        await asyncio.to_thread(with_writer, file, "PRAGMA wal_checkpoint(TRUNCATE)")
        assert Path(f"{file}-wal").stat().st_size == 0  # no reader holds an old snapshot

    use_pool(file, use, size=1, timeout_s=0.2)


def test_cancelling_the_task_ends_the_statement_and_frees_the_connection(file: Path) -> None:
    async def use(pool: ReaderPool) -> None:
        for delay_s in (0.0, 0.0, 0.001, 0.05):  # before, while and after the statement starts
            task = asyncio.create_task(pool.fetch(ENDLESS, ()))
            await asyncio.sleep(delay_s)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert await pool.fetch("SELECT 'still here'", ()) == "still here"

    use_pool(file, use, size=1, timeout_s=60)


def test_cancelling_one_that_waits_loses_no_connection(file: Path) -> None:
    async def use(pool: ReaderPool) -> None:
        running = asyncio.create_task(pool.fetch(ENDLESS, ()))
        await asyncio.sleep(0.01)
        waiting = [asyncio.create_task(pool.fetch("SELECT 1", ())) for _ in range(3)]
        await asyncio.sleep(0)
        running.cancel()
        waiting[0].cancel()
        assert await waiting[1] == 1 and await waiting[2] == 1
        handed = asyncio.create_task(pool.fetch(ENDLESS, ()))
        await asyncio.sleep(0)
        handed.cancel()
        await asyncio.gather(running, waiting[0], handed, return_exceptions=True)
        assert await pool.fetch("SELECT 'all are back'", ()) == "all are back"

    use_pool(file, use, size=1, timeout_s=60)


def test_one_that_waits_too_long_is_sent_away_and_the_others_are_served(file: Path) -> None:
    async def main() -> None:
        pool = await ReaderPool.open(f"sqlite+aiosqlite:///{file}", size=1, patience_s=0.2)
        try:
            endless = asyncio.create_task(pool.fetch(ENDLESS, ()))
            await asyncio.sleep(0.05)
            waited = await asyncio.gather(
                *(pool.fetch("SELECT 1", ()) for _ in range(3)), return_exceptions=True
            )
            assert [type(error) for error in waited] == [OperationTimeout] * 3
            endless.cancel()
            assert await asyncio.gather(*(pool.fetch("SELECT 1", ()) for _ in range(3))) == [1, 1, 1]
        finally:
            await pool.close()

    asyncio.run(main())


def test_a_random_storm_of_cancellations_leaves_every_connection_usable(file: Path) -> None:
    async def use(pool: ReaderPool) -> None:
        for round_number in range(30):
            tasks = [
                asyncio.create_task(pool.fetch(ENDLESS if number % 3 == 0 else "SELECT 1", ()))
                for number in range(12)
            ]
            await asyncio.sleep(round_number % 5 / 1000)
            for task in tasks[:: 1 + round_number % 3]:
                task.cancel()
            for task in tasks[::3]:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        assert await asyncio.gather(*(pool.fetch("SELECT 1", ()) for _ in range(8))) == [1] * 8

    use_pool(file, use, size=4, timeout_s=60)


@pytest.mark.parametrize(
    ("sql", "parameters"),
    [
        ("SELECT nonsense", ()),
        ("SELECT ?", ()),
        ("SELECT ?", (2**70,)),
        ("SELECT ?", ("\ud800",)),
        ("SELECT ?", (object(),)),
        ("SELECT json('{')", ()),
        ("DELETE FROM region", ()),
    ],
)
def test_a_wrong_statement_fails_by_itself_and_gives_its_connection_back(
    file: Path, sql: str, parameters: tuple[object, ...]
) -> None:
    async def use(pool: ReaderPool) -> None:
        with pytest.raises(StatementFailed):
            await pool.fetch(sql, parameters)
        assert await pool.fetch("SELECT count(*) || '' FROM region", ()) == "2"

    use_pool(file, use, size=1)


def test_reads_go_on_and_see_what_a_writer_commits(file: Path) -> None:
    async def use(pool: ReaderPool) -> None:
        writer = sqlite3.connect(file, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO region VALUES (3, 'Kabupaten Bandung')")
        assert await pool.fetch("SELECT count(*) FROM region", ()) == 2
        writer.execute("COMMIT")
        assert await pool.fetch("SELECT count(*) FROM region", ()) == 3
        writer.close()

    use_pool(file, use)


def test_an_exclusive_lock_makes_the_database_unavailable_for_now(tmp_path: Path) -> None:
    path = tmp_path / "rollback.db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("CREATE TABLE t (i)")

    async def use(pool: ReaderPool) -> None:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseUnavailable):
            await pool.fetch("SELECT count(*) FROM t", ())
        holder.execute("COMMIT")
        assert await pool.fetch("SELECT count(*) FROM t", ()) == 0

    use_pool(path, use)
    holder.close()


def test_functions_are_registered_as_deterministic(file: Path) -> None:
    async def main() -> None:
        pool = await ReaderPool.open(f"sqlite:///{file}", functions={"twice": (1, lambda text: text * 2)})
        assert await pool.fetch("SELECT twice('ab')", ()) == "abab"
        await pool.close()

    asyncio.run(main())


def test_closing_interrupts_what_runs_and_refuses_what_waits_or_comes(
    file: Path,
) -> None:
    async def use(pool: ReaderPool) -> None:
        tasks = [asyncio.create_task(pool.fetch(ENDLESS, ())) for _ in range(3)]
        await asyncio.sleep(0.01)
        before = time.monotonic()
        await asyncio.gather(pool.close(), pool.close())
        assert time.monotonic() - before < 10
        for task in tasks:
            with pytest.raises(DatabaseUnavailable):
                await task
        with pytest.raises(DatabaseUnavailable):
            await pool.fetch("SELECT 1", ())

    use_pool(file, use, timeout_s=600)


def test_closing_lets_short_statements_finish(file: Path) -> None:
    async def use(pool: ReaderPool) -> None:
        tasks = [asyncio.create_task(pool.fetch("SELECT 1", ())) for _ in range(2)]
        await asyncio.sleep(0)
        await pool.close()
        assert await asyncio.gather(*tasks) == [1, 1]

    use_pool(file, use)


def test_closing_goes_on_when_the_closing_task_is_cancelled(file: Path) -> None:
    async def use(pool: ReaderPool) -> None:
        running = asyncio.create_task(pool.fetch(ENDLESS, ()))
        await asyncio.sleep(0.01)
        closing = asyncio.create_task(pool.close())
        await asyncio.sleep(0)
        closing.cancel()
        with pytest.raises(DatabaseUnavailable):
            await running

    use_pool(file, use, timeout_s=600)


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnsupported, match="not a plain file"):
        asyncio.run(ReaderPool.open(url))


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting) as caught:
        asyncio.run(ReaderPool.open(f"sqlite+aiosqlite:///{tmp_path}/none.db"))
    assert "pilar db upgrade" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Bandung, Bogor, Bekasi. " * 50, encoding="utf-8")
    with pytest.raises(DatabaseCorrupt):
        asyncio.run(ReaderPool.open(f"sqlite+aiosqlite:///{tmp_path}/text.db"))


def test_a_process_that_forgets_to_close_the_pool_exits_at_once(file: Path) -> None:
    script = f"""
        import asyncio
        from pilar.query.pool import ReaderPool

        async def main():
            global pool
            pool = await ReaderPool.open({f"sqlite+aiosqlite:///{file}"!r}, timeout_s=600)
            task = asyncio.create_task(pool.fetch({ENDLESS!r}, ()))
            await asyncio.sleep(0.05)

        asyncio.run(main())
        print("done")
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert (ended.stdout, ended.returncode) == ("done\n", 0)
