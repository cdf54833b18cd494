"""The limit: the hand-written statement behind a bare ASGI application, over the reader pool that Pilar uses."""

from __future__ import annotations

import os
import re
from typing import Any, Final

from pilar.query.dialects import SQLITE
from pilar.query.pool import ReaderPool

from bench.servers.asgi import Answer, BareApp, serve
from bench.statements import STATEMENTS

NAME: Final = re.compile(r":(\w+)")


def numbered(statement: str) -> tuple[str, tuple[str, ...]]:
    """Turn `:name` into `?1` and return the names in their order: the pool binds by position."""
    names = tuple(dict.fromkeys(NAME.findall(statement)))
    return NAME.sub(lambda found: f"?{names.index(found[1]) + 1}", statement), names


NUMBERED: Final = {key: numbered(statement) for key, statement in STATEMENTS.items()}


async def open_pool() -> Answer:
    """Open the pool with the size that Pilar's has by default."""
    pool = await ReaderPool.open(
        f"sqlite+aiosqlite:///{os.environ['BENCH_DATABASE']}", size=4, functions=SQLITE.functions
    )

    async def answer(key: str, variables: dict[str, Any]) -> str:
        statement, names = NUMBERED[key]
        return str(await pool.fetch(statement, [variables[name] for name in names]))

    return answer


if __name__ == "__main__":
    serve(BareApp(open_pool))
