"""Two graphs to ask: the real one, and one with the plugin `atlas`, whose database a test may fill as it likes."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import orjson
import pytest
from pilar.database.engine import database_file
from pilar.plugins.declarations import Imported, forget
from pilar.plugins.discovery import GROUP
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, prepare

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
        """Change the database behind the service's back, foreign keys unchecked, as an operator might."""
        with closing(sqlite3.connect(database_file(self.service.settings.database_url))) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            with connection:
                for statement in statements:
                    connection.execute(statement)


Open = Callable[..., Graph]
PLAIN: dict[str, Any] = {"points_per_minute": 0, "answer_cache_bytes": 0, "entity_tags": False}
"""Settings under which each question is really put to the database."""


def opened(runner: asyncio.Runner, settings: Settings, entry_points: Sequence[EntryPoint] | None) -> Graph:
    return Graph(runner, runner.run(prepare(settings, entry_points=entry_points)))


@pytest.fixture(scope="module")
def graph(service_url: str) -> Iterator[Graph]:
    """The real graph with the real data; nobody writes to it."""
    with asyncio.Runner() as runner:
        graph = opened(runner, Settings(database_url=service_url, **PLAIN), None)
        yield graph
        runner.run(graph.service.close())


@pytest.fixture(scope="session")
def core_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the core's rows only."""
    path = tmp_path_factory.mktemp("core") / "pilar.db"

    async def make() -> None:
        settings = Settings(database_url=f"sqlite+aiosqlite:///{path}", no_plugins=True)
        await (await prepare(settings)).close()

    asyncio.run(make())
    return path


@pytest.fixture
def open_atlas(core_database: Path, tmp_path: Path) -> Iterator[Open]:
    """Open a graph of the core and the plugin `atlas` on a database of its own, with settings of its own."""
    before = Imported.now()
    sys.path.insert(0, str(PLUGIN))
    graphs: list[Graph] = []
    with asyncio.Runner() as runner:

        def open_graph(**settings: Any) -> Graph:
            path = tmp_path / f"atlas{len(graphs)}.db"
            path.write_bytes(core_database.read_bytes())
            chosen = Settings(**{"database_url": f"sqlite+aiosqlite:///{path}"} | PLAIN | settings)
            graphs.append(opened(runner, chosen, [ATLAS]))
            (plugin,) = graphs[-1].service.plugins
            assert plugin.status == "HEALTHY", plugin.error
            return graphs[-1]

        yield open_graph
        for graph in graphs:
            runner.run(graph.service.close())
    sys.path.remove(str(PLUGIN))
    forget(before, {"pilar_atlas"})


@pytest.fixture
def atlas(open_atlas: Open) -> Graph:
    """A graph of the core and the plugin `atlas`, which has no rows yet."""
    return open_atlas()
