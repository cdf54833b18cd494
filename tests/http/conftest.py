"""A toy service: graphql-core over a schema of five fields, behind the same interface as the real engine."""

from __future__ import annotations

import asyncio
import shutil
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import graphql
import orjson
import pytest
import uvicorn
from pilar.database.engine import database_file
from pilar.errors import MethodNotAllowed
from pilar.http.application import create_app
from pilar.http.protocol import BoundedProtocol
from pilar.http.server import configure
from pilar.http.socket_protocol import BoundedSocket
from pilar.plugins.declarations import Imported, forget
from pilar.plugins.discovery import GROUP
from pilar.query.exchange import Answer, Request
from pilar.settings import Settings
from pilar.startup import Service, prepare
from serving import Databases
from starlette.testclient import TestClient

OpenService = Callable[[], Awaitable[Any]]

SDL = """type Query {
  "Greets in the language of the request."
  greeting(name: String = "Pilar"): String!
  same(number: Float, numbers: [[Int]]): Float
  failure: String
}

type Mutation {
  increment: Int
}
"""


class ToyRoot:
    """The resolvers: graphql-core calls a method of the root value with the arguments of the field."""

    def greeting(self, info: graphql.GraphQLResolveInfo, name: str | None) -> str:
        return f"{'Hello' if info.context == 'en' else 'Halo'}, {name}"

    def same(self, info: graphql.GraphQLResolveInfo, number: float | None = None, **_: Any) -> float | None:
        return number

    def failure(self, info: graphql.GraphQLResolveInfo) -> str:
        raise graphql.GraphQLError("No luck.")

    def increment(self, info: graphql.GraphQLResolveInfo) -> int:
        return 1


class ToyEngine:
    """What `pilar.query.engine.Engine` promises, without a database."""

    def __init__(self) -> None:
        self.schema = graphql.build_schema(SDL)

    async def execute(self, request: Request, client: str = "", entity_tags: str = "") -> Answer:
        try:
            document = graphql.parse(request.document, max_tokens=2000)
        except graphql.GraphQLError as error:
            return _answer(graphql.ExecutionResult(errors=[error]), executed=False)
        if errors := graphql.validate(self.schema, document):
            return _answer(graphql.ExecutionResult(errors=errors), executed=False)
        operation = graphql.get_operation_ast(document, request.operation_name)
        if request.read_only and operation and operation.operation is not graphql.OperationType.QUERY:
            raise MethodNotAllowed("The operation is a mutation.", "Send it by POST.")
        result = graphql.execute_sync(
            self.schema,
            document,
            ToyRoot(),
            context_value=request.language,
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
        )
        return _answer(result, executed=result.data is not None)


def _answer(result: graphql.ExecutionResult, *, executed: bool) -> Answer:
    formatted: dict[str, Any] = dict(result.formatted)
    if not executed:
        del formatted["data"]
    return Answer(body=orjson.dumps(formatted), executed=executed)


class ToyPool:
    """A database that answers every statement, until told to fail with `failure`."""

    failure: Exception | None = None

    async def fetch(self, sql: str, parameters: tuple[object, ...]) -> str | None:
        if self.failure:
            raise self.failure
        return "1"


@dataclass
class ToyService:
    settings: Settings = field(default_factory=lambda: Settings(body_limit_bytes=10_000, body_timeout_s=0.5))
    plugins: list[Any] = field(default_factory=list)
    engine: Any = field(default_factory=ToyEngine)
    pool: ToyPool = field(default_factory=ToyPool)
    sdl: str = SDL
    examples: list[Any] = field(default_factory=list)
    closed: bool = False

    async def close(self) -> None:
        self.closed = True


class HastyProtocol(BoundedProtocol):
    """The protocol of the real server with a deadline that a test can wait for."""

    header_timeout_s = 0.5


class HastySocket(BoundedSocket):
    """The same for a WebSocket."""

    linger_s = 3.0


@pytest.fixture
def service() -> ToyService:
    return ToyService()


@pytest.fixture
def client(service: ToyService) -> Iterator[TestClient]:
    async def open_service() -> Any:
        return service

    with TestClient(create_app(open_service), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def port() -> Iterator[int]:
    """The port of a real uvicorn that serves a toy service."""

    async def open_service() -> Any:
        return ToyService()

    with running(open_service) as port:
        yield port


@pytest.fixture(scope="session")
def serving() -> Callable[[OpenService], AbstractContextManager[int]]:
    """Serve any service by a real uvicorn; the value is its port."""
    return running


@pytest.fixture
def connect(port: int) -> Callable[[], AbstractContextManager[socket.socket]]:
    """Open a raw connection to the real server."""
    return lambda: socket.create_connection(("127.0.0.1", port), timeout=10)


@contextmanager
def running(open_service: OpenService) -> Iterator[int]:
    """Run uvicorn in a thread of its own, as `pilar serve` runs it in a process."""
    config = uvicorn.Config(
        create_app(open_service), http=HastyProtocol, ws="none", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()


GAUGE_PLUGIN = Path(__file__).parent / "plugin"
GAUGE = EntryPoint("gauge", "pilar_gauge", GROUP)


@dataclass
class Gauges:
    """A real server of the core and the plugin `gauge`, whose table tells of its rows."""

    port: int
    service: Service
    database: Path
    server: uvicorn.Server

    def add(self, *values: float, region: str = "32.73", commit: bool = True) -> sqlite3.Connection:
        """Insert readings as another process would: by a connection of its own, in one transaction."""
        connection = sqlite3.connect(self.database)
        connection.executemany(
            "INSERT INTO gauge_reading (region_id, year, value, visibility) "
            "VALUES ((SELECT id FROM region WHERE code = ?), 2024, ?, 0)",
            [(region, value) for value in values],
        )
        if commit:
            connection.commit()
            connection.close()
        return connection


OpenGauges = Callable[..., AbstractContextManager[Gauges]]


@pytest.fixture(scope="session")
def gauge_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database with the core's rows and the plugin's table; the plugin can be imported while it is in use."""
    before = Imported.now()
    sys.path.insert(0, str(GAUGE_PLUGIN))
    path = tmp_path_factory.mktemp("gauges") / "pilar.db"

    async def make() -> None:
        settings = Settings(database_url=f"sqlite+aiosqlite:///{path}")
        await (await prepare(settings, entry_points=[GAUGE])).close()

    asyncio.run(make())
    yield path
    sys.path.remove(str(GAUGE_PLUGIN))
    forget(before, {"pilar_gauge"})


@pytest.fixture(scope="session")
def open_gauges(gauge_database: Path, tmp_path_factory: pytest.TempPathFactory) -> OpenGauges:
    """Serve a copy of the database by the real server, with settings of its own."""

    @contextmanager
    def opened(**given: Any) -> Iterator[Gauges]:
        path = tmp_path_factory.mktemp("gauges") / "gauges.db"
        shutil.copy(gauge_database, path)
        settings = Settings(**{"database_url": f"sqlite+aiosqlite:///{path}"} | given)
        app = create_app(lambda: prepare(settings, entry_points=[GAUGE]))
        config = configure(app, settings)
        config.ws = HastySocket
        server = uvicorn.Server(config)
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield Gauges(port, app.state.service, database_file(settings.database_url), server)
        finally:
            server.should_exit = True
            thread.join()

    return opened


@pytest.fixture(scope="module")
def gauges(open_gauges: OpenGauges) -> Iterator[Gauges]:
    """The server with default settings but for the budget."""
    with open_gauges(points_per_minute=0) as opened:
        yield opened


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, service_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    """Serve copies of the seeded database, of either kind, by processes; the cluster is started when it is needed."""
    fixture = request.getfixturevalue
    folder = tmp_path_factory.mktemp("serving")
    return Databases(service_url, lambda: str(fixture("core_template")), lambda: fixture("cluster"), folder)
