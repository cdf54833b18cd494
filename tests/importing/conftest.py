"""A seeded database to import into, and tables as people send them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.database.engine import open_engine
from pilar.hookspecs import Derivation
from pilar.importing.job import import_file
from pilar.importing.options import Options
from pilar.importing.outcome import Outcome
from pilar.importing.regions import Gazetteer, read_gazetteer
from pilar.importing.targets import find_target
from pilar.plugins.host import Plugin, healthy
from pilar.settings import Settings
from pilar.startup import load_graph
from postgresql import Cluster


@cache
def installed() -> list[Plugin]:
    """The plugins of this repository, loaded once."""
    return load_graph(Settings())[0]


class Database:
    """A database of its own, with the rows of the first start: a file, or at a URL."""

    def __init__(self, path: Path | None = None, url: str = "") -> None:
        self.path = path
        self.url = url or f"sqlite+aiosqlite:///{path}"
        self.plugins = installed()

    def load(
        self, file: Path, target: str, derivations: Sequence[Derivation] | None = None, **options: Any
    ) -> Outcome:
        """Import a file, with the derivations of the plugins unless others are given."""
        if derivations is None:
            derivations = [each for plugin in healthy(self.plugins) for each in plugin.derivations]
        found = find_target(target, self.plugins)
        return import_file(self.url, found, file, Options(**options), derivations)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT."""
        engine = open_engine(self.url, read_only=True)
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(sa.text(sql))]
        finally:
            engine.dispose()

    def execute(self, sql: str) -> None:
        """Change something, as another writer would."""
        engine = open_engine(self.url)
        with engine.begin() as connection:
            connection.execute(sa.text(sql))
        engine.dispose()

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return int(self.query(f"SELECT count(*) FROM {table}")[0][0])

    def content(self) -> str:
        """Return everything in the tables that imports write to."""
        tables = (
            "observation",
            "environment_waste_report",
            "environment_electricity_consumption",
            "source",
            "indicator",
        )
        return "\n".join(str(self.query(f"SELECT * FROM {table} ORDER BY id")) for table in tables)


@pytest.fixture
def database(service_url: str, tmp_path: Path) -> Database:
    """A copy of the seeded database."""
    original = service_url.removeprefix("sqlite+aiosqlite:///")
    path = tmp_path / "pilar.db"
    shutil.copyfile(original, path)
    return Database(path)


@pytest.fixture
def server_database(cluster: Cluster, seeded_template: str) -> Database:
    """A copy of the seeded database on the server."""
    return Database(url=cluster.create(seeded_template))


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of lines, in UTF-8 unless told otherwise."""

    def write_lines(*lines: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
        return path

    return write_lines


@pytest.fixture(scope="session")
def gazetteer(service_url: str) -> Iterator[Gazetteer]:
    """All regions of the seeds."""
    engine = open_engine(service_url, read_only=True)
    with engine.connect() as connection:
        yield read_gazetteer(connection)
    engine.dispose()
