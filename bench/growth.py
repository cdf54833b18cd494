"""`python -m bench.growth`: how time and memory grow with rows, plugins, depth of paging and clients.

Writes the tables to growth.md and the plot to growth.svg in this folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.contestants import own_contestants
from bench.data import FULL, make_database, scaled
from bench.load import Load, run_load
from bench.plot import Chart, draw
from bench.process import Contestant, Server
from bench.queries import QUERIES

HERE: Final = Path(__file__).parent
DATA: Final = HERE / "data"
PORT: Final = 18_300
ROWS: Final = (1, 4, 16)
PLUGINS: Final = (1, 10, 100)
DEPTHS: Final = (1, 10, 100, 1_000, 10_000)
CLIENTS: Final = (1, 4, 16, 64, 256)
PAGE: Final = (
    "query Page($after: String) { bench { observations(first: 50, after: $after) "
    "{ nodes { id value } pageInfo { endCursor } } } }"
)
PLUGIN_CODE: Final = '''"""A generated plugin."""

from pilar import Entity, column, hookimpl, reference


class Site(Entity, table=True):
    """A generated table."""

    name: str = column(index=True)
    """Its name."""
    region_id: int = reference("region")
    """Where it is."""


class Reading(Entity, table=True):
    """A generated table."""

    site_id: int = reference(Site)
    """Where it was taken."""
    region_id: int = reference("region")
    """The region of the site."""
    year: int = column(index=True)
    """Calendar year."""
    value: float = column()
    """The value."""


@hookimpl
def register_tables():
    """Both tables."""
    return [Site, Reading]
'''


@dataclass(frozen=True)
class Growth:
    """One thing that grows: a table, and the charts made of it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    charts: tuple[Chart, ...]


def by_rows(seconds: float) -> Growth:
    """Measure the seven queries, start-up and memory with 1, 4 and 16 times the rows."""
    rows = []
    for factor in ROWS:
        with _database(factor) as file, _served(_pilar(file)) as server:
            loads = [_load(server, query.key, 1, seconds) for query in QUERIES]
            file_mib = file.stat().st_size / 2**20
            rows.append(
                (factor, *(load.p50_ms for load in loads), server.startup_s, server.memory_mib(), file_mib)
            )
    lines = {query.key: [(row[0], row[number + 1]) for row in rows] for number, query in enumerate(QUERIES)}
    head = ("rows x", *(f"{query.key} ms" for query in QUERIES), "start s", "memory MiB", "file MiB")
    chart = Chart("Rows: latency with one client", "times the rows", "p50, ms", lines)
    return Growth("Rows", head, tuple(rows), (chart,))


def by_plugins(seconds: float) -> Growth:
    """Measure the point query, start-up and memory with 1, 10 and 100 plugins of two tables each."""
    rows = []
    for count in PLUGINS:
        with tempfile.TemporaryDirectory() as folder, _database(1) as file:
            _write_plugins(Path(folder), count - 1)
            with _served(_pilar(file, {"BENCH_PLUGINS": folder})) as server:
                one, many = _load(server, "Q1", 1, seconds), _load(server, "Q1", 16, seconds)
                rows.append(
                    (count, one.p50_ms, one.p99_ms, many.per_second, server.startup_s, server.memory_mib())
                )
    head = ("plugins", "Q1 p50 ms", "Q1 p99 ms", "Q1 requests/s", "start s", "memory MiB")
    lines = {
        name: [(row[0], row[place]) for row in rows]
        for name, place in (("Q1 p50, ms", 1), ("start, s", 4), ("memory, MiB", 5))
    }
    return Growth("Plugins", head, tuple(rows), (Chart("Plugins", "plugins", "", lines),))


def by_depth(seconds: float) -> Growth:
    """Measure pages of 50 observations, the first to the ten-thousandth."""
    rows = []
    with _database(1) as file, _served(_pilar(file, documents={"Page": PAGE})) as server:
        for depth, cursor in _cursors(server):
            body = json.dumps(
                {"query": PAGE, "operationName": "Page", "variables": {"after": cursor}}
            ).encode()
            load = run_load(server.port, "/graphql", [body], 1, seconds)
            rows.append((depth, load.p50_ms, load.p99_ms))
    lines = {"p50": [(row[0], row[1]) for row in rows], "p99": [(row[0], row[2]) for row in rows]}
    chart = Chart("Page depth: 50 of 740,160 rows", "number of the page", "ms", lines)
    return Growth("Depth of paging", ("page", "p50 ms", "p99 ms"), tuple(rows), (chart,))


def by_clients(seconds: float) -> Growth:
    """Measure the point query and the list with 1 to 256 clients."""
    rows = []
    with _database(1) as file, _served(_pilar(file)) as server:
        for clients in CLIENTS:
            point, nodes = (_load(server, key, clients, seconds) for key in ("Q1", "Q5"))
            rows.append(
                (
                    clients,
                    point.per_second,
                    point.p50_ms,
                    point.p99_ms,
                    nodes.per_second,
                    nodes.p99_ms,
                    server.memory_mib(),
                )
            )
    head = ("clients", "Q1 requests/s", "Q1 p50 ms", "Q1 p99 ms", "Q5 requests/s", "Q5 p99 ms", "memory MiB")
    rates = {"Q1": [(row[0], row[1]) for row in rows], "Q5": [(row[0], row[4]) for row in rows]}
    waits = {"Q1": [(row[0], row[3]) for row in rows], "Q5": [(row[0], row[5]) for row in rows]}
    charts = (
        Chart("Clients: throughput", "clients", "requests/s", rates),
        Chart("Clients: p99", "clients", "ms", waits),
    )
    return Growth("Clients", head, tuple(rows), charts)


PARTS: Final[dict[str, Callable[[float], Growth]]] = {
    "rows": by_rows,
    "plugins": by_plugins,
    "depth": by_depth,
    "clients": by_clients,
}


def write_tables(growths: Sequence[Growth]) -> str:
    """Return the tables in Markdown."""
    lines = [
        "# Growth",
        "",
        f"Measured on {time.strftime('%Y-%m-%d')} by `python -m bench.growth`; one process, one core.",
        "",
        "![Growth](growth.svg)",
    ]
    for growth in growths:
        lines += [
            "",
            f"## {growth.title}",
            "",
            f"| {' | '.join(growth.head)} |",
            f"|{'---:|' * len(growth.head)}",
        ]
        lines += [f"| {' | '.join(map(_number, row))} |" for row in growth.rows]
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _pilar(
    file: Path, environment: dict[str, str] | None = None, documents: dict[str, str] | None = None
) -> Contestant:
    pilar = next(own_contestants(file, FULL))
    return Contestant(
        pilar.name,
        pilar.command,
        documents or pilar.documents,
        {"Page": [{}]} if documents else pilar.variables,
        {**pilar.environment, **(environment or {})},
        pilar.folder,
    )


@contextmanager
def _served(contestant: Contestant) -> Iterator[Server]:
    server = Server(contestant, PORT, DATA / "growth.log")
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _database(factor: int) -> Iterator[Path]:
    """Make the rows where they are not there yet; the largest files do not stay."""
    DATA.mkdir(exist_ok=True)
    file = DATA / ("full.db" if factor == 1 else f"times{factor}.db")
    if not file.exists():
        make_database(file, scaled(factor))
    yield file
    if factor > 1:
        file.unlink()


def _load(server: Server, key: str, clients: int, seconds: float) -> Load:
    contestant = server.contestant
    run_load(server.port, contestant.path, contestant.bodies(key), clients, 1)
    load = run_load(server.port, contestant.path, contestant.bodies(key), clients, seconds)
    server.settle()
    return load


def _cursors(server: Server) -> Iterator[tuple[int, str | None]]:
    """Page through, and stop at each depth to be measured with the cursor that its page begins behind."""
    cursor: str | None = None
    for depth in range(1, DEPTHS[-1] + 1):
        if depth in DEPTHS:
            yield depth, cursor
        body = json.dumps({"query": PAGE, "operationName": "Page", "variables": {"after": cursor}}).encode()
        cursor = server.ask(body)["data"]["bench"]["observations"]["pageInfo"]["endCursor"]


def _write_plugins(folder: Path, count: int) -> None:
    """Write packages `pilar_made000` and so on, each a plugin of two tables that refer to the core's regions."""
    manifest = (HERE / "pilar_bench" / "plugin.toml").read_text()
    migration = (HERE / "pilar_bench" / "migrations" / "0001_create_the_tables.py").read_text()
    for number in range(count):
        package = folder / f"pilar_made{number:03d}"
        package.mkdir()
        (package / "__init__.py").write_text(PLUGIN_CODE)
        (package / "migrations").mkdir()
        (package / "migrations" / "0001_create_the_tables.py").write_text(
            migration.replace("bench", f"made{number:03d}")
        )
        (package / "plugin.toml").write_text(manifest.replace('"bench"', f'"made{number:03d}"'))


def main() -> None:
    """Measure what was asked for and write both files."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--only", nargs="*", default=list(PARTS), choices=list(PARTS))
    parser.add_argument("--seconds", type=float, default=3, help="of each run of the loader")
    options = parser.parse_args()
    growths = []
    for name in options.only:
        print(f"{name} ...", file=sys.stderr, flush=True)
        growths.append(PARTS[name](options.seconds))
    tables = write_tables(growths)
    (HERE / "growth.md").write_text(tables)
    (HERE / "growth.svg").write_text(draw([chart for growth in growths for chart in growth.charts]))
    print(tables)


if __name__ == "__main__":
    main()
