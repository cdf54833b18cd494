"""Attacks that reach the database, on both: each is answered or refused in time, whatever the canary notices of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import httpx2
import pytest
from canary import singing
from serving import BOUND_S, Databases, Server

CONTAINS = "query ($text: String!) { regions(where: {name: {contains: $text}}) { totalCount } }"
IN = "query ($codes: [String!]) { regions(where: {code: {in: $codes}}) { totalCount } }"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(databases: Databases, request: pytest.FixtureRequest) -> Iterator[Server]:
    with databases.serve(request.param, "--no-plugins", PILAR_POINTS_PER_MINUTE="0") as server:
        yield server


@pytest.fixture(autouse=True)
def canary(server: Server) -> Iterator[None]:
    with singing(server):
        yield


@pytest.mark.parametrize(
    ("query", "variables", "found"),
    [
        (CONTAINS, {"text": "%_" * 4_000}, 0),
        (CONTAINS, {"text": "%"}, 0),
        (CONTAINS, {"text": "\\"}, 0),
        (CONTAINS, {"text": "'; DROP TABLE region; --"}, 0),
        (CONTAINS, {"text": "\u0000"}, "ARGUMENT_INVALID"),
        (CONTAINS, {"text": "x" * 10_001}, "LIMIT_EXCEEDED"),
        (IN, {"codes": [f"{number}" for number in range(250)]}, 38),
        (IN, {"codes": ["\u0000"]}, 0),
        (IN, {"codes": ["x"] * 251}, "LIMIT_EXCEEDED"),
    ],
)
def test_hostile_values_are_found_literally_or_refused(
    server: Server, query: str, variables: dict[str, Any], found: int | str
) -> None:
    answer = server.ask(query, **variables)
    if isinstance(found, str):
        assert answer["errors"][0]["extensions"]["code"] == found
    else:
        assert answer == {"data": {"regions": {"totalCount": found}}}


def wide(number: int) -> str:
    """A valid document whose statement nobody has sent before, as large as the limits let it be."""
    conditions = " ".join(f'{{name: {{contains: "{index}"}}}}' for index in range(150))
    parents = " ".join(
        f"p{number}x{index}: parent {{ name code population parent {{ name kind }} }}" for index in range(29)
    )
    return f"{{ regions(first: 1, where: {{or: [{conditions}]}}) {{ nodes {{ name {parents} }} }} }}"


def test_statements_that_always_differ_fill_no_memory(server: Server) -> None:
    with httpx2.Client(timeout=BOUND_S) as client:
        for number in range(30):
            body = {"query": wide(number)}
            answer = client.post(f"{server.address}/graphql", json=body).json()
            assert answer == {"data": {"regions": {"nodes": []}}}


def test_clients_that_ask_and_leave_hold_nobody_up(server: Server) -> None:
    body = json.dumps({"query": wide(1_000)}).encode()
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    )
    for _ in range(5):
        with ExitStack() as clients:
            for _ in range(40):
                clients.enter_context(server.connect()).sendall(f"{head}\r\n\r\n".encode() + body)
    assert server.ask("{ regions { totalCount } }")["data"]["regions"]["totalCount"] > 500


def test_heavy_questions_of_many_clients_at_once_are_all_answered(server: Server) -> None:
    query = (
        "{ regions(first: 100) { nodes { name children(first: 90) { nodes { name parent { name } } } } } }"
    )

    def ask(number: int) -> Any:
        return server.ask(query.replace("90", f"{number % 45 + 1}"))

    with ThreadPoolExecutor(16) as clients:
        for answer in clients.map(ask, range(64)):
            assert len(answer["data"]["regions"]["nodes"]) == 100
