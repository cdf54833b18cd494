"""Who waits for a table to change is woken soon after any process has committed a change to it.

One task a process looks at the revisions, and only while somebody waits: some microseconds on SQLite, on PostgreSQL one
small statement, whatever the number of those who wait.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Final

from pilar.query.revisions import Revisions
from pilar.query.server_revisions import ServerRevisions

RETRY_S: Final = 1.0
Revision = tuple[int, ...] | None


@dataclass
class _Group:
    """Those who wait for one table to leave a revision."""

    since: Revision
    waiting: set[asyncio.Future[None]] = field(default_factory=set)


class Watch:
    """Take the revision first, then read, then wait for it to change: no commit between can be missed."""

    def __init__(self, revisions: Revisions | ServerRevisions, every_s: float = 0.05) -> None:
        self._revisions = revisions
        self._every_s = every_s
        self._groups: dict[str, _Group] = {}
        self._looking: asyncio.Task[None] | None = None

    @property
    def looks(self) -> bool:
        """Whether the task runs, because somebody waits."""
        return self._looking is not None

    async def revision(self, table: str) -> Revision:
        """Return the revision of a table as of now; None when it cannot be told."""
        found = self._revisions.of((table,))
        return found if found is None or isinstance(found, tuple) else await found

    async def changed(self, table: str, since: Revision) -> None:
        """Wait until the revision of a table is not `since` any more; where it cannot be told, for a second."""
        if since is None:
            return await asyncio.sleep(RETRY_S)
        if await self.revision(table) not in (since, None):
            return None
        group = self._groups.setdefault(table, _Group(since))
        waiter = asyncio.get_running_loop().create_future()
        group.waiting.add(waiter)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        try:
            await waiter
        finally:
            group.waiting.discard(waiter)

    async def close(self) -> None:
        """End the task, and close the revisions."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        closing = self._revisions.close()
        if closing is not None:
            await closing

    async def _look(self) -> None:
        """Look until nobody waits. A group may have begun at an earlier revision: then it is woken once too often."""
        while self._groups:
            await asyncio.sleep(self._every_s)
            groups = [*self._groups.items()]
            found = await asyncio.gather(*(self.revision(table) for table, _ in groups))
            for (table, group), revision in zip(groups, found, strict=True):
                if not group.waiting:
                    del self._groups[table]
                elif revision not in (group.since, None):
                    del self._groups[table]
                    _wake(group)
        self._looking = None


def _wake(group: _Group) -> None:
    for waiter in group.waiting:
        if not waiter.done():
            waiter.set_result(None)
