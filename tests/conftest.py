"""What tests of several folders share: real plugins, really imported, and a database with the real seeds."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from pilar.commons.derivations import derive
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.region import Region
from pilar.commons.source import Source
from pilar.database.engine import database_file, open_engine
from pilar.hookspecs import Derivation
from pilar.plugins.declarations import Imported, forget
from pilar.plugins.discovery import GROUP
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, load_graph, prepare, upgrade_database
from sqlalchemy.engine import make_url

sys.path.insert(0, str(Path(__file__).parent))  # for what tests share and is no fixture
from postgresql import Cluster, is_installed, running_cluster
from sharing import Share

SERVER = pytest.StashKey[Cluster]()
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


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist where the PostgreSQL server is, having the first one start it.

    It belongs to the process that controls the workers: it outlives each of them, and ends with the run.
    """
    if SERVER not in node.config.stash and is_installed():
        ending = ExitStack()
        node.config.stash[SERVER] = ending.enter_context(running_cluster())
        node.config.add_cleanup(ending.close)
    server = node.config.stash.get(SERVER, None)
    node.workerinput["cluster"] = str(server.folder) if server else ""


@pytest.fixture(scope="session")
def share(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Share:
    """What this process shares with others; a run without workers shares with nobody."""
    own = tmp_path_factory.getbasetemp()
    return Share(own.parent if hasattr(request.config, "workerinput") else own)


@pytest.fixture(scope="session")
def service_url(share: Share) -> str:
    """The URL of a migrated and seeded database, made once; nobody writes to it."""
    return share.once("seeded", lambda folder: embedded(folder, Settings()))


@pytest.fixture(scope="session")
def core_database(share: Share) -> Path:
    """The file of a database with the core's rows only: to be copied."""
    return database_file(share.once("core", lambda folder: embedded(folder, Settings(no_plugins=True))))


def embedded(folder: Path, settings: Settings) -> str:
    """Do what a first start does, and return the URL of the database."""
    url = f"sqlite+aiosqlite:///{folder / 'pilar.db'}"

    async def make() -> None:
        await (await prepare(replace(settings, database_url=url))).close()

    asyncio.run(make())
    return url


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A PostgreSQL server for all tests: that of the whole run, where it is a parallel one."""
    given = getattr(request.config, "workerinput", {})
    if given.get("cluster"):
        yield Cluster(Path(given["cluster"]), worker=given["workerid"])
    else:
        with running_cluster() as cluster:
            yield cluster


@pytest.fixture(scope="session")
def seeded_template(cluster: Cluster, share: Share) -> str:
    """A database on the server, migrated and seeded: to be copied, which PostgreSQL refuses while somebody reads it."""
    return share.once("seeded_template", lambda _: migrated(cluster, Settings()))


@pytest.fixture(scope="session")
def seeded_server_url(cluster: Cluster, seeded_template: str, share: Share) -> str:
    """The URL of a database on the server, migrated and seeded as `service_url` is; nobody writes to it."""
    return share.once("seeded_server", lambda _: cluster.create(seeded_template))


@pytest.fixture(scope="session")
def core_template(cluster: Cluster, share: Share) -> str:
    """A database on the server with the core's rows only: to be copied."""
    return share.once("core_template", lambda _: migrated(cluster, Settings(no_plugins=True)))


def migrated(cluster: Cluster, settings: Settings) -> str:
    """Do what `pilar db upgrade` does to a new database of the server, and return its name."""
    url = cluster.create()
    plugins, _ = load_graph(settings)
    engine = open_engine(url)
    upgrade_database(engine, plugins)
    engine.dispose()
    assert [plugin.error for plugin in plugins if plugin.error] == []
    return str(make_url(url).database)


def insert_row(connection: sa.Connection, entity: Any, values: dict[str, Any]) -> int:
    """Insert a row and return its id. A reference is given by the code of what it refers to, or by its id:
    `region="32.73"`. Without a `source` the row cites the first one."""
    table = table_of(entity)
    given = {"source": 1} | values if "source_id" in table.c and "source_id" not in values else values
    row = dict(_resolved(connection, table, name, value) for name, value in given.items())
    (key,) = connection.execute(table.insert().values(**row)).inserted_primary_key
    return int(key)


def _resolved(connection: sa.Connection, table: sa.Table, name: str, value: Any) -> tuple[str, Any]:
    if f"{name}_id" not in table.c or not table.c[f"{name}_id"].foreign_keys:
        return name, value
    (key,) = table.c[f"{name}_id"].foreign_keys
    if isinstance(value, str):
        target = key.column.table
        value = connection.execute(sa.select(target.c.id).where(target.c.code == value)).scalar_one()
    return f"{name}_id", value


class PillarRows:
    """A transaction on the seeded database, for a test to add rows of a pillar and to derive its indicators."""

    def __init__(self, connection: sa.Connection, source: str, derivations: Sequence[Derivation]) -> None:
        self.connection = connection
        self.derivations = derivations
        self.source = self.id_of(Source, source)

    def id_of(self, entity: type, code: str) -> int:
        """The id of the row of `entity` that has a code."""
        table = table_of(entity)
        number: int = self.connection.execute(sa.select(table.c.id).where(table.c.code == code)).scalar_one()
        return number

    def add(self, entity: type, region: str | None = None, **values: Any) -> Any:
        """Insert a row, of the region with that code, and return it as the database completes it."""
        table = table_of(entity)
        given = {"source_id": self.source} | ({} if region is None else {"region": region}) | values
        number = insert_row(self.connection, entity, given)
        return self.connection.execute(sa.select(table).where(table.c.id == number)).one()

    def derived(self, indicator: str) -> dict[tuple[str, int], float]:
        """Derive the pillar's indicators, and return the derived values of one by region and year."""
        derive(self.connection, self.derivations)
        values = (
            sa.select(Region.code, Observation.year, Observation.value)
            .join_from(Observation, Region, Observation.region_id == Region.id)
            .join(Indicator, Observation.indicator_id == Indicator.id)
            .where(Indicator.code == indicator, Observation.derived.is_(True))
        )
        return {(code, year): value for code, year, value in self.connection.execute(values)}


OpenRows = Callable[..., AbstractContextManager[PillarRows]]


@pytest.fixture(scope="session")
def pillar_engine(service_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A copy of the seeded database, to which tests write and roll back."""
    path = tmp_path_factory.mktemp("pillars") / "pilar.db"
    shutil.copy(database_file(service_url), path)
    engine = open_engine(f"sqlite+aiosqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def open_rows(pillar_engine: sa.Engine) -> OpenRows:
    """Open a transaction for rows from a source: with a URL it is committed there, without one nothing of it stays."""

    @contextmanager
    def opened(source: str, derivations: Sequence[Derivation], url: str = "") -> Iterator[PillarRows]:
        engine = open_engine(url) if url else pillar_engine
        with engine.connect() as connection, connection.begin() as transaction:
            yield PillarRows(connection, source, derivations)
            if not url:
                transaction.rollback()
        if url:
            engine.dispose()

    return opened


@pytest.fixture
def ask() -> Callable[..., Any]:
    """Ask the graph of a database one question in English: the data of an answer without errors."""

    async def answer(url: str, query: str, variables: dict[str, Any]) -> Any:
        service = await prepare(Settings(database_url=url))
        try:
            request = Request(query, variables, language="en")
            return orjson.loads((await service.engine.execute(request)).body), service.pool.executed
        finally:
            await service.close()

    def ask_once(url: str, query: str, **variables: Any) -> Any:
        body, statements = asyncio.run(answer(url, query, variables))
        assert "errors" not in body, body["errors"]
        assert statements == len(body["data"]), "one statement for each root field"
        return body["data"]

    return ask_once


@pytest.fixture
def own_url(service_url: str, tmp_path: Path) -> str:
    """The URL of a copy of the seeded database that a test may change as it likes."""
    path = tmp_path / "pilar.db"
    shutil.copy(database_file(service_url), path)
    return f"sqlite+aiosqlite:///{path}"


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
        """Commit a row as `insert_row` makes it, foreign keys and rules enforced, and return its id."""
        with self.database.begin() as connection:
            key = insert_row(connection, entity, values)
        self.inserted.append((table_of(entity), key))
        return key

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
