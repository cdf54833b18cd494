"""A compiled statement and its parameters -> the JSON that PostgreSQL built, over a few read-only connections.

A connection that is lost is opened anew by the next statement that gets it: the service outlives its database server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final, Self

import asyncpg

from pilar.database.engine import parsed_url
from pilar.database.server import APPLICATION, CACHE_PARAMETER, CONNECT_TIMEOUT_S, place_of, reading_address
from pilar.database.server_failures import failure_of_server
from pilar.errors import DatabaseReadOnly, DatabaseUnavailable, DatabaseUnsupported, InvalidSetting
from pilar.query.turns import DRAIN_S, StatementFailed, Turns, closed, timed_out

CACHED_STATEMENTS: Final = 512
CACHED_CHARACTERS: Final = 500_000
"""Of the statements that a connection keeps prepared: the server takes up to 400 bytes of memory for each."""
CANCELLED: Final = "57014"
GRACE_S: Final = 1.0
"""How much longer than the server's own limit we wait for it to say so, before we cancel the statement ourselves."""
SETTLE_S: Final = 5.0
OLDEST: Final = 14


class Session:
    """One connection, opened when it is needed."""

    def __init__(self, address: str, cached_statements: int, timeout_s: float) -> None:
        self._address = address
        self._cached_statements = cached_statements
        self._settings = {
            "application_name": APPLICATION,
            "default_transaction_read_only": "on",
            "statement_timeout": str(max(1, round(timeout_s * 1000))),
            "extra_float_digits": "1",  # as many digits of a double as reading it back exactly takes
            "DateStyle": "ISO",
            "jit": "off",  # compiling a statement takes longer than most of ours run
            "cpu_index_tuple_cost": "0.0025",  # half: an index in the order of the groups is faster than hashing texts
        }
        self.connection: asyncpg.Connection | None = None
        self._prepared: set[str] = set()
        self._characters = 0

    async def open(self) -> asyncpg.Connection:
        """Return the connection, which is opened unless it is still there."""
        if self.connection is None or self.connection.is_closed():
            self.connection = await asyncpg.connect(
                self._address,
                timeout=CONNECT_TIMEOUT_S,
                statement_cache_size=self._cached_statements,
                max_cached_statement_lifetime=0,
                max_cacheable_statement_size=0,
                server_settings=self._settings,
            )
        return self.connection

    async def make_room(self, connection: asyncpg.Connection, sql: str) -> None:
        """Have the connection forget what it has prepared before that is too much: it counts statements, not memory."""
        if sql in self._prepared:
            return
        if self._characters + len(sql) > CACHED_CHARACTERS:
            await connection.reload_schema_state()
            self._prepared.clear()
            self._characters = 0
        self._prepared.add(sql)
        self._characters += len(sql)

    async def settle(self) -> None:
        """Wait until a cancelled statement has ended, or give the connection up."""
        if self.connection is None:
            return
        try:
            await self.connection.fetchval("SELECT 1", timeout=SETTLE_S)
        except Exception:  # whatever it is, the next statement gets another connection
            self.end()

    async def close(self) -> None:
        """Take leave of the server."""
        if self.connection is not None and not self.connection.is_closed():
            try:
                await self.connection.close(timeout=DRAIN_S)
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                self.end()

    def end(self) -> None:
        """Drop the connection at once; the server ends what it was doing."""
        if self.connection is not None:
            self.connection.terminate()
            self.connection = None


class ServerPool(Turns[Session]):
    """Runs statements on `size` connections. A pool belongs to the event loop that opened it."""

    def __init__(self, sessions: Sequence[Session], timeout_s: float, patience_s: float) -> None:
        super().__init__(sessions, patience_s)
        self._sessions = sessions
        self._settling: set[asyncio.Task[None]] = set()
        self._timeout_s = timeout_s
        self.executed = 0

    @classmethod
    async def open(cls, url: str, *, size: int = 4, timeout_s: float = 3.0, patience_s: float = 10.0) -> Self:
        """Connect `size` times. A statement may run for `timeout_s`, and wait for a connection for `patience_s`.

        Raises `InvalidSetting`, `DatabaseUnsupported` for an old server or one without UTF-8, and what
        `failure_of_server` says.
        """
        parsed = parsed_url(url)
        cached = _cached_statements(parsed.query.get(CACHE_PARAMETER))
        sessions = [Session(reading_address(parsed), cached, timeout_s) for _ in range(size)]
        place = place_of(parsed)
        try:
            connections = [await session.open() for session in sessions]
            _check(connections[0], place)
        except BaseException as error:
            await asyncio.gather(*(session.close() for session in sessions))
            failure = failure_of_server(error, place)
            if failure is None:
                raise
            raise failure from error
        return cls(sessions, timeout_s, patience_s)

    async def fetch(self, sql: str, parameters: Sequence[Any], *, at_once: bool = False) -> str | None:
        """Run a statement as `Pool.fetch` has it; `at_once` is for databases without a way to go."""
        session = await self._take()
        self.executed += 1
        try:
            connection = await session.open()
            await session.make_room(connection, sql)
            found: str | None = await connection.fetchval(sql, *parameters, timeout=self._timeout_s + GRACE_S)
        except asyncio.CancelledError:
            self._settle(session)
            raise
        except TimeoutError as error:
            self._settle(session)
            raise timed_out(self._timeout_s) from error
        except Exception as error:
            self._give_back(session)
            raise self._failure(session, error) from error
        self._give_back(session)
        return found

    def _settle(self, session: Session) -> None:
        task = asyncio.ensure_future(session.settle())
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)
        task.add_done_callback(lambda _: self._give_back(session))

    def _failure(self, session: Session, error: Exception) -> Exception:
        """Say what went wrong in the words of the service."""
        if self._closing:
            return closed()
        if getattr(error, "sqlstate", None) == CANCELLED:
            return timed_out(self._timeout_s)
        lost = session.connection is None or session.connection.is_closed()
        failure = failure_of_server(error, "")
        if lost or (failure and not isinstance(failure, DatabaseReadOnly)):
            return DatabaseUnavailable(
                "The database cannot be read at the moment.", "Try again in a few seconds."
            )
        return StatementFailed(f"{type(error).__name__}: {error}")

    async def _shut(self) -> None:
        self._send_away()
        if len(self._idle) < self._size:
            self._all_idle.clear()
            try:
                await asyncio.wait_for(self._all_idle.wait(), DRAIN_S)
            except TimeoutError:
                for session in self._sessions:
                    if session not in self._idle:
                        session.end()
        await asyncio.gather(*(session.close() for session in self._sessions))


def _cached_statements(given: Any) -> int:
    """Read how many prepared statements a connection keeps; 0 for a proxy that cannot keep them apart."""
    try:
        return CACHED_STATEMENTS if given is None else int(given)
    except (TypeError, ValueError):
        raise InvalidSetting(
            f"{CACHE_PARAMETER} in PILAR_DATABASE_URL is '{given}', which is no number.",
            "Leave it out; or set it to 0 behind a proxy that does not keep prepared statements.",
        ) from None


def _check(connection: asyncpg.Connection, place: str) -> None:
    version, encoding = connection.get_server_version(), connection.get_settings().server_encoding
    if version.major < OLDEST:
        raise DatabaseUnsupported(
            f"The server of the database {place} is PostgreSQL {version.major}; Pilar needs {OLDEST} or newer.",
            "Upgrade it.",
        )
    if encoding != "UTF8":
        raise DatabaseUnsupported(
            f"The database {place} has the encoding {encoding}; Pilar needs UTF8.",
            "Create it by: CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0.",
        )
