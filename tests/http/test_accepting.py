"""Clients that come at once are served alike, whoever was accepted first."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest
from serving import BOUND_S, Databases, Server

CLIENTS = 200
SECONDS = 3.0
BODY = b'{"query": "{ region(code: \\"32.73\\") { name } }"}'
HEAD = (
    b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    % len(BODY)
)


@pytest.fixture
def server(databases: Databases) -> Iterator[Server]:
    with databases.serve("sqlite", "--no-plugins", PILAR_POINTS_PER_MINUTE="0") as server:
        yield server


def test_two_hundred_clients_that_connect_at_once_get_their_share(server: Server) -> None:
    """libuv alone accepts one in each turn of the event loop: the last ones came to nothing within seconds."""

    async def ask(until: float) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        answers = 0
        while time.monotonic() < until:
            writer.write(HEAD + BODY)
            assert b"Kota Bandung" in await reader.readuntil(b"}}}")
            answers += 1
        writer.close()
        return answers

    async def ask_all() -> list[int]:
        until = time.monotonic() + SECONDS
        async with asyncio.timeout(SECONDS + BOUND_S):
            return await asyncio.gather(*(ask(until) for _ in range(CLIENTS)))

    answers = asyncio.run(ask_all())
    assert min(answers) > 0.25 * sum(answers) / CLIENTS, answers
