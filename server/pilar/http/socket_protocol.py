"""Bytes of a connection -> WebSocket messages, by uvicorn's protocol with the ends that it lacks.

uvicorn waits for a peer that does not read before it says goodbye to it, and keeps the connection for as long as
what it sent lies unread: one client that stops reading would hold memory for ever.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar, Final

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

GOING_AWAY: Final = 1001  # https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1


class BoundedSocket(WebSocketsSansIOProtocol):
    """A connection that has been told to close is closed after ten seconds, whatever lies unread."""

    linger_s: ClassVar[float] = 10.0

    end: asyncio.TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        if self.end is not None:
            self.end.cancel()
        super().connection_lost(exc)

    async def send(self, message: ASGISendEvent) -> None:
        if message["type"] == "websocket.close":
            self.writable.set()
            self._end_soon()
        await super().send(message)

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._end_soon()

    def shutdown(self) -> None:
        """Say goodbye as the server goes away; a client then connects anew, to another worker or later."""
        if self.handshake_complete and not self.close_sent and not self.transport.is_closing():
            self.stop_keepalive()
            self.queue.put_nowait({"type": "websocket.disconnect", "code": GOING_AWAY})
            self.conn.send_close(GOING_AWAY, "The server is stopping.")
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()
        else:
            super().shutdown()
        self._end_soon()

    def _end_soon(self) -> None:
        if self.end is None:
            self.end = self.loop.call_later(self.linger_s, self.transport.abort)
