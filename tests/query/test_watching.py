"""Who waits for a table is woken by a commit to it, and nobody looks while nobody waits."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pilar.query.revisions import Revisions
from pilar.query.watching import Watch

Scenario = Callable[[Watch], Awaitable[None]]


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


def write(file: Path, table: str = "one") -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("UPDATE pilar_revision SET revision = revision + 1 WHERE name = ?", [table])
    connection.close()


@asynccontextmanager
async def watching(file: Path) -> AsyncIterator[Watch]:
    watch = Watch(Revisions(f"sqlite+aiosqlite:///{file}"), every_s=0.01)
    try:
        yield watch
    finally:
        await watch.close()


async def waits(watch: Watch, table: str = "one") -> asyncio.Task[None]:
    task = asyncio.create_task(watch.changed(table, await watch.revision(table)))
    await asyncio.sleep(0.03)
    assert not task.done()
    return task


def test_a_commit_wakes_all_who_wait_for_its_table_and_nobody_else(file: Path) -> None:
    async def scenario() -> None:
        async with watching(file) as watch:
            concerned = [await waits(watch) for _ in range(3)]
            other = await waits(watch, "two")
            write(file)
            await asyncio.wait_for(asyncio.gather(*concerned), 1)
            assert not other.done()
            write(file, "two")
            await asyncio.wait_for(other, 1)

    asyncio.run(scenario())


def test_a_commit_between_reading_and_waiting_is_not_missed(file: Path) -> None:
    async def scenario() -> None:
        async with watching(file) as watch:
            revision = await watch.revision("one")
            write(file)
            await asyncio.wait_for(watch.changed("one", revision), 1)
            early = await waits(watch)
            write(file)
            late = asyncio.create_task(watch.changed("one", await watch.revision("one")))
            await asyncio.wait_for(early, 1)
            write(file)
            await asyncio.wait_for(late, 1)

    asyncio.run(scenario())


def test_it_looks_only_while_somebody_waits(file: Path) -> None:
    async def scenario() -> None:
        async with watching(file) as watch:
            for _ in range(2):
                assert not watch.looks
                task = await waits(watch)
                assert watch.looks
                task.cancel()
                await asyncio.sleep(0.05)
            assert not watch.looks

    asyncio.run(scenario())


def test_a_table_that_nobody_counts_is_looked_at_again_after_a_second(file: Path) -> None:
    async def scenario() -> None:
        async with watching(file) as watch:
            assert await watch.revision("three") is None
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(watch.changed("three", None), 0.2)

    asyncio.run(scenario())
