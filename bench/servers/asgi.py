"""The ASGI messages of the bare servers: the smallest application that takes GraphQL's POST and answers JSON."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import uvicorn

Answer = Callable[[str, dict[str, Any]], Awaitable[str]]


class BareApp:
    """Answers each POST by `answer(operation name, variables)`; `open` runs once before the first."""

    def __init__(self, open_database: Callable[[], Awaitable[Answer]]) -> None:
        self._open = open_database

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        body = await _body(receive)
        request = orjson.loads(body)
        answer = (await self._answer(request["operationName"], request.get("variables") or {})).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _live(self, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await send({"type": "lifespan.shutdown.complete"})
                return
            self._answer = await self._open()
            await send({"type": "lifespan.startup.complete"})


def serve(app: Any) -> None:
    """Serve as Pilar is served: uvloop, httptools, one process, no access log."""
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        ws="none",
        access_log=False,
        log_level="warning",
    )


async def _body(receive: Any) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body
