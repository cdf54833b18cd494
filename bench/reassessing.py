"""`python -m bench.reassessing`: one changed observation -> how long until the API answers with the new score.

A scratch database has every indicator of the national index for each kabupaten and kota, and some years: the real
values, and made-up ones where there is none. A change is one transaction, from its beginning to the commit, with
everything that follows from it (scores, ranks, potentials, challenges, the log); then the API is asked for the score.
The full computation is what the same transaction would take if everything were computed again. CPU seconds hardly
depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

import sqlalchemy as sa
from pilar.assessment.indices import read_built_in
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.region import Region
from pilar.commons.source import Source
from pilar.database.engine import open_engine, widen_cache
from pilar.database.tracking import keep_statistics
from pilar.query.exchange import Request
from pilar.reassessing import bulk, reassess
from pilar.reassessing.pending import assessment_pending
from pilar.settings import Settings
from pilar.startup import load_graph, prepare, prepare_database

RESULTS: Final = Path(__file__).parent / "results"
YEARS: Final = (2019, 2020, 2021, 2022, 2023, 2024)
QUERY: Final = """
query Score($code: String!, $year: Int!) {
  region(code: $code) {
    assessment(index: "NATIONAL", year: $year) {
      score rank of challenges { rule node priority text }
    }
  }
}
"""
observation: Final = table_of(Observation)
indicator: Final = table_of(Indicator)
region: Final = table_of(Region)
source: Final = table_of(Source)


@dataclass(frozen=True)
class Change:
    """One observation that gets another value."""

    observation_id: int
    code: str
    year: int
    value: float


@dataclass(frozen=True)
class Took:
    """Milliseconds of one change, or of the full computation."""

    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True)
class Measured:
    """What was measured; ratios are medians of CPU time."""

    cells: int
    changes: int
    visible_median_ms: float
    visible_p99_ms: float
    cpu_median_ms: float
    full_ms: float
    full_cpu_ms: float
    ratio: float


def fill(connection: sa.Connection, years: Sequence[int]) -> int:
    """Give every indicator of the national index a value in each region and year; return how many cells there are."""
    chance = random.Random(1)
    codes = [each.code for each in read_built_in("national").indicators]
    names = ("id", "unit", "goalpost_lower", "goalpost_upper")
    catalogue = [
        tuple(row)
        for row in connection.execute(
            sa.select(*(indicator.c[name] for name in names)).where(indicator.c.code.in_(codes))
        )
    ]
    regions = connection.scalars(sa.select(region.c.id).where(region.c.kind.in_(["KABUPATEN", "KOTA"]))).all()
    known = {tuple(row) for row in connection.execute(sa.select(*(observation.c[name] for name in CELL)))}
    somebody = connection.scalar(sa.select(sa.func.min(source.c.id)))
    rows = []
    for indicator_id, unit, lower, upper in catalogue:
        for region_id in regions:
            value = chance.uniform(lower, upper)
            for year in years:
                value += chance.gauss(0, (upper - lower) / 40)
                if (indicator_id, region_id, year) not in known:
                    period = (year, f"{year}-01-01", f"{year}-12-31")
                    figures = (round(value, 2), unit, "FINAL", somebody, "made up", 1)
                    rows.append((region_id, indicator_id, *period, *figures))
    bulk.insert(connection, observation, COLUMNS, rows)
    return len(catalogue) * len(regions) * len(years)


CELL: Final = ("indicator_id", "region_id", "year")
COLUMNS: Final = (
    "region_id",
    "indicator_id",
    "year",
    "period_start",
    "period_end",
    "value",
    "unit",
    "status",
    "source_id",
    "licence",
    "revision",
)


def draw_changes(connection: sa.Connection, count: int) -> Iterator[Change]:
    """Yield changes of observations of the national index, anywhere, by up to a tenth."""
    chance = random.Random(2)
    codes = [each.code for each in read_built_in("national").indicators]
    query = (
        sa.select(observation.c.id, region.c.code, observation.c.year, observation.c.value)
        .join_from(observation, region, region.c.id == observation.c.region_id)
        .join(indicator, indicator.c.id == observation.c.indicator_id)
        .where(
            indicator.c.code.in_(codes),
            observation.c.year.in_(YEARS),
            region.c.kind.in_(["KABUPATEN", "KOTA"]),
        )
    )
    for row_id, code, year, value in chance.sample([tuple(row) for row in connection.execute(query)], count):
        yield Change(row_id, code, year, value * chance.uniform(0.9, 1.1) + 0.01)


async def measure(url: str, changes: int, rounds: int, cells: int) -> Measured:
    """Make the changes one after the other and ask the API after each; then compute everything again."""
    writer = open_engine(url)
    service = await prepare(Settings(database_url=url, points_per_minute=10**9))
    with writer.connect() as connection:
        drawn = list(draw_changes(connection, changes))
        connection.rollback()
    took = []
    for change in drawn:
        wall, cpu = time.perf_counter(), time.process_time()
        with writer.begin() as connection:
            update = observation.update().where(observation.c.id == change.observation_id)
            connection.execute(update.values(value=change.value))
            reassess(connection)
        answer = await service.engine.execute(Request(QUERY, {"code": change.code, "year": change.year}))
        took.append(Took(1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)))
        body = json.loads(answer.body)
        assert body["data"]["region"]["assessment"]["score"] is not None, body
    full = [compute_fully(writer) for _ in range(rounds)]
    await service.close()
    writer.dispose()
    return summarise(cells, took, full)


def compute_fully(writer: sa.Engine) -> Took:
    """Compute everything again, as if anything might have changed; what comes out is the same."""
    wall, cpu = time.perf_counter(), time.process_time()
    with writer.begin() as connection:
        widen_cache(connection)
        connection.execute(assessment_pending.insert().values(indicator_id=None))
        reassess(connection)
    return Took(1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu))


def summarise(cells: int, took: Sequence[Took], full: Sequence[Took]) -> Measured:
    """Return medians and the 99th percentile."""
    walls = sorted(each.wall_ms for each in took)
    cpu, full_cpu = median(each.cpu_ms for each in took), median(each.cpu_ms for each in full)
    return Measured(
        cells,
        len(took),
        median(walls),
        quantiles(walls, n=100, method="inclusive")[98],
        cpu,
        median(each.wall_ms for each in full),
        full_cpu,
        full_cpu / cpu,
    )


def make_database(folder: Path, years: Sequence[int]) -> tuple[str, int]:
    """Migrate, seed and fill a database; return its address and the number of its cells."""
    url = f"sqlite+aiosqlite:///{folder}/pilar.db"
    settings = Settings(database_url=url)
    plugins, _ = load_graph(settings)
    prepare_database(settings, plugins)
    engine = open_engine(url)
    with engine.begin() as connection:
        widen_cache(connection)
        cells = fill(connection, years)
        reassess(connection)
    keep_statistics(engine)
    engine.dispose()
    return url, cells


def write_table(measured: Measured) -> str:
    """Return the table in Markdown."""
    lines = [
        "| | cells | until visible, median ms | p99 ms | CPU, median ms | all again, ms | its CPU, ms | ratio of CPU |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        f"| one observation of {measured.changes} | {measured.cells:,} | {measured.visible_median_ms:.0f} "
        f"| {measured.visible_p99_ms:.0f} | {measured.cpu_median_ms:.0f} | {measured.full_ms:,.0f} "
        f"| {measured.full_cpu_ms:,.0f} | {measured.ratio:.0f} |",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench.reassessing", description=__doc__)
    parser.add_argument("--changes", type=int, default=200, help="observations that are changed, one by one")
    parser.add_argument("--rounds", type=int, default=3, help="of the full computation")
    parser.add_argument("--years", type=int, default=len(YEARS), choices=range(1, len(YEARS) + 1))
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url, cells = make_database(Path(folder), YEARS[-options.years :])
        measured = asyncio.run(measure(url, options.changes, options.rounds, cells))
    print(write_table(measured))
    result: dict[str, Any] = asdict(measured)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{time.strftime('%Y-%m-%dT%H%M%S')}-reassessing.json"
    file.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
