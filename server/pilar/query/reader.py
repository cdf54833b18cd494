"""`Reader`: one read-only connection, its thread, and the one way to stop what it is doing."""

from __future__ import annotations

import asyncio
import math
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import aiosqlite

Functions = Mapping[str, tuple[int, Callable[..., Any]]]

CACHED_STATEMENTS: Final = 512
CACHE_KIB: Final = 16_384
BUSY_TIMEOUT_S: Final = 1.0
INTERRUPT_EVERY_S: Final = 0.02  # one interrupt is lost when it arrives just before the statement starts


def open_driver(path: Path, functions: Functions, busy_timeout_s: float) -> sqlite3.Connection:
    """Open a file for reading in this thread, and read its header: a bad file is found now."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    driver = sqlite3.connect(
        uri, uri=True, timeout=busy_timeout_s, isolation_level=None, cached_statements=CACHED_STATEMENTS
    )
    try:
        driver.execute("PRAGMA query_only=1")
        driver.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        driver.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        for name, (arity, function) in functions.items():
            driver.create_function(name, arity, function, deterministic=True)
    except BaseException:
        driver.close()
        raise
    return driver


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
        """Open the file in the reader's thread."""
        self._driver = open_driver(self._path, self._functions, BUSY_TIMEOUT_S)
        return self._driver

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
