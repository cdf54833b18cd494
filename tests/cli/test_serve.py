"""`pilar serve` as a process: what it announces, how it ends, and what stops it before its port opens."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

PILAR = str(Path(sys.executable).parent / "pilar")
START_S = 60.0
HEAD = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def database(core_database: Path, tmp_path: Path) -> str:
    """The URL of a database with the core's rows, a copy."""
    return url(Path(shutil.copy(core_database, tmp_path)))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `pilar serve` with flags and variables of its own; kill at the end what still runs."""
    started: list[subprocess.Popen[str]] = []

    def start(*flags: str, **variables: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [PILAR, "serve", "--no-plugins", "--json", *flags],
            cwd=tmp_path,
            env={name: value for name, value in os.environ.items() if name[:6] != "PILAR_"} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def announced(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    announcement: dict[str, Any] = json.loads(process.stdout.readline() or '{"address": "none"}')
    return announcement


def is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=START_S).close()
    except ConnectionRefusedError:
        return False
    return True


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the end; return the exit code and what was written to stderr: never a traceback."""
    _, errors = process.communicate(timeout=START_S)
    assert "Traceback" not in errors
    return process.returncode, errors


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 0)])
def test_the_server_announces_itself_answers_and_ends_when_told_to(
    start: Start, database: str, number: signal.Signals, code: int
) -> None:
    process = start("--port", "0", "--database", database)
    address = announced(process)["address"]
    response = httpx2.post(f"{address}/graphql", json={"query": '{ region(code: "32.73") { name } }'})
    assert response.json() == {"data": {"region": {"name": "Kota Bandung"}}}
    assert "server" not in response.headers
    assert httpx2.get(f"{address}/readyz").status_code == 200
    process.send_signal(number)
    assert ended(process) == (code, "")


def test_a_client_cannot_name_itself_to_get_another_budget(start: Start, database: str) -> None:
    process = start("--port", "0", "--database", database, PILAR_POINTS_PER_MINUTE="1")
    address = announced(process)["address"]

    def ask(forwarded: str) -> int:
        headers = {"x-forwarded-for": forwarded}
        body = {"query": '{ region(code: "32.73") { name } }'}
        return httpx2.post(f"{address}/graphql", json=body, headers=headers).status_code

    assert [ask(f"203.0.113.{number}") for number in range(4)][-1] == 429


def test_a_request_that_has_begun_is_answered_after_sigterm(start: Start, database: str) -> None:
    process = start("--port", "0", "--database", database)
    port = int(announced(process)["address"].rpartition(":")[2])
    body = b'{"query": "{ __typename }"}'
    with socket.create_connection(("127.0.0.1", port), timeout=START_S) as connection:
        connection.sendall(HEAD % len(body) + body[:5])
        assert httpx2.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
        process.terminate()
        while is_listening(port):
            time.sleep(0.02)
        connection.sendall(body[5:])
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200 OK")
    assert ended(process) == (-signal.SIGTERM, "")


def test_several_workers_share_the_address(start: Start, database: str) -> None:
    process = start("--port", "0", "--database", database, "--workers", "2")
    address = announced(process)["address"]
    for _ in range(4):
        assert httpx2.get(f"{address}/healthz", timeout=START_S).text == "alive\n"
    process.terminate()
    assert ended(process)[0] == 0


CHANGED = (
    'subscription { assessmentChanged(region: "32.73") { cursor score region { name } index { code } } }'
)


@contextmanager
def subscribed(address: str) -> Iterator[ClientConnection]:
    """Connect, and follow the assessment of Bandung."""
    protocol: Any = "graphql-transport-ws"
    with connect(f"{address.replace('http', 'ws')}/graphql", subprotocols=[protocol]) as connection:
        for message in (
            {"type": "connection_init"},
            {"type": "subscribe", "id": "1", "payload": {"query": CHANGED}},
            {"type": "subscribe", "id": "2", "payload": {"query": "{ __typename }"}},
        ):
            connection.send(json.dumps(message))
        while json.loads(connection.recv(START_S))["type"] != "complete":
            pass
        yield connection


def assess(database: str, *scores: float) -> None:
    """Write changes of the assessment of Bandung as another process does."""
    connection = sqlite3.connect(database.removeprefix("sqlite+aiosqlite:///"))
    with connection:
        connection.execute(
            "INSERT OR IGNORE INTO composite_index (id, code, name_id, scale, definition, sha256, version, visibility) "
            "VALUES (1, 'TEST', 'Uji', 100, '', '', 1, 0)"
        )
        connection.executemany(
            "INSERT INTO assessment_change (index_id, region_id, year, score, changed_at, visibility) "
            "SELECT composite_index.id, region.id, 2024, ?, '2024-01-01T00:00:00.000000Z', 0 "
            "FROM region, composite_index WHERE region.code = '32.73' LIMIT 1",
            [(score,) for score in scores],
        )
    connection.close()


def going_away(connection: ClientConnection) -> bool:
    with pytest.raises(ConnectionClosed) as closed:
        connection.recv(10)
    return closed.value.rcvd is not None and closed.value.rcvd.code == 1001


def test_every_worker_tells_its_subscribers_of_a_change(start: Start, database: str) -> None:
    process = start("--port", "0", "--database", database, "--workers", "2")
    try:
        address = announced(process)["address"]
        httpx2.get(f"{address}/healthz", timeout=START_S)
        with ExitStack() as stack:
            connections = [stack.enter_context(subscribed(address)) for _ in range(12)]
            time.sleep(0.2)  # the subscriptions begin, each in its worker
            assess(database, 50.5, 51)
            for connection in connections:
                answers = [json.loads(connection.recv(5))["payload"]["data"] for _ in range(2)]
                assert [answer["assessmentChanged"]["score"] for answer in answers] == [50.5, 51]
            process.terminate()
            assert all(map(going_away, connections))
    finally:
        process.terminate()  # killed by the fixture, it would leave its workers behind
        assert ended(process)[0] == 0


def test_subscribers_do_not_keep_the_server_from_stopping(start: Start, database: str) -> None:
    process = start("--port", "0", "--database", database)
    address = announced(process)["address"]
    port = int(address.rpartition(":")[2])
    request = f"GET /graphql?query={quote(CHANGED)} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n"
    events = socket.create_connection(("127.0.0.1", port), timeout=START_S)
    with events, subscribed(address) as connection:
        events.sendall(request.encode())
        received = events.recv(65_536)
        assert received.startswith(b"HTTP/1.1 200 OK")
        began = time.monotonic()
        process.terminate()
        assert going_away(connection)
        while part := events.recv(65_536):
            received += part
    assert ended(process) == (-signal.SIGTERM, "")
    assert time.monotonic() - began < 5
    assert received.endswith(b"0\r\n\r\n")
    assert b"complete" not in received


def test_a_taken_port_stops_the_start_before_the_database_is_made(start: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, errors = ended(start("--port", str(taken.getsockname()[1])))
    assert code == 1
    assert "cannot listen on 127.0.0.1" in errors
    assert "--port 0" in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["999.0.0.1", "a..b", "192.0.2.1"])
def test_a_host_that_is_not_ours_stops_the_start(start: Start, host: str) -> None:
    code, errors = ended(start("--host", host, "--port", "0"))
    assert code == 1
    assert f"cannot listen on {host}" in errors


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"PILAR_PROT": "8000"}, "PILAR_PORT"),
        ({"PILAR_BODY_LIMIT_BYTES": "many"}, "PILAR_BODY_LIMIT_BYTES"),
    ],
)
def test_a_wrong_setting_stops_the_start(start: Start, variables: dict[str, str], message: str) -> None:
    code, errors = ended(start(**variables))
    assert code == 1
    assert message in errors


def test_a_file_that_is_no_database_stops_the_start(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "pilar.db"
    file.write_bytes(b"This is not a database. " * 1_000)
    code, errors = ended(start("--port", "0", "--database", url(file)))
    assert code == 1
    assert str(file) in errors


def test_a_flag_of_the_wrong_type_is_a_mistake_in_usage(start: Start) -> None:
    assert ended(start("--port", "many"))[0] == 2
