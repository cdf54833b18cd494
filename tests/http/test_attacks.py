"""A real server with default settings under attack: clear refusals, flat memory, and a canary that goes on singing."""

from __future__ import annotations

import itertools
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

import pytest
from canary import singing
from serving import BOUND_S, Databases, Server

HEAD = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
numbers = itertools.count()


@pytest.fixture(scope="module")
def server(databases: Databases) -> Iterator[Server]:
    with databases.serve("sqlite") as server:
        yield server


@pytest.fixture(autouse=True)
def canary(server: Server) -> Iterator[None]:
    """Around each attack: the canary is answered in time, and memory stays flat."""
    with singing(server):
        yield


def document(text: str, **more: object) -> bytes:
    return json.dumps({"query": text, **more}).encode()


def names(count: int, of: str = "u{}") -> str:
    """Return names that no other request has used."""
    first = next(numbers) * 100_000
    return " ".join(of.format(first + index) for index in range(count))


NESTED = """{ regions(first: 100) { nodes { children(first: 100) {
  nodes { children(first: 100) { nodes { name } } } } } } }"""


def bomb(fragments: int, *aliases: str) -> str:
    """Return a chain of fragments, each of which spreads the next one below several aliases."""
    parts = [
        f"fragment f{index} on Region {{ "
        + " ".join(f"{alias}parent {{ ...f{index + 1} }}" for alias in aliases)
        + " }"
        for index in range(fragments)
    ]
    return (
        f'{{ region(code: "32") {{ ...f0 }} }} {" ".join(parts)} fragment f{fragments} on Region {{ name }}'
    )


DOCUMENTS: Final[dict[str, Callable[[], str]]] = {
    "nested cost bomb": lambda: NESTED,
    "alias flood": lambda: "{" + names(1_000, "a{}: __typename") + "}",
    "aliased expensive roots": lambda: (
        "{" + names(20, "a{}: regions(first: 100) {{ nodes {{ children {{ nodes {{ id }} }} }} }}") + "}"
    ),
    "fragment bomb": lambda: bomb(40, "", "a: "),
    "wide fragment bomb": lambda: bomb(10, "x: ", "y: ", "z: "),
    "repeated fields": lambda: '{ region(code: "32") {' + "parent { name } " * 300 + "} }",
    "repeated inline fragments": lambda: '{ region(code: "32") {' + "... { parent { name } } " * 250 + "} }",
    "unknown fields": lambda: (
        '{ region(code: "32") {' + names(1_900, "environmentUnknownFieldOfAVeryLongName{}") + "} }"
    ),
    "unknown input fields": lambda: "{ regions(where: {" + names(600, "u{}: 1") + "}) { totalCount } }",
    "unknown types": lambda: '{ region(code: "32") {' + names(300, "... on Environment{} {{ id }}") + "} }",
    "deep selection": lambda: "{ a" * 900 + "}" * 900,
    "deep list": lambda: "{ nodes(ids: " + "[" * 900 + "]" * 900 + ") { id } }",
    "introspection flood": lambda: (
        "{" + names(20, "a{}: __schema {{ types {{ name fields {{ name }} }} }}") + "}"
    ),
    "million digits": lambda: "{ regions(first: " + "9" * 90_000 + ") { totalCount } }",
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_hostile_document_gets_a_graphql_error_again_and_again(
    server: Server, text: Callable[[], str]
) -> None:
    began = time.monotonic()
    for _ in range(8):
        answer = server.post(document(text()))
        assert answer.status_code == 200
        assert len(answer.content) < 50_000
        for error in answer.json()["errors"]:
            assert error["extensions"]["code"] in (
                "LIMIT_EXCEEDED",
                "GRAPHQL_PARSE_FAILED",
                "GRAPHQL_VALIDATION_FAILED",
            )
            assert error["extensions"]["hint"]
    assert time.monotonic() - began < 4 * BOUND_S


def test_valid_documents_without_end_are_forgotten(server: Server) -> None:
    for _ in range(40):
        text = "{ regions(where: {or: [" + names(200, '{{name: {{eq: "{}"}}}}') + "]}) { totalCount } }"
        assert server.post(document(text)).json() == {"data": {"regions": {"totalCount": 0}}}


def test_variables_without_end_are_refused(server: Server) -> None:
    leaf = {"name": {"eq": "a"}}
    many = {"w": {"or": [{"or": [leaf] * 250}] * 100}}
    query = "query ($w: RegionFilter) { regions(where: $w) { totalCount } }"
    answer = server.post(document(query, variables=many))
    assert answer.json()["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


BODIES = {
    "1 MB document": (document("{ a }" + " " * 999_900), 200),
    "more than 1 MB": (document("{" + "a " * 600_000 + "}"), 413),
    "deep JSON": (b'{"query": "{ __typename }", "variables": ' + b"[" * 400_000 + b"]" * 400_000 + b"}", 400),
    "deep objects": (b'{"a":' * 100_000, 400),
    "a number of a million digits": (
        b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 900_000 + b"}}",
        400,
    ),
    "not UTF-8": (b'{"query": "\xff\xfe\xfd' + b"\x80" * 500_000 + b'"}', 400),
    "null bytes": (b"\x00" * 900_000, 400),
    "lone surrogates": (rb'{"query": "\ud800\udfff\ud800"}', 400),
}


@pytest.mark.parametrize(("body", "status"), BODIES.values(), ids=BODIES.keys())
def test_a_hostile_body_is_refused(server: Server, body: bytes, status: int) -> None:
    for _ in range(5):
        answer = server.post(body)
        assert answer.status_code == status
        assert answer.json()["errors"][0]["extensions"]["hint"]


def test_headers_that_are_too_large_are_refused(server: Server) -> None:
    answer = server.post(document("{ __typename }"), **{"x-large": "x" * 100_000})
    assert answer.status_code == 431
    assert answer.json()["errors"][0]["extensions"]["code"] == "HEADERS_TOO_LARGE"


def test_slow_headers_and_slow_bodies_are_cut_off_and_hold_nobody_up(server: Server) -> None:
    """Times of the defaults: 10 s for the headers, 15 s for the body."""
    with ExitStack() as open_ones:
        headers = [open_ones.enter_context(server.connect()) for _ in range(20)]
        bodies = [open_ones.enter_context(server.connect()) for _ in range(20)]
        for connection in headers:
            connection.sendall(b"POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        for connection in bodies:
            connection.sendall(f"{HEAD}Content-Length: 1000\r\n\r\n{{".encode())
        for _ in range(16):
            time.sleep(1)
            for connection in (*headers, *bodies):
                try:
                    connection.sendall(b" ")
                except OSError:
                    continue
        for connection in headers:
            assert received(connection) == b""
        for connection in bodies:
            assert b" 408 " in received(connection)


def test_eight_hundred_idle_connections_hold_nobody_up(server: Server) -> None:
    with ExitStack() as open_ones:
        for _ in range(800):
            open_ones.enter_context(server.connect())
        for _ in range(20):
            assert server.post(document("{ __typename }")).json() == {"data": {"__typename": "Query"}}


def test_many_attackers_at_once_hold_nobody_up(server: Server) -> None:
    def attack() -> None:
        for _ in range(4):
            assert server.post(document(DOCUMENTS["unknown fields"]())).status_code == 200

    threads = [threading.Thread(target=attack) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def received(connection: socket.socket) -> bytes:
    connection.settimeout(BOUND_S)
    try:
        return connection.recv(65_536)
    except ConnectionResetError:
        return b""
