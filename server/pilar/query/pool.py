"""A compiled statement and its parameters -> the JSON that SQLite built, over a few read-only connections.

A connection that runs a statement belongs to one `fetch` until the statement has really ended: neither a
timeout nor a cancelled task gives it back earlier, since a statement goes on in its thread until it is
interrupted.
"""

from __future__ import annotations

import asyncio
import math
import sqlite3
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

import aiosqlite

from pilar.database.engine import database_file
from pilar.database.failures import primary_code, translated
from pilar.errors import DatabaseUnavailable, StatementTimeout

Functions = Mapping[str, tuple[int, Callable[..., Any]]]

CACHED_STATEMENTS: Final = 512
CACHE_KIB: Final = 16_384
BUSY_TIMEOUT_S: Final = 1.0
DRAIN_S: Final = 2.0
INTERRUPT_EVERY_S: Final = 0.02  # one interrupt is lost when it arrives just before the statement starts
UNAVAILABLE: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}


class StatementFailed(Exception):
    """The database refused a statement; the text is the driver's and not for clients."""


class Reader:
    """One read-only connection and its thread."""

    def __init__(self, path: Path, functions: Functions) -> None:
        self._path = path
        self._functions = functions
        self._driver: sqlite3.Connection | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._deadline = math.inf
        self.timed_out = False
        self.connection = aiosqlite.Connection(self._open, iter_chunk_size=1)
        # A service that forgets to close its pool must not hang at exit; a reader has nothing to lose.
        self.connection._thread.daemon = True

    def _open(self) -> sqlite3.Connection:
        """Open the file in the reader's thread, and read its header: a bad file is found now."""
        uri = f"{self._path.absolute().as_uri()}?mode=ro"
        driver = sqlite3.connect(
            uri,
            uri=True,
            timeout=BUSY_TIMEOUT_S,
            isolation_level=None,
            cached_statements=CACHED_STATEMENTS,
        )
        try:
            driver.execute("PRAGMA query_only=1")
            driver.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
            driver.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            for name, (arity, function) in self._functions.items():
                driver.create_function(name, arity, function, deterministic=True)
        except BaseException:
            driver.close()
            raise
        self._driver = driver
        return driver

    async def connect(self) -> None:
        """Connect. On failure, wait for the thread: its last message must find the event loop still open."""
        try:
            await self.connection
        except BaseException:
            await asyncio.to_thread(self.connection._thread.join)
            raise

    def set_deadline(self, timeout_s: float) -> None:
        """Interrupt the statement about to run when it takes longer than `timeout_s`.

        One alarm outlives many short statements: setting a timer for each would cost more than the rest of
        `fetch`.
        """
        loop = asyncio.get_running_loop()
        self.timed_out = False
        self._deadline = loop.time() + timeout_s
        if self._alarm is None:
            self._alarm = loop.call_at(self._deadline, self._ring, loop)

    def clear_deadline(self) -> None:
        """Let the alarm find nothing to interrupt."""
        self._deadline = math.inf

    def _ring(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._deadline == math.inf:
            self._alarm = None
            return
        if self._deadline <= loop.time():
            self.timed_out = True
            self.interrupt()
            self._deadline = loop.time() + INTERRUPT_EVERY_S
        self._alarm = loop.call_at(self._deadline, self._ring, loop)

    def interrupt(self) -> None:
        """End the running statement, if any, from any thread (https://sqlite.org/c3ref/interrupt.html)."""
        if self._driver:
            self._driver.interrupt()

    async def settle(self) -> None:
        """Interrupt until whatever the connection was told to do has ended."""
        idle = asyncio.ensure_future(self.connection.execute_fetchall("SELECT 1"))
        while not idle.done():
            self.interrupt()
            await asyncio.wait({idle}, timeout=INTERRUPT_EVERY_S)
        idle.exception()  # the interrupt may have hit this statement, too: either way the connection is idle

    async def close(self) -> None:
        """Close the idle connection; its thread has nothing left to do but to end."""
        if self._alarm:
            self._alarm.cancel()
        await self.connection.close()
        self.connection._thread.join()


class ReaderPool:
    """Runs statements on `size` connections; whoever waits longest is served first.

    Close it: `close` waits, interrupts and always ends. A pool that was never closed does not keep the
    process from exiting. A pool belongs to the event loop that opened it.
    """

    def __init__(self, readers: Sequence[Reader], timeout_s: float) -> None:
        self._readers = readers
        self._idle = list(readers)
        self._waiting: deque[asyncio.Future[Reader]] = deque()
        self._settling: set[asyncio.Task[None]] = set()
        self._timeout_s = timeout_s
        self._closing: asyncio.Task[None] | None = None
        self._all_idle = asyncio.Event()
        self.executed = 0

    @classmethod
    async def open(
        cls, url: str, *, size: int = 4, timeout_s: float = 3.0, functions: Functions | None = None
    ) -> Self:
        """Connect `size` times. `functions`: SQL name -> arity and a deterministic Python function.

        Raises `InvalidSetting` and `DatabaseError` as `open_engine` and `translated` do.
        """
        path = database_file(url)
        readers: list[Reader] = []
        try:
            with translated(url):
                for _ in range(size):
                    reader = Reader(path, functions or {})
                    await reader.connect()
                    readers.append(reader)
        except BaseException:
            await asyncio.gather(*(reader.close() for reader in readers))
            raise
        return cls(readers, timeout_s)

    async def fetch(self, sql: str, parameters: Sequence[Any]) -> str | None:
        """Return the first column of the first row; None when there is no row or it is NULL.

        Raises `StatementTimeout`, `DatabaseUnavailable` and, for all that is wrong with the statement itself,
        `StatementFailed`. Cancelling the task interrupts the statement. Waiting for a connection has no limit
        here.
        """
        reader = await self._take()
        self.executed += 1
        reader.set_deadline(self._timeout_s)
        try:
            rows = await reader.connection.execute_fetchall(sql, parameters)
        except asyncio.CancelledError:
            self._settle(reader)
            raise
        except Exception as error:
            self._give_back(reader)
            raise self._failure(reader, error) from error
        finally:
            reader.clear_deadline()
        self._give_back(reader)
        for row in rows:
            return row[0]  # type: ignore[no-any-return]
        return None

    async def close(self) -> None:
        """Refuse new statements, give running ones 2 s, interrupt the rest and close every connection.

        May be called again, and goes on when the calling task is cancelled.
        """
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._shut())
        await asyncio.shield(self._closing)

    async def _take(self) -> Reader:
        if self._closing:
            raise _closed()
        if self._idle:
            return self._idle.pop()
        waiter: asyncio.Future[Reader] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and not waiter.exception():
                self._give_back(waiter.result())
            raise

    def _give_back(self, reader: Reader) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(reader)
                return
        self._idle.append(reader)
        if len(self._idle) == len(self._readers):
            self._all_idle.set()

    def _settle(self, reader: Reader) -> None:
        task = asyncio.ensure_future(reader.settle())
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)
        task.add_done_callback(lambda _: self._give_back(reader))

    def _failure(self, reader: Reader, error: Exception) -> Exception:
        """Say what went wrong while `reader` ran a statement, in the words of the service."""
        code = primary_code(error)
        if code == sqlite3.SQLITE_INTERRUPT and reader.timed_out:
            return StatementTimeout(
                f"The statement took longer than {self._timeout_s:g} s and was cancelled.",
                "Ask for fewer rows, or filter by an indexed field.",
            )
        if code == sqlite3.SQLITE_INTERRUPT:
            return _closed()
        if code in UNAVAILABLE:
            return DatabaseUnavailable(
                "The database cannot be read at the moment.", "Try again in a few seconds."
            )
        return StatementFailed(f"{type(error).__name__}: {error}")

    async def _shut(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(_closed())
        self._waiting.clear()
        if len(self._idle) < len(self._readers):
            await self._drain()
        await asyncio.gather(*(reader.close() for reader in self._readers))

    async def _drain(self) -> None:
        self._all_idle.clear()
        patience_s = DRAIN_S
        while len(self._idle) < len(self._readers):
            try:
                await asyncio.wait_for(self._all_idle.wait(), patience_s)
            except TimeoutError:
                patience_s = INTERRUPT_EVERY_S
                for reader in self._readers:
                    reader.interrupt()


def _closed() -> DatabaseUnavailable:
    return DatabaseUnavailable("The service is shutting down.", "Try again in a few seconds.")
