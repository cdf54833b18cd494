"""One WebSocket at `/graphql` -> operations that run beside each other, each with its answers.

A plain ASGI application. The receiving side is `Socket.run`; each operation has a task of its own, which sends
an answer only when the client has taken the last: what is not sent yet stays in the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING

import orjson
from starlette.types import Receive, Scope, Send

from pilar.access.limits import exceeded
from pilar.errors import HttpError, InvalidRequest, OriginRefused, PilarError
from pilar.http.client import client_address
from pilar.http.cors import ANY_ORIGIN
from pilar.http.messages import (
    INIT_TIMEOUT,
    INVALID_MESSAGE,
    SLOW_CONSUMER,
    SUBPROTOCOL,
    SUBPROTOCOL_NOT_ACCEPTABLE,
    SUBSCRIBER_EXISTS,
    TOO_MANY_INITS,
    UNAUTHORIZED,
    Closed,
    Message,
    next_message,
    read_message,
    write_message,
)
from pilar.http.negotiation import choose_language
from pilar.http.parameters import request_from_parameters
from pilar.http.response import errors_body
from pilar.http.terms import read_headers
from pilar.query.presentation import entry, unforeseen
from pilar.query.stream import open_stream

if TYPE_CHECKING:
    from pilar.query.exchange import Request
    from pilar.startup import Service


class Disconnected(Exception):
    """The client has gone; nobody is left to be told anything."""


async def serve_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Accept a WebSocket and serve it until either side closes it."""
    service: Service = scope["app"].state.service
    headers = read_headers(scope["headers"])
    await receive()
    if not is_welcome(headers, service.settings.allowed_origins):
        return await _refuse(send)
    if SUBPROTOCOL not in scope["subprotocols"]:
        await send({"type": "websocket.accept"})
        reason = f"The subprotocol is {SUBPROTOCOL}."
        return await send({"type": "websocket.close", "code": SUBPROTOCOL_NOT_ACCEPTABLE, "reason": reason})
    await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
    client = client_address(scope, headers, service.settings.trusted_proxies)
    await Socket(service, headers, client, receive, send).run()


def is_welcome(headers: Mapping[bytes, bytes], allowed: Collection[str]) -> bool:
    """Tell whether a page of the origin may connect: browsers let any page try, and always tell which (RFC 6455, 10.2).

    The server's own pages may: behind a proxy only the host tells, as the scheme is the proxy's.
    """
    origin = headers.get(b"origin", b"").decode("latin-1")
    own = headers.get(b"host", b"").decode("latin-1")
    return not origin or origin in allowed or ANY_ORIGIN in allowed or origin.partition("://")[2] == own


async def _refuse(send: Send) -> None:
    error = OriginRefused(
        "Pages of this origin may not connect.", "The operator lists origins in PILAR_ALLOWED_ORIGINS."
    )
    headers = [(b"content-type", b"application/json; charset=utf-8")]
    await send({"type": "websocket.http.response.start", "status": error.status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": errors_body(error)})


class Socket:
    """One connection: the operations that run on it, by their ids."""

    def __init__(
        self, service: Service, headers: Mapping[bytes, bytes], client: str, receive: Receive, send: Send
    ) -> None:
        self._service = service
        self._settings = service.settings
        self._language = choose_language(headers.get(b"accept-language", b"").decode("latin-1"))
        self._client = client
        self._receive = receive
        self._send_event = send
        self._sending = asyncio.Lock()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._ended: set[asyncio.Task[None]] = set()
        self._closed = False

    async def run(self) -> None:
        """Answer messages until the socket is closed, then end every operation."""
        try:
            await self._begin()
            while True:
                await self._answer(await self._next())
        except Closed as closed:
            await self._close(closed.code, closed.reason)
        except Disconnected:
            self._closed = True
        finally:
            tasks = {*self._running.values(), *self._ended}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _begin(self) -> None:
        """Wait for `connection_init`, which must come in time and first."""
        try:
            async with asyncio.timeout(self._settings.socket_init_timeout_s):
                while (message := await self._next()).type in ("ping", "pong"):
                    await self._answer(message)
        except TimeoutError:
            raise Closed(INIT_TIMEOUT, "Connection initialisation timeout") from None
        if message.type != "connection_init":
            raise Closed(UNAUTHORIZED, "Unauthorized")
        await self._send(write_message("connection_ack"))

    async def _answer(self, message: Message) -> None:
        match message.type:
            case "connection_init":
                raise Closed(TOO_MANY_INITS, "Too many initialisation requests")
            case "subscribe":
                await self._start(message)
            case "complete":
                self._stop(message.id)
            case "ping":
                await self._send(write_message("pong", payload=message.payload))

    async def _start(self, message: Message) -> None:
        if message.id in self._running:
            raise Closed(SUBSCRIBER_EXISTS, f"Subscriber for {message.id} already exists")
        if message.payload is None:
            raise Closed(INVALID_MESSAGE, "The message `subscribe` has no payload.")
        try:
            request = request_from_parameters(message.payload, self._language, read_only=False)
        except InvalidRequest as error:
            raise Closed(INVALID_MESSAGE, error.message) from None
        most = self._settings.max_subscriptions
        if len(self._running) >= most:
            refusal = exceeded(
                "Operations at a time on the connection",
                len(self._running) + 1,
                most,
                "Complete one, or open another connection.",
            )
            return await self._send(write_message("error", message.id, [entry(refusal)]))
        task = asyncio.create_task(self._operate(message.id, request))
        self._running[message.id] = task
        self._ended.add(task)
        task.add_done_callback(self._ended.discard)

    def _stop(self, id_: str) -> None:
        task = self._running.pop(id_, None)
        if task is not None:
            task.cancel()

    async def _operate(self, id_: str, request: Request) -> None:
        """Send every answer of an operation; a client that does not take one in time is dropped."""
        cursor = ""
        try:
            async with aclosing(await open_stream(self._service.engine, request, self._client)) as answers:
                async for answer in answers:
                    if not answer.executed:
                        return await self._end(id_, write_message("error", id_, _errors(answer.body)))
                    await self._send(next_message(id_, answer.body))
                    cursor = answer.cursor
            await self._end(id_, write_message("complete", id_))
        except Disconnected:
            return
        except TimeoutError:
            told = f" resume after {cursor}" if cursor else ""
            await self._close(SLOW_CONSUMER, f"Slow consumer:{told or ' ask for less'}")
        except HttpError as error:
            await self._fail(id_, error)
        except Exception as error:
            await self._fail(id_, unforeseen(error))

    async def _fail(self, id_: str, error: PilarError) -> None:
        with suppress(Disconnected, TimeoutError):
            await self._end(id_, write_message("error", id_, [entry(error)]))

    async def _end(self, id_: str, text: str) -> None:
        """Free the id of an operation that is over, and say so."""
        if self._running.get(id_) is asyncio.current_task():
            del self._running[id_]
        await self._send(text)

    async def _send(self, text: str) -> None:
        """Send one message after the other. Raises `TimeoutError` when the client does not read."""
        async with self._sending:
            if self._closed:
                raise Disconnected
            try:
                async with asyncio.timeout(self._settings.slow_consumer_timeout_s):
                    await self._send_event({"type": "websocket.send", "text": text})
            except OSError as error:
                if isinstance(error, TimeoutError):
                    raise
                raise Disconnected from None

    async def _next(self) -> Message:
        event = await self._receive()
        if event["type"] == "websocket.disconnect":
            raise Disconnected
        return read_message(event.get("text"))

    async def _close(self, code: int, reason: str) -> None:
        if self._closed:
            return
        self._closed = True
        with suppress(OSError):
            await self._send_event({"type": "websocket.close", "code": code, "reason": reason})


def _errors(body: bytes) -> object:
    return orjson.loads(body)["errors"]
