"""`python -m bench.imports`: files of many rows into a fresh database -> rows a second, and a file in results/.

A row counts when it is committed: the time is that of the whole import, from opening the file to the commit, in this
process. CPU seconds hardly depend on what else the machine does, and are the row to trust on a busy one.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Final

import openpyxl
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar.commons.region import Region
from pilar.database.engine import open_engine
from pilar.importing.job import import_file
from pilar.importing.options import Options
from pilar.importing.targets import Target, find_target
from pilar.settings import Settings
from pilar.startup import load_graph, prepare_database

RESULTS: Final = Path(__file__).parent / "results"
FIRST_YEAR: Final = 1900
SERIES: Final = ("ECO.POVERTY", "ECO.UNEMPLOYMENT", "QOL.SANITATION", "QOL.SAFE_WATER", "HR.LFPR")


@dataclass(frozen=True)
class Place:
    """A kabupaten or kota, as files name it."""

    code: str
    name: str
    province: str


@dataclass(frozen=True)
class Case:
    """One kind of file: how it is written, and how it is imported. `rows` are rows of the table for each record."""

    key: str
    title: str
    write: Callable[[Path, Sequence[Place], int], None]
    target: str
    options: Options
    again: bool = False
    rows: int = 1


@dataclass(frozen=True)
class Measured:
    """A case with the medians of its runs."""

    key: str
    title: str
    rows: int
    rows_per_s: float
    rows_per_cpu_s: float


def values(places: Sequence[Place], records: int) -> Iterator[tuple[Place, int, float]]:
    """Yield a value for each place and year, the same every time."""
    for number in range(records):
        place = places[number % len(places)]
        yield place, FIRST_YEAR + number // len(places), (number * 7919 % 100_000) / 1000


def write_codes(file: Path, places: Sequence[Place], records: int) -> None:
    """Codes, the plain path."""
    rows = ((place.code, year, value) for place, year, value in values(places, records))
    write_csv(file, ["region", "year", "energy_gwh"], rows)


def write_names(file: Path, places: Sequence[Place], records: int) -> None:
    """Names with provinces, and another unit."""
    rows = (
        (place.province, place.name, year, value * 1000) for place, year, value in values(places, records)
    )
    write_csv(file, ["Provinsi", "Kabupaten/Kota", "Tahun", "Energy (MWh)"], rows)


def write_long(file: Path, places: Sequence[Place], records: int) -> None:
    """Observations, a row each."""
    rows = ((place.code, SERIES[0], year, value) for place, year, value in values(places, records))
    write_csv(file, ["region", "indicator", "year", "value"], rows)


def write_wide(file: Path, places: Sequence[Place], records: int) -> None:
    """Observations, five columns of indicators."""
    rows = ((place.code, year, *[value] * len(SERIES)) for place, year, value in values(places, records))
    write_csv(file, ["region", "year", *SERIES], rows)


def write_xlsx(file: Path, places: Sequence[Place], records: int) -> None:
    """The plain path as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["region", "year", "energy_gwh"])
    for place, year, value in values(places, records):
        sheet.append([place.code, year, value])
    book.save(file)


def write_csv(file: Path, header: Sequence[str], rows: Iterator[tuple[object, ...]]) -> None:
    """Write a CSV file."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])


ELECTRICITY: Final = "environment.electricityConsumptions"
OPTIONS: Final = Options(constants={"source": "pln-distribution-provinces"})
CASES: Final = (
    Case("codes", "CSV with codes", write_codes, ELECTRICITY, OPTIONS),
    Case("again", "The same file again", write_codes, ELECTRICITY, OPTIONS, again=True),
    Case("names", "CSV with names, provinces and another unit", write_names, ELECTRICITY, OPTIONS),
    Case("long", "Observations, a row each", write_long, "observations", OPTIONS),
    Case("wide", "Observations, five columns", write_wide, "observations", OPTIONS, rows=len(SERIES)),
    Case("xlsx", "XLSX with codes", write_xlsx, ELECTRICITY, OPTIONS),
)


def measure(case: Case, rows: int, rounds: int) -> Measured:
    """Import the file of a case into a fresh database, several times; return the medians."""
    runs = [_run(case, rows) for _ in range(rounds)]
    return Measured(
        case.key,
        case.title,
        rows,
        median(rows / wall for wall, _ in runs),
        median(rows / cpu for _, cpu in runs),
    )


def _run(case: Case, rows: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite+aiosqlite:///{folder}/pilar.db")
        plugins, _ = load_graph(settings)
        prepare_database(settings, plugins)
        file = Path(folder) / "rows"
        case.write(file, _places(settings), rows // case.rows)
        target = find_target(case.target, plugins)
        if case.again:
            _import(settings, target, file, case, rows)
        return _import(settings, target, file, case, rows)


def _import(settings: Settings, target: Target, file: Path, case: Case, rows: int) -> tuple[float, float]:
    """Return the seconds that it took, and those of the CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    outcome = import_file(settings.database_url, target, file, case.options)
    took = time.perf_counter() - wall, time.process_time() - cpu
    assert outcome.stored and sum(loaded.rows for loaded in outcome.loaded) == rows, outcome.as_object()
    return took


def _places(settings: Settings) -> list[Place]:
    engine = open_engine(settings.database_url, read_only=True)
    region = table_of(Region)
    above = region.alias()
    regencies = (
        sa.select(region.c.code, region.c.name_id, above.c.name_id)
        .join_from(region, above, above.c.id == region.c.parent_id)
        .where(region.c.kind.in_(["KABUPATEN", "KOTA"]))
        .order_by(region.c.code)
    )
    with engine.connect() as connection:
        found = [Place(*row) for row in connection.execute(regencies)]
    engine.dispose()
    return found


def write_table(measured: Sequence[Measured]) -> str:
    """Return the table in Markdown."""
    lines = ["| File | Rows | Rows a second | Rows a CPU second |", "|---|---:|---:|---:|"]
    lines += [
        f"| {each.title} | {each.rows:,} | {each.rows_per_s:,.0f} | {each.rows_per_cpu_s:,.0f} |"
        for each in measured
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the cases asked for, print the table and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench.imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="of each file")
    parser.add_argument("--rounds", type=int, default=3, help="of each case; the median counts")
    parser.add_argument("--only", nargs="*", choices=[case.key for case in CASES], help="cases; default all")
    options = parser.parse_args(arguments)
    cases = [case for case in CASES if not options.only or case.key in options.only]
    measured = [measure(case, options.rows, options.rounds) for case in cases]
    print(write_table(measured))
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{time.strftime('%Y-%m-%dT%H%M%S')}-imports.json"
    file.write_text(json.dumps([asdict(each) for each in measured], indent=2) + "\n")


if __name__ == "__main__":
    main()
