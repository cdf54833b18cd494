"""The pool of a PostgreSQL server: bounded in time, cancelled for real, alive again after the server was away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from pilar.database.engine import open_engine
from pilar.errors import (
    DatabaseUnavailable,
    DatabaseUnreachable,
    InvalidSetting,
    OperationTimeout,
    StatementTimeout,
)
from pilar.http.readiness import assess_readiness
from pilar.query.exchange import Request
from pilar.query.server_pool import CACHED_CHARACTERS, ServerPool
from pilar.query.server_revisions import ServerRevisions
from pilar.query.turns import StatementFailed
from pilar.settings import Settings
from pilar.startup import Service, prepare, upgrade_database
from postgresql import Cluster, running_cluster

SLEEP = "SELECT pg_sleep(30)::text"


def with_pool(url: str, use: Callable[[ServerPool], Awaitable[None]], **how: Any) -> None:
    async def run() -> None:
        pool = await ServerPool.open(url, **{"size": 2, "timeout_s": 5.0} | how)
        try:
            await use(pool)
        finally:
            await pool.close()

    asyncio.run(run())


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.url("postgres")


def sleepers(cluster: Cluster) -> int:
    asked = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'"
    with cluster.connect() as connection:
        (count,) = connection.execute(asked).fetchone()
        return int(count)


async def ended(cluster: Cluster) -> None:
    deadline = time.monotonic() + 5
    while sleepers(cluster):
        assert time.monotonic() < deadline, "the statement goes on in the server"
        await asyncio.sleep(0.02)


def test_the_first_value_comes_as_the_text_that_the_server_made(url: str) -> None:
    async def use(pool: ServerPool) -> None:
        assert await pool.fetch("SELECT '{\"a\":' || $1::bigint || '}'", [7]) == '{"a":7}'
        assert await pool.fetch("SELECT NULL::text", ()) is None
        assert await pool.fetch("SELECT 'x' WHERE false", ()) is None
        assert pool.executed == 3

    with_pool(url, use)


def test_connections_are_told_what_they_are_for(url: str) -> None:
    async def use(pool: ServerPool) -> None:
        for name, value in {
            "application_name": "pilar",
            "default_transaction_read_only": "on",
            "statement_timeout": "5s",
        }.items():
            assert await pool.fetch(f"SELECT current_setting('{name}')", ()) == value
        with pytest.raises(StatementFailed, match="read-only"):
            await pool.fetch("CREATE TABLE nonsense (a INTEGER)", ())

    with_pool(url, use)


def test_a_statement_that_takes_too_long_is_cancelled_in_the_server(url: str, cluster: Cluster) -> None:
    async def use(pool: ServerPool) -> None:
        with pytest.raises(StatementTimeout) as caught:
            await pool.fetch(SLEEP, ())
        assert "0.2 s" in caught.value.message
        await ended(cluster)
        assert await pool.fetch("SELECT 'x'", ()) == "x"

    with_pool(url, use, timeout_s=0.2, size=1)


def test_a_server_that_ignores_the_limit_is_cancelled_all_the_same(url: str, cluster: Cluster) -> None:
    async def use(pool: ServerPool) -> None:
        await pool.fetch("SELECT set_config('statement_timeout', '0', false)", ())
        with pytest.raises(StatementTimeout):
            await pool.fetch(SLEEP, ())
        await ended(cluster)
        assert await pool.fetch("SELECT 'x'", ()) == "x"

    with_pool(url, use, timeout_s=0.1, size=1)


def test_cancelling_the_task_cancels_the_statement_and_keeps_the_connection(
    url: str, cluster: Cluster
) -> None:
    async def use(pool: ServerPool) -> None:
        backend = await pool.fetch("SELECT pg_backend_pid()::text", ())
        task = asyncio.ensure_future(pool.fetch(SLEEP, ()))
        while not sleepers(cluster):
            await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await pool.fetch("SELECT pg_backend_pid()::text", ()) == backend
        await ended(cluster)

    with_pool(url, use, size=1)


def test_who_waits_too_long_for_a_connection_is_told(url: str) -> None:
    async def use(pool: ServerPool) -> None:
        task = asyncio.ensure_future(pool.fetch(SLEEP, ()))
        await asyncio.sleep(0.05)
        with pytest.raises(OperationTimeout):
            await pool.fetch("SELECT 'x'", ())
        task.cancel()
        await asyncio.wait({task})

    with_pool(url, use, size=1, patience_s=0.1)


def test_a_hundred_statements_take_turns_on_two_connections(url: str) -> None:
    async def use(pool: ServerPool) -> None:
        found = await asyncio.gather(*(pool.fetch("SELECT $1::text", [str(number)]) for number in range(100)))
        assert found == [str(number) for number in range(100)]

    with_pool(url, use)


def test_closing_ends_what_runs_and_refuses_what_comes(url: str, cluster: Cluster) -> None:
    async def run() -> None:
        pool = await ServerPool.open(url, size=1, timeout_s=60)
        task = asyncio.ensure_future(pool.fetch(SLEEP, ()))
        waiting = asyncio.ensure_future(pool.fetch(SLEEP, ()))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await asyncio.gather(pool.close(), pool.close())
        assert time.monotonic() - began < 6
        for each in (task, waiting, pool.fetch("SELECT 'x'", ())):
            with pytest.raises(DatabaseUnavailable, match="shutting down"):
                await each

    asyncio.run(run())


@pytest.mark.parametrize("statement", ["SELECT nonsense", "SELECT 1 / 0", "SELECT 'x'::int::text"])
def test_what_is_wrong_with_a_statement_is_no_loss_of_the_connection(url: str, statement: str) -> None:
    async def use(pool: ServerPool) -> None:
        with pytest.raises(StatementFailed):
            await pool.fetch(statement, ())
        assert await pool.fetch("SELECT 'x'", ()) == "x"

    with_pool(url, use, size=1)


def test_prepared_statements_are_bounded_in_characters(url: str) -> None:
    """The server keeps some MB for each large one: whoever sends ever others would fill its memory."""

    async def use(pool: ServerPool) -> None:
        for number in range(60):
            assert await pool.fetch(f"SELECT '{number}' || length('{'x' * 20_000}')", ()) == f"{number}20000"
        kept = await pool.fetch("SELECT sum(length(statement))::text FROM pg_prepared_statements", ())
        assert 0 < int(kept or 0) <= CACHED_CHARACTERS

    with_pool(url, use, size=1)


def test_a_pool_works_behind_a_proxy_that_keeps_no_prepared_statements(url: str) -> None:
    async def use(pool: ServerPool) -> None:
        assert await pool.fetch("SELECT $1::text", ["x"]) == "x"
        assert await pool.fetch("SELECT count(*)::text FROM pg_prepared_statements", ()) <= "1"

    with_pool(f"{url}&statement_cache_size=0", use, size=1)
    with pytest.raises(InvalidSetting, match="statement_cache_size"):
        with_pool(f"{url}&statement_cache_size=many", use)


# --- the server goes away ---


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    with running_cluster() as cluster:
        yield cluster


def test_a_server_that_restarts_costs_the_answers_of_that_time_only(own_cluster: Cluster) -> None:
    async def use(pool: ServerPool) -> None:
        assert await pool.fetch("SELECT 'x'", ()) == "x"
        running = asyncio.ensure_future(pool.fetch(SLEEP, ()))
        await asyncio.sleep(0.1)
        await asyncio.to_thread(own_cluster.stop)
        with pytest.raises(DatabaseUnavailable):
            await running
        for _ in range(3):
            with pytest.raises(DatabaseUnavailable) as caught:
                await pool.fetch("SELECT 'x'", ())
            assert str(own_cluster.folder) not in str(caught.value)
        await asyncio.to_thread(own_cluster.start)
        assert await asyncio.gather(*(pool.fetch("SELECT 'x'", ()) for _ in range(5))) == ["x"] * 5

    with_pool(own_cluster.url("postgres"), use)


def test_a_server_that_is_not_there_is_an_error_of_the_start() -> None:
    with pytest.raises(DatabaseUnreachable) as caught:
        asyncio.run(ServerPool.open("postgresql+asyncpg://pilar:secret@127.0.0.1:1/pilar"))
    assert "secret" not in str(caught.value) and "127.0.0.1:1" in caught.value.message


# --- revisions ---


def test_whoever_writes_never_reads_an_older_revision(cluster: Cluster) -> None:
    url = cluster.create()
    name = url.rpartition("/pilar_")[2].partition("?")[0]

    async def run() -> None:
        revisions = await ServerRevisions.open(url)
        with cluster.connect(f"pilar_{name}") as writer:
            assert await revisions.of(["one"]) is None, "there is nothing to read yet"
            writer.execute("CREATE TABLE pilar_revision (name TEXT PRIMARY KEY, revision BIGINT NOT NULL)")
            writer.execute("INSERT INTO pilar_revision VALUES ('one', 0), ('two', 0)")
            assert await revisions.of(["two", "one"]) == (0, 0)
            for number in range(1, 200):
                waiting = [asyncio.ensure_future(revisions.of(["one"])) for _ in range(number % 5)]
                await asyncio.sleep(0)
                writer.execute("UPDATE pilar_revision SET revision = revision + 1 WHERE name = 'one'")
                assert await revisions.of(["two", "one"]) == (0, number)
                assert all(found in [(number - 1,), (number,)] for found in await asyncio.gather(*waiting))
            assert await revisions.of(["three"]) is None
        await revisions.close()

    asyncio.run(run())


def test_an_answer_is_reused_until_somebody_writes_and_readiness_follows_the_server(
    own_cluster: Cluster,
) -> None:
    url = own_cluster.create()
    settings = Settings(database_url=url, no_plugins=True)
    engine = open_engine(url)
    upgrade_database(engine, ())
    asked = '{ region(code: "32.73") { population } }'

    async def population(service: Service) -> int:
        answer = await service.engine.execute(Request(asked, read_only=True))
        found: int = orjson.loads(answer.body)["data"]["region"]["population"]
        return found

    async def run() -> None:
        service = await prepare(settings)
        first = await population(service)
        for number in range(1, 4):
            executed = service.pool.executed
            assert await population(service) == first + number - 1
            assert service.pool.executed == executed, "an answer that still holds is given again"
            with engine.begin() as connection:
                connection.execute(
                    sa.text("UPDATE region SET population = population + 1 WHERE code = '32.73'")
                )
            assert await population(service) == first + number
            assert service.pool.executed == executed + 1
        assert (await assess_readiness(service))["ready"]
        await asyncio.to_thread(own_cluster.stop)
        report = await assess_readiness(service)
        assert not report["ready"] and report["database"]["error"] == DatabaseUnavailable.code
        await asyncio.to_thread(own_cluster.start)
        assert (await assess_readiness(service))["ready"]
        await service.close()

    asyncio.run(run())
    engine.dispose()
