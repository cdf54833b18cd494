"""Statements end when nobody waits for them any more or they take too long, on both databases; so does the server."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from urllib.parse import quote

import pytest
from serving import BOUND_S, Databases, Server, wait_until
from websockets.sync.client import connect

DATABASES = ["sqlite", "postgresql"]
ASKED = "{ organizations(first: 1) { totalCount } }"
BODY = json.dumps({"query": ASKED}).encode()
HEAD = (
    b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    % len(BODY)
)
FRESH = {"PILAR_POOL_SIZE": "2", "PILAR_ANSWER_CACHE_BYTES": "0", "PILAR_POINTS_PER_MINUTE": "0"}
LONG = FRESH | {"PILAR_STATEMENT_TIMEOUT_S": "60", "PILAR_OPERATION_TIMEOUT_S": "60"}
SHORT = FRESH | {"PILAR_STATEMENT_TIMEOUT_S": "0.5"}


@pytest.fixture(scope="module", params=DATABASES)
def patient(databases: Databases, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that lets a statement run for a minute."""
    with databases.serve(request.param, "--no-plugins", **LONG) as server:
        yield server


@contextmanager
def by_post(server: Server) -> Iterator[socket.socket]:
    with server.connect() as connection:
        connection.sendall(HEAD + BODY)
        yield connection


@contextmanager
def by_get(server: Server, accept: str = "application/json") -> Iterator[socket.socket]:
    with server.connect() as connection:
        head = f"GET /graphql?query={quote(ASKED)} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n"
        connection.sendall(head.encode())
        yield connection


def by_event_stream(server: Server) -> AbstractContextManager[socket.socket]:
    return by_get(server, "text/event-stream")


@contextmanager
def by_websocket(server: Server) -> Iterator[socket.socket]:
    with connect(f"ws://127.0.0.1:{server.port}/graphql", subprotocols=["graphql-transport-ws"]) as line:
        line.send(json.dumps({"type": "connection_init"}))
        line.recv()
        line.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": ASKED}}))
        yield line.socket
        line.socket.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("way", [by_post, by_get, by_event_stream, by_websocket])
def test_a_client_that_leaves_ends_its_statement(
    patient: Server, way: Callable[[Server], AbstractContextManager[socket.socket]]
) -> None:
    """More clients than connections: those that wait for one leave, too."""
    with patient.stalled():
        with ExitStack() as clients:
            for _ in range(5):
                clients.enter_context(way(patient))
            wait_until(patient.is_running_a_statement)
        wait_until(lambda: not patient.is_running_a_statement())
    assert patient.ask(ASKED)["data"]["organizations"]["totalCount"] > 0


@pytest.fixture(params=DATABASES)
def hasty(databases: Databases, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that lets a statement run for half a second."""
    with databases.serve(request.param, "--no-plugins", **SHORT) as server:
        yield server


def test_a_slow_statement_ends_in_time_and_a_stopping_server_answers_all_who_wait(hasty: Server) -> None:
    with hasty.stalled():
        assert hasty.ask(ASKED)["errors"][0]["extensions"]["code"] == "STATEMENT_TIMEOUT"
        wait_until(lambda: not hasty.is_running_a_statement())
    assert hasty.ask(ASKED)["data"]
    with hasty.stalled(), ExitStack() as open_ones:
        clients = [open_ones.enter_context(by_post(hasty)) for _ in range(6)]
        wait_until(hasty.is_running_a_statement)
        hasty.process.terminate()
        for client in clients:
            assert b"STATEMENT_TIMEOUT" in received(client)
        hasty.process.wait(BOUND_S)


def received(connection: socket.socket) -> bytes:
    """Read an answer: what came before the connection ended, or all of it."""
    parts = b""
    while not parts.endswith(b"}"):
        try:
            part = connection.recv(65_536)
        except ConnectionResetError:
            return parts
        if not part:
            return parts
        parts += part
    return parts


def test_a_server_that_stops_under_load_cuts_no_answer_off(hasty: Server) -> None:
    answers: list[bytes] = []

    def ask() -> None:
        with by_post(hasty) as connection:
            while answer := received(connection):
                answers.append(answer)
                with suppress(OSError):
                    connection.sendall(HEAD + BODY)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    wait_until(lambda: len(answers) > 200)
    hasty.process.terminate()
    for thread in threads:
        thread.join()
    hasty.process.wait(BOUND_S)
    assert {
        json.loads(answer.rpartition(b"\r\n")[2])["data"]["organizations"]["totalCount"] > 0
        for answer in answers
    } == {True}
