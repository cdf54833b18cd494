"""The rows of the data set in a PostgreSQL database, and the server that all who use one are measured with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from pilar.database.engine import open_engine
from pilar.startup import load_graph, upgrade_database
from sqlalchemy.engine import make_url

from bench.cluster import Cluster, running_cluster
from bench.data import FULL, PLUGIN, Sizes, make_importable, make_rows, settings_for
from bench.load import LOADER_CORE

LOCALE: Final = ("--locale=C.UTF-8",)
TUNED: Final = {
    "shared_buffers": "1GB",
    "work_mem": "64MB",
    "effective_cache_size": "8GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_connections": "200",
    "max_parallel_workers_per_gather": "0",
    "autovacuum": "off",
}
"""Everything is in memory, and nothing is written while it is measured."""


@contextmanager
def tuned_cluster(port: int | None = None) -> Iterator[Cluster]:
    """Run a server on the loader's core, with `port` also on that port of the loopback."""
    address = {} if port is None else {"listen_addresses": "127.0.0.1", "port": str(port)}
    with running_cluster(LOCALE, {**TUNED, **address}, ("taskset", "-c", LOADER_CORE)) as cluster:
        yield cluster


def fill(cluster: Cluster, sizes: Sizes = FULL) -> str:
    """Make the database of a service whose only plugin is `pilar_bench`, and return its URL."""
    make_importable()
    url = cluster.create()
    plugins, _ = load_graph(settings_for(url), [PLUGIN])
    engine = open_engine(url)
    try:
        upgrade_database(engine, plugins)
    finally:
        engine.dispose()
    with cluster.connect(str(make_url(url).database)) as connection:
        connection.execute("SET session_replication_role = replica")  # no trigger counts these rows
        for table, rows in make_rows(sizes):
            copy = f"COPY bench_{table.name} ({', '.join(table.columns)}) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(copy) as target:
                for row in rows:
                    target.write_row(row)
        connection.execute("VACUUM ANALYZE")
    return url
