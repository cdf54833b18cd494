"""For reference: the hand-written statement run in the event loop itself, where one slow one blocks everybody."""

from __future__ import annotations

import os
from typing import Any

import pysqlite3

from bench.servers.asgi import Answer, BareApp, serve
from bench.servers.raw import NUMBERED


async def open_connection() -> Answer:
    """Open one read-only connection with the page cache that the pool's connections have."""
    uri = f"file:{os.environ['BENCH_DATABASE']}?mode=ro"
    connection = pysqlite3.connect(uri, uri=True, isolation_level=None, cached_statements=512)
    connection.execute("PRAGMA query_only=1")
    connection.execute("PRAGMA cache_size=-16384")

    async def answer(key: str, variables: dict[str, Any]) -> str:
        statement, names = NUMBERED[key]
        return str(connection.execute(statement, [variables[name] for name in names]).fetchone()[0])

    return answer


if __name__ == "__main__":
    serve(BareApp(open_connection))
