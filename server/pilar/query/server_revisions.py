"""The revisions of tables, as a PostgreSQL server has them now: asked for each request, on a connection of their own.

A notification would come for nothing, but after the commit that it tells of: whoever writes and then reads could be
given an old answer. So each request waits for a reading that began after the request did; requests that wait at the
same time share one. It costs one way to the server and back, and 80 small rows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final, Self

import orjson

from pilar.errors import FieldError
from pilar.query.server_pool import ServerPool
from pilar.query.turns import StatementFailed

READ: Final = "SELECT json_object_agg(name, revision) FROM pilar_revision"
TIMEOUT_S: Final = 1.0
Known = Mapping[str, int]


class ServerRevisions:
    """Reads all revisions at once; a reading that has begun is not joined any more."""

    def __init__(self, pool: ServerPool) -> None:
        self._pool = pool
        self._running: asyncio.Task[Known] | None = None
        self._next: asyncio.Task[Known] | None = None

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connect. Raises as `ServerPool.open` does."""
        return cls(await ServerPool.open(url, size=1, timeout_s=TIMEOUT_S, patience_s=TIMEOUT_S))

    async def of(self, tables: Sequence[str]) -> tuple[int, ...] | None:
        """Return the revisions of `tables`; None when they cannot be told now, and nothing may be reused."""
        if self._next is None:
            self._next = asyncio.ensure_future(self._read(self._running))
        known = await asyncio.shield(self._next)
        try:
            return tuple([known[table] for table in tables])
        except KeyError:
            return None

    async def _read(self, running: asyncio.Task[Known] | None) -> Known:
        if running is not None:
            await asyncio.wait({running})
        self._running, self._next = self._next, None
        try:
            text = await self._pool.fetch(READ, ())
        except (FieldError, StatementFailed):
            return {}
        known: Known = orjson.loads(text) if text else {}
        return known

    async def close(self) -> None:
        """Close the connection."""
        await self._pool.close()
