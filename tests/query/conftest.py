"""Two graphs to ask, each on SQLite and on PostgreSQL: the real one, and one with the plugin `atlas`, whose database a
test may fill as it likes."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from pilar.database.engine import database_file, open_engine
from pilar.plugins.declarations import Imported, forget
from pilar.plugins.discovery import GROUP
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, load_graph, prepare, upgrade_database
from sqlmodel import SQLModel

PLUGIN = Path(__file__).parent / "plugin"
ATLAS = EntryPoint("atlas", "pilar_atlas", GROUP)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite-golden` writes the statements of today into the files that they are compared with."""
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/query/golden anew")


@dataclass
class Graph:
    """A service, asked one question at a time; it counts what each of them cost."""

    runner: asyncio.Runner
    service: Service
    statements: int = 0
    mirror: Mirror | None = None

    def ask(self, document: str, variables: dict[str, Any] | None = None, language: str = "id") -> Any:
        """Return the answer, parsed. Every root field but `__typename` may take one statement."""
        before = self.service.pool.executed
        request = Request(document, variables or {}, language=language)
        answer = self.runner.run(self.service.engine.execute(request))
        self.statements = self.service.pool.executed - before
        return orjson.loads(answer.body)

    def data(self, document: str, variables: dict[str, Any] | None = None, language: str = "id") -> Any:
        """Return the data of an answer without errors that took one statement."""
        answer = self.ask(document, variables, language)
        assert "errors" not in answer, answer["errors"]
        assert self.statements == 1
        return answer["data"]

    def error(self, document: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the only error of an answer: it has a message, a code and a hint."""
        (error,) = self.ask(document, variables)["errors"]
        assert error["message"] and error["extensions"]["code"] and error["extensions"]["hint"]
        return error

    def write(self, *statements: str) -> None:
        """Change the database behind the service's back, foreign keys unchecked, as an operator might.

        The statements are SQLite's; a database on the server is made to agree with the file that they change.
        """
        file = self.mirror.file if self.mirror else database_file(self.service.settings.database_url)
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            with connection:
                for statement in statements:
                    connection.execute(statement)
        if self.mirror:
            self.mirror.update(re.match(NAMED, statement)[1] for statement in statements)


NAMED = r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)"


@dataclass
class Mirror:
    """A database on the server that holds what a file holds."""

    file: Path
    url: str

    def update(self, names: Iterable[str]) -> None:
        """Copy whole tables by their models, which know how each database stores a value."""
        tables = [SQLModel.metadata.tables[name] for name in dict.fromkeys(names)]
        source, target = open_engine(f"sqlite:///{self.file}"), open_engine(self.url)
        with source.connect() as rows, target.begin() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            for table in tables:
                copied = [dict(row) for row in rows.execute(sa.select(table)).mappings()]
                stored = [column.name for column in table.columns if column.computed is None]
                connection.execute(table.delete())
                if copied:
                    connection.execute(
                        table.insert(), [{name: row[name] for name in stored} for row in copied]
                    )
                raised = "UPDATE pilar_revision SET revision = revision + 1 WHERE name = %s"  # no trigger does it now
                connection.exec_driver_sql(raised, (table.name,))
        source.dispose()
        target.dispose()


Open = Callable[..., Graph]
DATABASES = ("sqlite", "postgresql")
PLAIN: dict[str, Any] = {"points_per_minute": 0, "answer_cache_bytes": 0, "entity_tags": False}
"""Settings under which each question is really put to the database."""


def opened(runner: asyncio.Runner, settings: Settings, entry_points: Sequence[EntryPoint] | None) -> Graph:
    return Graph(runner, runner.run(prepare(settings, entry_points=entry_points)))


def asked(url: str) -> Iterator[Graph]:
    """Open the real graph with the real data; nobody writes to it."""
    with asyncio.Runner() as runner:
        graph = opened(runner, Settings(database_url=url, **PLAIN), None)
        yield graph
        runner.run(graph.service.close())


@pytest.fixture(scope="module", params=DATABASES)
def seeded_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with the real data, on each kind of database."""
    found: str = request.getfixturevalue("service_url" if request.param == "sqlite" else "seeded_server_url")
    return found


@pytest.fixture(scope="module")
def graph(seeded_url: str) -> Iterator[Graph]:
    """The real graph with the real data, on each kind of database."""
    yield from asked(seeded_url)


@pytest.fixture(scope="module")
def embedded_graph(service_url: str) -> Iterator[Graph]:
    """The real graph on SQLite."""
    yield from asked(service_url)


@pytest.fixture(scope="module")
def server_graph(seeded_server_url: str) -> Iterator[Graph]:
    """The real graph on PostgreSQL."""
    yield from asked(seeded_server_url)


@pytest.fixture(params=DATABASES)
def open_atlas(request: pytest.FixtureRequest, core_database: Path, tmp_path: Path) -> Iterator[Open]:
    """Open a graph of the core and the plugin `atlas` on a database of its own, with settings of its own."""
    before = Imported.now()
    sys.path.insert(0, str(PLUGIN))
    graphs: list[Graph] = []
    with asyncio.Runner() as runner:

        def open_graph(**settings: Any) -> Graph:
            path = tmp_path / f"atlas{len(graphs)}.db"
            path.write_bytes(core_database.read_bytes())
            url, mirror = f"sqlite+aiosqlite:///{path}", None
            if request.param == "postgresql":
                mirror = Mirror(path, server_copy(request))
                migrate(path, mirror.url)
                url = mirror.url
            chosen = Settings(**{"database_url": url} | PLAIN | settings)
            graphs.append(opened(runner, chosen, [ATLAS]))
            graphs[-1].mirror = mirror
            (plugin,) = graphs[-1].service.plugins
            assert plugin.status == "HEALTHY", plugin.error
            return graphs[-1]

        yield open_graph
        for graph in graphs:
            runner.run(graph.service.close())
            if graph.mirror:
                request.getfixturevalue("cluster").drop(graph.mirror.url)
    sys.path.remove(str(PLUGIN))
    forget(before, {"pilar_atlas"})


def server_copy(request: pytest.FixtureRequest) -> str:
    """Return the URL of a new database on the server, with the core's rows."""
    url: str = request.getfixturevalue("cluster").create(request.getfixturevalue("core_template"))
    return url


def migrate(file: Path, url: str) -> None:
    """Add the tables of `atlas` to both databases."""
    plugins, _ = load_graph(Settings(), [ATLAS])
    for each in (f"sqlite:///{file}", url):
        engine = open_engine(each)
        upgrade_database(engine, plugins)
        engine.dispose()


@pytest.fixture
def atlas(open_atlas: Open) -> Graph:
    """A graph of the core and the plugin `atlas`, which has no rows yet."""
    return open_atlas()
