"""What tests of several folders share: real plugins, really imported, and a database with the real seeds."""

from __future__ import annotations

import asyncio
import sqlite3
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, EntryPoint
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
from pilar.startup import Service, prepare

MANIFEST = """
namespace = "{namespace}"
kind = "programme"
title = {{ en = "{title}", id = "{title}" }}
owner = {{ name = "Test ministry", country = "ID" }}
licence = "CC-BY-4.0"
requires-core = ">=1.0,<2"
"""


class PluginFolder:
    """A folder on `sys.path` that plugins are installed into: package, manifest, entry point."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packages: set[str] = set()

    def write(
        self,
        name: str,
        code: str = "",
        *,
        manifest: str | None = None,
        append: str = "",
        namespace: str = "",
        package: str = "",
        entry_point: str = "",
    ) -> EntryPoint:
        """Install distribution `pilar-<name>` 0.1 with package `pilar_<name>`, and return its entry point.

        `manifest` replaces the text of `plugin.toml` (empty: there is none); `append` is added to it.
        """
        package = package or f"pilar_{name}"
        folder = self.folder / package
        folder.mkdir()
        (folder / "__init__.py").write_text(textwrap.dedent(code), encoding="utf-8")
        if manifest is None:
            manifest = MANIFEST.format(namespace=namespace or name, title=name.title())
        if manifest:
            (folder / "plugin.toml").write_text(manifest + append, encoding="utf-8")
        self.packages.add(package)
        return self.entry_point(name, package, entry_point or name)

    def entry_point(self, name: str, value: str, entry_point: str = "") -> EntryPoint:
        """Install only the distribution's metadata: its entry point may lead nowhere."""
        metadata = self.folder / f"pilar_{name}-0.1.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: pilar-{name}\nVersion: 0.1\n")
        (metadata / "entry_points.txt").write_text(f"[{GROUP}]\n{entry_point or name} = {value}\n")
        (found,) = Distribution.at(metadata).entry_points
        return found


@pytest.fixture
def plugin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PluginFolder]:
    """A folder for plugins; what was imported from it is forgotten after the test."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = Imported.now()
    plugins = PluginFolder(folder)
    yield plugins
    forget(before, plugins.packages)


@pytest.fixture(scope="session")
def service_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a migrated and seeded database, made once; nobody writes to it."""
    path: Path = tmp_path_factory.mktemp("seeded") / "pilar.db"
    url = f"sqlite+aiosqlite:///{path}"

    async def make() -> None:
        await (await prepare(Settings(database_url=url))).close()

    asyncio.run(make())
    return url


@dataclass
class LiveGraph:
    """A service of all plugins on a copy of the seeded database, which a test may fill with rows of its own."""

    runner: asyncio.Runner
    service: Service
    database: sa.Engine
    inserted: list[tuple[sa.Table, int]] = field(default_factory=list)

    def ask(self, document: str, variables: dict[str, Any] | None = None, language: str = "en") -> Any:
        """Return the data of an operation without errors; each root field took one statement."""
        before = self.service.pool.executed
        answer = orjson.loads(
            self.runner.run(
                self.service.engine.execute(Request(document, variables or {}, language=language))
            ).body
        )
        assert "errors" not in answer, answer["errors"]
        assert self.service.pool.executed - before == len(answer["data"])
        return answer["data"]

    def insert(self, entity: Any, **values: Any) -> int:
        """Insert a row, foreign keys and rules enforced, and return its id. A reference is given by its key:
        `region="32.73"`. Without a `source` it cites the first one."""
        table = entity.__table__
        with self.database.begin() as connection:
            row = {"source": 1} | values if "source_id" in table.c else values
            row = dict(self._resolved(connection, table, name, value) for name, value in row.items())
            (key,) = connection.execute(table.insert().values(**row)).inserted_primary_key
        self.inserted.append((table, key))
        return int(key)

    def write(self, statement: str) -> None:
        """Change rows by hand."""
        with self.database.begin() as connection:
            connection.exec_driver_sql(statement)

    def take_back(self) -> None:
        """Delete what was inserted, last first."""
        with self.database.begin() as connection:
            for table, key in reversed(self.inserted):
                connection.execute(table.delete().where(table.c.id == key))
        self.inserted.clear()

    def _resolved(self, connection: sa.Connection, table: sa.Table, name: str, value: Any) -> tuple[str, Any]:
        if f"{name}_id" not in table.c or not table.c[f"{name}_id"].foreign_keys:
            return name, value
        (key,) = table.c[f"{name}_id"].foreign_keys
        if isinstance(value, str):
            target = key.column.table
            value = connection.execute(sa.select(target.c.id).where(target.c.code == value)).scalar_one()
        return f"{name}_id", value


@pytest.fixture(scope="module")
def live_service(service_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveGraph]:
    """One service for a module's tests."""
    path = tmp_path_factory.mktemp("live") / "pilar.db"
    with sqlite3.connect(database_file(service_url)) as seeded, sqlite3.connect(path) as copy:
        seeded.backup(copy)
    seeded.close()
    copy.close()
    url = f"sqlite+aiosqlite:///{path}"
    settings = Settings(database_url=url, points_per_minute=0, answer_cache_bytes=0, entity_tags=False)
    with asyncio.Runner() as runner:
        graph = LiveGraph(runner, runner.run(prepare(settings)), open_engine(url))
        yield graph
        graph.database.dispose()
        runner.run(graph.service.close())


@pytest.fixture
def live(live_service: LiveGraph) -> Iterator[LiveGraph]:
    """The service, without the rows that earlier tests inserted."""
    yield live_service
    live_service.take_back()


@pytest.fixture
def refuses(live: LiveGraph) -> Callable[..., None]:
    """Assert that the database refuses a row by the rule of this name."""

    def check(rule: str, entity: Any, **values: Any) -> None:
        with pytest.raises(sa.exc.IntegrityError, match=rule):
            live.insert(entity, **values)

    return check
