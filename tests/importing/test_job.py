"""One file, one transaction: dry runs, failures, kills and a database that is served meanwhile."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pilar import Derivation
from pilar.commons.entity import table_of
from pilar.commons.upserting import upsert
from pilar.database.engine import open_engine
from pilar.errors import DatabaseLocked, FailedDerivation
from pilar.importing.job import import_file
from pilar.importing.options import Options
from pilar.importing.targets import find_target
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare
from pilar_environment.electricity_consumption import ElectricityConsumption

PLN = {"source": "pln-distribution-provinces"}
ELECTRICITY = "environment.electricityConsumptions"
COUNT = "{ environment { electricityConsumptionsAggregate(where: {year: {lt: 1950}}) { count } } }"
IMPORTER = """
    import sys, time
    from pathlib import Path
    from pilar.importing.job import import_file
    from pilar.importing.options import Options
    from pilar.importing.targets import find_target
    from pilar.settings import Settings
    from pilar.startup import load_graph

    plugins, _ = load_graph(Settings())
    target = find_target("environment.electricityConsumptions", plugins)

    def progress(what, done, total):
        print("a chunk is in", flush=True)
        if len(sys.argv) > 3:
            time.sleep(60)

    options = Options(constants={"source": "pln-distribution-provinces"})
    outcome = import_file(sys.argv[1], target, Path(sys.argv[2]), options, progress=progress)
    print("stored" if outcome.stored else "refused", flush=True)
"""
Write = Callable[..., Path]


@pytest.fixture
def large(write: Write) -> Path:
    """Three chunks of rows."""
    places = [f"{province}.{number:02}" for province in (11, 12) for number in range(1, 18)]
    lines = [f"{place},{year},{year - 1899}.5" for year in range(1900, 2200) for place in places]
    return write("region,year,energy_gwh", *lines, name="large.csv")


def rows(database: Any) -> int:
    return int(
        database.query("SELECT count(*) FROM environment_electricity_consumption WHERE year < 1950")[0][0]
    )


def test_a_dry_run_tells_the_same_and_leaves_nothing(database, large: Path) -> None:
    before = database.content()

    dry = database.load(large, ELECTRICITY, constants=PLN, dry_run=True)
    assert database.content() == before
    real = database.load(large, ELECTRICITY, constants=PLN)

    assert (dry.stored, real.stored) == (False, True)
    assert [(each.rows, each.inserted) for each in dry.loaded] == [
        (each.rows, each.inserted) for each in real.loaded
    ]


def test_a_derivation_that_fails_takes_the_rows_with_it(database, write: Write) -> None:
    broken = Derivation("ECO.NOBODY", "SELECT 1")

    with pytest.raises(FailedDerivation):
        database.load(write("region,year,energy_gwh", "32,1930,1"), ELECTRICITY, [broken], constants=PLN)

    assert rows(database) == 0


def test_a_process_killed_while_it_imports_leaves_nothing_and_the_next_one_works(
    database, large: Path
) -> None:
    before = database.content()
    command = [sys.executable, "-c", textwrap.dedent(IMPORTER), database.url, str(large), "wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "a chunk is in\n"
        process.kill()
        assert process.wait(30) == -signal.SIGKILL

    assert database.content() == before
    engine = open_engine(database.url)
    with engine.begin() as connection:
        assert connection.scalar(sa.text("PRAGMA integrity_check")) == "ok"
    engine.dispose()
    assert database.load(large, ELECTRICITY, constants=PLN).stored


def test_the_database_is_served_while_a_file_is_imported(database, large: Path) -> None:
    """Readers see the state before until the commit, and all of the file after it."""
    seen: list[int] = []

    async def serve() -> None:
        service = await prepare(Settings(database_url=database.url))
        loop = asyncio.get_running_loop()

        async def count() -> int:
            body = (await service.engine.execute(Request(COUNT))).body
            return int(
                json.loads(body)["data"]["environment"]["electricityConsumptionsAggregate"][0]["count"]
            )

        def look(*_: object) -> None:
            seen.append(asyncio.run_coroutine_threadsafe(count(), loop).result(10))

        try:
            target = find_target(ELECTRICITY, database.plugins)
            options = Options(constants=PLN)
            await asyncio.to_thread(import_file, database.url, target, large, options, (), look)
            seen.append(await count())
        finally:
            await service.close()

    asyncio.run(serve())
    assert seen == [0, 0, 0, 34 * 50]


def test_another_writer_is_waited_for_and_then_named(database, write: Write) -> None:
    file = write("region,year,energy_gwh", "32,1930,1")
    engine = open_engine(database.url)
    with engine.begin(), pytest.raises(DatabaseLocked, match="Another process holds the database"):
        database.load(file, ELECTRICITY, constants=PLN)
    engine.dispose()

    assert database.load(file, ELECTRICITY, constants=PLN).stored


def test_the_statement_is_one_that_both_databases_read() -> None:
    table = table_of(ElectricityConsumption)
    given = ("region_id", "year", "energy_gwh", "source_id")
    for name in ("sqlite", "postgresql"):
        dialect = sa.make_url(
            f"{name}+{'asyncpg' if name == 'postgresql' else 'pysqlite'}://"
        ).get_dialect()()
        sql = str(
            upsert(name, table, ElectricityConsumption.__key__, given).compile(
                dialect=dialect, column_keys=given
            )
        )
        assert (
            "ON CONFLICT (region_id, year, source_id) DO UPDATE SET energy_gwh = excluded.energy_gwh WHERE"
            in sql
        )
