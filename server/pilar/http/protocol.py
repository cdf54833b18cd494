"""Bytes of a connection -> HTTP/1.1 requests, by uvicorn's protocol with the limits that it lacks.

uvicorn bounds neither the size of headers nor the time in which a request arrives: one client could fill the memory,
and a few hundred slow ones could hold every connection. Each connection has one alarm, which looks at its deadline from
time to time: a timer for every request would cost more than the rest of this file.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from pilar.errors import HeadersTooLarge, HttpError
from pilar.http.body import too_slow
from pilar.http.event_stream import CLOSING, DROP
from pilar.http.leaving import LEAVING
from pilar.http.response import errors_body

BODY_TIMEOUT: Final = "pilar.body_timeout_s"
"""The key under which the application's lifespan tells the server how long a body may take, in seconds."""


class BoundedProtocol(HttpToolsProtocol):
    """Whenever no request is being answered, the complete headers of the next one must come in time, then its body.

    Counted from the connection, and later from the first byte after a response; so the rule also ends a connection on
    which a client keeps sending a body that was refused, or nothing but blank lines.
    """

    header_limit_bytes: ClassVar[int] = 16_384
    header_timeout_s: ClassVar[float] = 10.0

    body_timeout_s: float = 15.0
    header_bytes: int = 0
    reads_headers: bool = False
    deadline: float | None = None
    alarm: asyncio.TimerHandle | None = None
    working: asyncio.Task[Any] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.body_timeout_s = self.app_state.get(BODY_TIMEOUT, BoundedProtocol.body_timeout_s)
        self._allow(self.header_timeout_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self.deadline = None
        if self.alarm is not None:
            self.alarm.cancel()
        if self.working is not None:
            self.working.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.deadline is None and (self.cycle is None or self.cycle.response_complete):
            self._allow(self.header_timeout_s)
        self.header_bytes = len(data) + (self.header_bytes if self.reads_headers else 0)
        super().data_received(data)
        if self.reads_headers and self.header_bytes > self.header_limit_bytes:
            self._refuse(self._too_large())

    def shutdown(self) -> None:
        """Tell event streams, which would go on for ever, that the server is stopping."""
        if CLOSING in self.app_state:
            self.app_state[CLOSING].set()
        super().shutdown()

    def on_message_begin(self) -> None:
        self.reads_headers = True
        super().on_message_begin()
        self.scope["pilar.bounded"] = True  # type: ignore[typeddict-unknown-key]
        self.scope[DROP] = self.transport.abort  # type: ignore[typeddict-unknown-key]
        self.scope[LEAVING] = self._end_with_client  # type: ignore[typeddict-unknown-key]

    def on_headers_complete(self) -> None:
        self.reads_headers = False
        if self.header_bytes > self.header_limit_bytes:  # of all that came since the first byte
            self.header_bytes = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
            if self.header_bytes > self.header_limit_bytes:
                raise self._too_large()
        self._allow(self.body_timeout_s)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self.deadline = None
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what cannot be parsed; the parser hides what its callback raised, so look at the size."""
        if self.header_bytes > self.header_limit_bytes:
            self._refuse(self._too_large())
        else:
            super().send_400_response(msg)

    def _end_with_client(self, task: asyncio.Task[Any] | None) -> None:
        """End this task when the connection is lost: one request of a connection is answered at a time."""
        self.working = task

    def _allow(self, seconds: float) -> None:
        self.deadline = self.loop.time() + seconds
        if self.alarm is None:
            self.alarm = self.loop.call_at(self.deadline, self._look)

    def _look(self) -> None:
        self.alarm = None
        if self.deadline is None:
            return
        if self.loop.time() < self.deadline:
            self.alarm = self.loop.call_at(self.deadline, self._look)
        elif self.cycle is None or self.cycle.response_complete:
            self.transport.close()
        else:
            self._refuse(too_slow(self.body_timeout_s))

    def _refuse(self, error: HttpError) -> None:
        """Answer in place of the application, and close."""
        self.reads_headers = False
        self.deadline = None
        body = errors_body(error)
        self.transport.write(
            b"HTTP/1.1 %d Refused\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\n"
            b"content-length: %d\r\n\r\n%b" % (error.status, len(body), body)
        )
        self.transport.close()

    def _too_large(self) -> HeadersTooLarge:
        return HeadersTooLarge(
            f"Address and headers have {self.header_bytes:,} bytes or more; the limit is {self.header_limit_bytes:,}.",
            "Send long queries by POST, and fewer cookies.",
        )
