"""A few connections and many who want one: whoever waits longest is served first, and nobody waits for ever."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from typing import Any, Final, Generic, TypeVar

from pilar.errors import DatabaseUnavailable, OperationTimeout, StatementTimeout

DRAIN_S: Final = 2.0
Member = TypeVar("Member")


class StatementFailed(Exception):
    """The database refused a statement; the text is the driver's and not for clients."""


class Pool(ABC):
    """What answers come from: runs statements, and counts those in `executed`."""

    executed: int

    @abstractmethod
    async def fetch(self, sql: str, parameters: Sequence[Any], *, at_once: bool = False) -> str | None:
        """Return the first column of the first row; None when there is no row or it is NULL.

        `at_once`: the statement reads a handful of rows by their keys. Raises `StatementTimeout`, `OperationTimeout`
        when no connection became free in time, `DatabaseUnavailable` and, for all that is wrong with the statement
        itself, `StatementFailed`. Cancelling the task cancels the statement.
        """

    @abstractmethod
    async def close(self) -> None:
        """Refuse new statements, give running ones 2 s, cancel the rest and close every connection.

        May be called again, and goes on when the calling task is cancelled.
        """


class Turns(Pool, Generic[Member]):
    """Gives out the members of a pool; all of it in one event loop."""

    def __init__(self, members: Sequence[Member], patience_s: float) -> None:
        self._size = len(members)
        self._idle = list(members)
        self._waiting: deque[tuple[float, asyncio.Future[Member]]] = deque()
        self._alarm: asyncio.TimerHandle | None = None
        self._patience_s = patience_s
        self._closing: asyncio.Task[None] | None = None
        self._all_idle = asyncio.Event()

    async def close(self) -> None:
        """Shut down once, however often this is called."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._shut())
        await asyncio.shield(self._closing)

    @abstractmethod
    async def _shut(self) -> None:
        """End what runs, and close the connections."""

    async def _take(self) -> Member:
        if self._closing:
            raise closed()
        if self._idle:
            return self._idle.pop()
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Member] = loop.create_future()
        self._waiting.append((loop.time() + self._patience_s, waiter))
        if self._alarm is None:
            self._alarm = loop.call_later(self._patience_s, self._ring, loop)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and not waiter.exception():
                self._give_back(waiter.result())
            raise

    def _give_back(self, member: Member) -> None:
        while self._waiting:
            _, waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(member)
                return
        self._idle.append(member)
        if len(self._idle) == self._size:
            self._all_idle.set()

    def _ring(self, loop: asyncio.AbstractEventLoop) -> None:
        """Send away who has waited too long. One alarm serves many waiters, as with deadlines of readers."""
        while self._waiting and self._waiting[0][0] <= loop.time():
            _, waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_exception(waited(self._patience_s))
        self._alarm = loop.call_at(self._waiting[0][0], self._ring, loop) if self._waiting else None

    def _send_away(self) -> None:
        """Tell all who wait that there is nothing to wait for."""
        for _, waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(closed())
        self._waiting.clear()
        if self._alarm is not None:
            self._alarm.cancel()


def closed() -> DatabaseUnavailable:
    """Return the error for a pool that closes."""
    return DatabaseUnavailable("The service is shutting down.", "Try again in a few seconds.")


def timed_out(seconds: float) -> StatementTimeout:
    """Return the error for a statement that took too long."""
    return StatementTimeout(
        f"The statement took longer than {seconds:g} s and was cancelled.",
        "Ask for fewer rows, or filter by an indexed field.",
    )


def waited(seconds: float) -> OperationTimeout:
    """Return the error for having waited too long for a connection."""
    return OperationTimeout(
        f"The operation waited longer than {seconds:g} s for a connection to the database.",
        "Try again in a few seconds.",
    )
