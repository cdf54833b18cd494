"""Bytes of a connection -> HTTP/1.1 requests, by uvicorn's protocol with two limits that it lacks.

uvicorn bounds neither the size of a header nor the time in which headers come: one client could fill the
memory, and a few hundred slow ones could hold every connection. Both limits are counted here.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from pilar.errors import HeadersTooLarge
from pilar.http.response import errors_body


class BoundedProtocol(HttpToolsProtocol):
    """Whenever no request is being answered, the complete headers of the next one must come in time.

    Counted from the connection, and later from the first byte after a response; so the rule also ends a
    connection on which a client keeps sending a body that was refused, or nothing but blank lines.
    """

    header_limit_bytes: ClassVar[int] = 16_384
    header_timeout_s: ClassVar[float] = 10.0

    header_bytes: int = 0
    reads_headers: bool = False
    header_deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self._start_deadline()
        if self.reads_headers:
            self.header_bytes += len(data)
        super().data_received(data)
        if self.reads_headers and self.header_bytes > self.header_limit_bytes:
            self._refuse_headers()

    def on_message_begin(self) -> None:
        self.header_bytes = 0
        self.reads_headers = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._stop_deadline()
        self.reads_headers = False
        self.header_bytes = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if self.header_bytes > self.header_limit_bytes:
            raise self._too_large()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what cannot be parsed; the parser hides what its callback raised, so look at the size."""
        if self.header_bytes > self.header_limit_bytes:
            self._refuse_headers()
        else:
            super().send_400_response(msg)

    def _refuse_headers(self) -> None:
        self.reads_headers = False
        body = errors_body(self._too_large())
        self.transport.write(
            b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n"
            b"content-type: application/json; charset=utf-8\r\ncontent-length: %d\r\n\r\n%b"
            % (len(body), body)
        )
        self.transport.close()

    def _start_deadline(self) -> None:
        if self.header_deadline is None:
            self.header_deadline = self.loop.call_later(self.header_timeout_s, self.transport.close)

    def _stop_deadline(self) -> None:
        if self.header_deadline is not None:
            self.header_deadline.cancel()
            self.header_deadline = None

    def _too_large(self) -> HeadersTooLarge:
        return HeadersTooLarge(
            f"Address and headers have {self.header_bytes:,} bytes or more; "
            f"the limit is {self.header_limit_bytes:,}.",
            "Send long queries by POST, and fewer cookies.",
        )
