"""A compiled statement and its parameters -> the JSON that SQLite built, over a few read-only connections.

A connection that runs a statement belongs to one `fetch` until the statement has really ended: neither a
timeout nor a cancelled task gives it back earlier, since a statement goes on in its thread until it is
interrupted.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, Self

from pilar.database.engine import database_file
from pilar.database.failures import primary_code, translated
from pilar.errors import DatabaseUnavailable
from pilar.query.reader import INTERRUPT_EVERY_S, Functions, Reader, open_driver
from pilar.query.turns import DRAIN_S, StatementFailed, Turns, closed, timed_out

UNAVAILABLE: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}


class ReaderPool(Turns[Reader]):
    """Runs statements on `size` connections; whoever waits longest is served first.

    Close it: `close` waits, interrupts and always ends. A pool that was never closed does not keep the
    process from exiting. A pool belongs to the event loop that opened it.
    """

    def __init__(
        self, readers: Sequence[Reader], own: sqlite3.Connection, timeout_s: float, patience_s: float
    ) -> None:
        super().__init__(readers, patience_s)
        self._readers = readers
        self._own = own
        self._settling: set[asyncio.Task[None]] = set()
        self._timeout_s = timeout_s
        self.executed = 0

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        size: int = 4,
        timeout_s: float = 3.0,
        patience_s: float = 10.0,
        functions: Functions | None = None,
    ) -> Self:
        """Connect `size` times. `functions`: SQL name -> arity and a deterministic Python function.

        A statement may run for `timeout_s`, and wait for a connection for `patience_s`.

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
                own = open_driver(path, functions or {}, busy_timeout_s=0)
        except BaseException:
            await asyncio.gather(*(reader.close() for reader in readers))
            raise
        return cls(readers, own, timeout_s, patience_s)

    async def fetch(self, sql: str, parameters: Sequence[Any], *, at_once: bool = False) -> str | None:
        """Return the first column of the first row; None when there is no row or it is NULL.

        With `at_once` the statement runs in the event loop's own thread, which saves the way to another and back: for
        statements that read a handful of rows by their keys, and nothing else.

        Raises `StatementTimeout`, `OperationTimeout` when no connection became free in time, `DatabaseUnavailable`
        and, for all that is wrong with the statement itself, `StatementFailed`. Cancelling the task interrupts the
        statement.
        """
        if at_once and not self._closing:
            with suppress(sqlite3.Error):  # whatever is wrong, a reader tells, and waits where waiting helps
                found = self._own.execute(sql, parameters).fetchall()
                self.executed += 1
                return found[0][0] if found else None
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

    def _settle(self, reader: Reader) -> None:
        task = asyncio.ensure_future(reader.settle())
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)
        task.add_done_callback(lambda _: self._give_back(reader))

    def _failure(self, reader: Reader, error: Exception) -> Exception:
        """Say what went wrong while `reader` ran a statement, in the words of the service."""
        code = primary_code(error)
        if code == sqlite3.SQLITE_INTERRUPT and reader.timed_out:
            return timed_out(self._timeout_s)
        if code == sqlite3.SQLITE_INTERRUPT:
            return closed()
        if code in UNAVAILABLE:
            return DatabaseUnavailable(
                "The database cannot be read at the moment.", "Try again in a few seconds."
            )
        return StatementFailed(f"{type(error).__name__}: {error}")

    async def _shut(self) -> None:
        self._send_away()
        if len(self._idle) < len(self._readers):
            await self._drain()
        self._own.close()
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
