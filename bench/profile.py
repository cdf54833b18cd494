"""`python -m bench.profile`: where the microseconds of one request go, stage by stage, measured inside one process.

Each stage is timed by itself, many times over, as the request path calls it; of the batches the lower quartile counts,
since noise only adds. What a row says is the time of that stage alone: of those that contain others, the others' times
are taken off.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pysqlite3
import uvicorn
import uvloop
from pilar.http.application import create_app
from pilar.http.graphql import GraphQLEndpoint
from pilar.http.parameters import request_from_body
from pilar.http.protocol import BoundedProtocol
from pilar.query.engine import Request
from pilar.query.plans import OperationPlan
from pilar.query.variables import coerce_variables
from pilar.startup import Service, prepare
from uvicorn.server import ServerState

from bench.data import FULL, PLUGIN, make_database, make_importable, settings_for
from bench.queries import QUERIES, Query, variables
from bench.servers.raw import NUMBERED

BATCHES: Final = 24
BATCH_S: Final = 0.02
DATABASE: Final = Path(__file__).parent / "data" / "full.db"


@dataclass(frozen=True)
class Case:
    """One request and everything that its stages need."""

    service: Service
    query: Query
    given: dict[str, Any]

    @property
    def body(self) -> bytes:
        """The body of the POST."""
        content = {"query": self.query.document, "operationName": self.query.key, "variables": self.given}
        return json.dumps(content).encode()

    @property
    def head(self) -> list[tuple[bytes, bytes]]:
        """The headers that the loader sends."""
        return [
            (b"host", b"127.0.0.1"),
            (b"content-type", b"application/json"),
            (b"accept", b"application/json"),
            (b"content-length", str(len(self.body)).encode()),
        ]

    @property
    def raw(self) -> bytes:
        """The request as it comes from the socket."""
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in self.head)
        return b"POST /graphql HTTP/1.1\r\n" + lines + b"\r\n" + self.body

    @property
    def plan(self) -> OperationPlan:
        """The plan, from the cache."""
        engine = self.service.engine
        operation = engine.documents.operation(self.query.document, self.query.key)
        return engine.plan(operation, coerce_variables(operation.declared, self.given), "id")


async def profile(case: Case) -> list[tuple[str, float]]:
    """Return each stage with its microseconds, in the order of a request."""
    engine, root = case.service.engine, case.plan.roots[0]
    operation = engine.documents.operation(case.query.document, case.query.key)
    coerced = coerce_variables(operation.declared, case.given)
    parameters = [get(coerced) for get in root.getters]
    request = Request(case.query.document, case.given, case.query.key)
    app = create_app(_unopened)
    app.state.service = case.service

    content = bytearray(case.body)
    body = spend(lambda: request_from_body(content, "id"))
    document = spend(lambda: engine.documents.operation(case.query.document, case.query.key))
    coercion = spend(lambda: coerce_variables(operation.declared, case.given))
    lookup = spend(lambda: engine.plan(operation, coerced, "id"))
    binding = spend(lambda: [get(coerced) for get in root.getters])
    sqlite = spend(_statement(root.sql, parameters))
    fetch = await spend_awaiting(lambda: case.service.pool.fetch(root.sql, parameters))
    executed = await spend_awaiting(lambda: engine.execute(request))
    endpoint = await spend_awaiting(_asgi(GraphQLEndpoint(), case, {"app": app}))
    routed = await spend_awaiting(_asgi(app, case, {}))
    served = await _spend_serving(app, case)
    return [
        ("HTTP: parse the request, write the response (uvicorn, httptools)", served - routed),
        ("routing and middleware (Starlette)", routed - endpoint),
        ("endpoint: headers, negotiation, messages of ASGI", endpoint - executed - body),
        ("body: JSON, checks", body),
        ("document: lookup", document),
        ("variables: coercion", coercion),
        ("plan: lookup", lookup),
        ("parameters: binding", binding),
        ("pool: hop to the reader's thread and back", fetch - sqlite),
        ("SQLite: the statement", sqlite),
        ("limits, splice, encode", executed - fetch - document - coercion - lookup - binding),
        ("together", served),
        ("for comparison: SQLite, the hand-written statement", spend(_hand_written(case))),
    ]


def spend(call: Callable[[], object]) -> float:
    """Return the microseconds of one call."""
    count = _count(_elapsed(call, 1))
    return _quartile([_elapsed(call, count) / count for _ in range(BATCHES)])


async def spend_awaiting(call: Callable[[], Awaitable[object]]) -> float:
    """Return the microseconds of one call that is awaited."""
    await call()
    count = _count(await _elapsed_awaiting(call, 3) / 3)
    return _quartile([await _elapsed_awaiting(call, count) / count for _ in range(BATCHES)])


def _quartile(batches_ns: list[float]) -> float:
    return sorted(batches_ns)[len(batches_ns) // 4] / 1e3


def _count(once_ns: float) -> int:
    return max(3, int(BATCH_S * 1e9 / max(once_ns, 100)))


def _elapsed(call: Callable[[], object], count: int) -> int:
    begin = time.perf_counter_ns()
    for _ in range(count):
        call()
    return time.perf_counter_ns() - begin


async def _elapsed_awaiting(call: Callable[[], Awaitable[object]], count: int) -> int:
    begin = time.perf_counter_ns()
    for _ in range(count):
        await call()
    return time.perf_counter_ns() - begin


def _statement(sql: str, parameters: Any) -> Callable[[], object]:
    connection = pysqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only=1")
    connection.execute("PRAGMA cache_size=-16384")
    return lambda: connection.execute(sql, parameters).fetchall()


def _hand_written(case: Case) -> Callable[[], object]:
    statement, names = NUMBERED[case.query.key]
    given = {
        name: int(str(value).rpartition("_")[2]) if name == "id" else value
        for name, value in case.given.items()
    }
    return _statement(statement, [given[name] for name in names])


def _asgi(app: Any, case: Case, more: dict[str, Any]) -> Callable[[], Awaitable[object]]:
    message = {"type": "http.request", "body": case.body, "more_body": False}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "headers": case.head,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        **more,
    }

    async def receive() -> dict[str, Any]:
        return message

    async def send(_message: dict[str, Any]) -> None:
        return None

    return lambda: app({**scope}, receive, send)


class _Wire(asyncio.Transport):
    """A connection without a network: hears when the response has been written."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 8000)})
        self.answered: asyncio.Future[None] | None = None
        self._missing = 0

    def write(self, data: Any) -> None:
        """Count what is written; the response is complete when the length that its header says is there."""
        head, separator, rest = bytes(data).partition(b"\r\n\r\n")
        if separator and head.startswith(b"HTTP/1.1"):
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            self._missing = length - len(rest)
        else:
            self._missing -= len(data)
        if not self._missing and self.answered and not self.answered.done():
            asyncio.get_running_loop().call_soon(self.answered.set_result, None)

    def is_closing(self) -> bool:
        return False

    def close(self) -> None:
        return None

    def pause_reading(self) -> None:
        return None

    def resume_reading(self) -> None:
        return None


async def _spend_serving(app: Any, case: Case) -> float:
    config = uvicorn.Config(
        app, http=BoundedProtocol, ws="none", lifespan="off", log_config=None, access_log=False
    )
    config.load()
    wire, raw = _Wire(), case.raw
    protocol = BoundedProtocol(config=config, server_state=ServerState(), app_state={})
    protocol.connection_made(wire)

    async def serve() -> None:
        wire.answered = asyncio.get_running_loop().create_future()
        protocol.data_received(raw)
        await wire.answered

    spent = await spend_awaiting(serve)
    protocol.connection_lost(None)
    return spent


async def _unopened() -> Service:
    raise AssertionError("The service is opened by the profile.")


async def _main(keys: list[str]) -> None:
    make_importable()
    if not DATABASE.exists():
        DATABASE.parent.mkdir(exist_ok=True)
        make_database(DATABASE)
    service = await prepare(settings_for(DATABASE), entry_points=[PLUGIN])
    try:
        for query in QUERIES:
            if query.key in keys:
                stages = await profile(Case(service, query, variables(query, FULL)[0]))
                print("\n".join(_lines(query, stages)), flush=True)
    finally:
        await service.close()


def _lines(query: Query, stages: list[tuple[str, float]]) -> Iterator[str]:
    whole = dict(stages)["together"]
    yield f"\n### {query.key}, {query.title}\n\n| Stage | microseconds | % |\n|---|---:|---:|"
    for name, spent in stages:
        yield f"| {name} | {spent:,.1f} | {100 * spent / whole:.0f} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description=__doc__)
    parser.add_argument("--queries", nargs="*", default=["Q1"])
    uvloop.run(_main(parser.parse_args().queries))
