"""A scale -> the rows of the data set, the same ones at every call, and the database file that holds them.

Sizes at scale 1: 38 provinces, 514 regencies, 200 organizations, 120 indicators observed in 12 years (740,160 rows),
20,000 facilities and 5,000 programmes.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from importlib.metadata import EntryPoint
from pathlib import Path
from random import Random
from typing import Any, Final

import pysqlite3
from pilar.plugins.discovery import GROUP
from pilar.settings import Settings
from pilar.startup import prepare

HERE: Final = Path(__file__).parent
SEED: Final = 740_160
PROVINCES: Final = 38
YEARS: Final = range(2013, 2025)
KINDS: Final = ("PROVINCE", "REGENCY")
TECHNOLOGIES: Final = ("SOLAR", "HYDRO", "WIND", "GEOTHERMAL", "BIOMASS", "GAS", "COAL", "DIESEL")
STATUSES: Final = ("PLANNED", "ACTIVE", "DONE", "PAUSED")
PILLARS: Final = ("ECONOMY", "ENVIRONMENT", "LIVING", "MOBILITY")
UNITS: Final = ("%", "MW", "GWh", "kWh", "min")
PLUGIN: Final = EntryPoint("bench", "pilar_bench", GROUP)

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Sizes:
    """How many rows there are; observations are regencies x indicators x 12 years."""

    regencies: int
    organizations: int
    indicators: int
    facilities: int
    programmes: int


FULL: Final = Sizes(regencies=514, organizations=200, indicators=120, facilities=20_000, programmes=5_000)


def scaled(factor: float) -> Sizes:
    """Return the sizes with `factor` times the rows in the three large tables: a query answers as many as before."""
    if factor >= 1:
        times = round(factor)
        return Sizes(514, 200 * times, 120 * times, 20_000 * times, 5_000 * times)
    return Sizes(60, 25, max(2, round(120 * factor * 9)), round(20_000 * factor), round(5_000 * factor))


@dataclass(frozen=True)
class Table:
    """One table: its columns, and how to make its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Random, Sizes], Iterator[Row]]


def regions(random: Random, sizes: Sizes) -> Iterator[Row]:
    """Every province has a regency at least; the others are spread at random."""
    for province in range(1, PROVINCES + 1):
        yield province, str(10 + province), f"Provinsi {province:02d}", "PROVINCE", None
    counts = [0] * (PROVINCES + 1)
    for number in range(1, sizes.regencies + 1):
        parent = number if number <= PROVINCES else random.randint(1, PROVINCES)
        counts[parent] += 1
        code = f"{10 + parent}.{counts[parent]:02d}"
        yield PROVINCES + number, code, f"Kabupaten {number:03d} ({code})", "REGENCY", parent


def organizations(random: Random, sizes: Sizes) -> Iterator[Row]:
    for number in range(1, sizes.organizations + 1):
        yield number, f"PT Organisasi {number:03d} Tbk"


def indicators(random: Random, sizes: Sizes) -> Iterator[Row]:
    for number in range(1, sizes.indicators + 1):
        yield number, f"IND{number:03d}", f"Indikator {number}", random.choice(UNITS), random.choice(PILLARS)


def observations(random: Random, sizes: Sizes) -> Iterator[Row]:
    number = 0
    for region in _regencies(sizes):
        for indicator in range(1, sizes.indicators + 1):
            for year in YEARS:
                number += 1
                yield number, region, indicator, year, round(random.uniform(0, 1_000), 2)


def facilities(random: Random, sizes: Sizes) -> Iterator[Row]:
    for number in range(1, sizes.facilities + 1):
        region, organization = random.choice(_regencies(sizes)), random.randint(1, sizes.organizations)
        technology, capacity = random.choice(TECHNOLOGIES), round(random.uniform(0.1, 900), 3)
        yield number, region, organization, f"Pembangkit {number:05d}", technology, capacity


def programmes(random: Random, sizes: Sizes) -> Iterator[Row]:
    for number in range(1, sizes.programmes + 1):
        region, status = random.choice(_regencies(sizes)), random.choice(STATUSES)
        budget, progress = random.randint(1_000, 2_000_000), round(random.uniform(0, 100), 1)
        yield number, region, f"Program {number:04d} listrik desa", status, budget, progress


TABLES: Final = (
    Table("region", ("id", "code", "name", "kind", "parent_id"), regions),
    Table("organization", ("id", "name"), organizations),
    Table("indicator", ("id", "code", "name", "unit", "pillar"), indicators),
    Table("observation", ("id", "region_id", "indicator_id", "year", "value"), observations),
    Table("facility", ("id", "region_id", "organization_id", "name", "technology", "capacity"), facilities),
    Table("programme", ("id", "region_id", "title", "status", "budget", "progress"), programmes),
)


def make_rows(sizes: Sizes) -> Iterator[tuple[Table, Iterator[Row]]]:
    """Return the rows of each table. Tables have random numbers of their own, so one can be made without the others."""
    for number, table in enumerate(TABLES):
        yield table, table.rows(Random(SEED + number), sizes)


def make_database(file: Path, sizes: Sizes = FULL) -> None:
    """Write the database of a service whose only plugin is `pilar_bench`, with indexes and their statistics."""
    make_importable()
    unfinished = file.with_suffix(".new")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{unfinished}{suffix}").unlink(missing_ok=True)
    asyncio.run(_migrate(settings_for(unfinished)))
    connection = pysqlite3.connect(unfinished)
    _drop_triggers(connection)
    for table, rows in make_rows(sizes):
        names, signs = ", ".join(table.columns), ", ".join("?" * len(table.columns))
        connection.executemany(f"INSERT INTO bench_{table.name} ({names}) VALUES ({signs})", rows)
    connection.commit()
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    unfinished.rename(file)


def make_importable() -> None:
    """Let `pilar_bench` be found, as if it were installed."""
    if str(HERE) not in sys.path:
        sys.path.append(str(HERE))  # last: this folder has a `profile`, and so has the standard library


def settings_for(place: Path | str) -> Settings:
    """Return the settings of the measured service over a file, or a database by its URL: pages as large as the seven
    queries need, no budget, no reuse of answers, so that every request is answered anew."""
    settings = Settings(database_url=str(place) if "://" in str(place) else f"sqlite+aiosqlite:///{place}")
    known = {row.name for row in fields(settings)}
    return replace(
        settings, **{name: 0 for name in ("points_per_minute", "answer_cache_bytes") if name in known}
    )


def _drop_triggers(connection: pysqlite3.Connection) -> None:
    """Let millions of rows come in without counting each as a change; the next start makes the triggers anew."""
    found = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'bench_%'"
    for (name,) in connection.execute(found).fetchall():
        connection.execute(f"DROP TRIGGER {name}")


async def _migrate(settings: Settings) -> None:
    service = await prepare(settings, entry_points=[PLUGIN])
    await service.close()


def _regencies(sizes: Sizes) -> range:
    return range(PROVINCES + 1, PROVINCES + sizes.regencies + 1)
