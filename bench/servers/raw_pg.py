"""The limit on PostgreSQL: the hand-written statement behind the bare ASGI application, over Pilar's pool."""

from __future__ import annotations

import os
from typing import Any

from pilar.query.server_pool import ServerPool

from bench.server_statements import STATEMENTS
from bench.servers.asgi import Answer, BareApp, serve


async def open_pool() -> Answer:
    """Open the pool with the size that Pilar's has by default."""
    pool = await ServerPool.open(os.environ["BENCH_DATABASE"], size=4)

    async def answer(key: str, variables: dict[str, Any]) -> str:
        return str(await pool.fetch(STATEMENTS[key], list(variables.values())))

    return answer


if __name__ == "__main__":
    serve(BareApp(open_pool))
