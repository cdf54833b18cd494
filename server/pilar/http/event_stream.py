"""The answers to a request -> server-sent events: GraphQL over SSE, "distinct connections mode".

https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md. The event of a subscription carries its cursor as
`id`: a browser's `EventSource` that lost the line asks to go on from there by itself (`Last-Event-ID`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Final

from starlette.types import Receive, Scope, Send

from pilar.http.response import KEEP_NOT, OK, RawHeaders, errors_body
from pilar.query.exchange import Answer
from pilar.query.presentation import unforeseen

if TYPE_CHECKING:
    from pilar.http.terms import Terms
    from pilar.settings import Settings

CLOSING: Final = "pilar.closing"
"""The key under which the application's lifespan shares the event that the server is stopping."""
DROP: Final = "pilar.drop"
"""The key under which the server lends what ends a connection at once."""

CONTENT_TYPE: Final = (b"content-type", b"text/event-stream; charset=utf-8")
UNBUFFERED: Final = (b"x-accel-buffering", b"no")  # for nginx, which would hold events back
COMMENT: Final = b":\n\n"
COMPLETE: Final = b"event: complete\ndata: \n\n"


async def send_stream(
    scope: Scope,
    receive: Receive,
    send: Send,
    answers: AsyncGenerator[Answer],
    terms: Terms,
    settings: Settings,
) -> None:
    """Send each answer as it comes, until there are no more, the client leaves, reads nothing, or the server stops."""
    await send({"type": "http.response.start", "status": OK, "headers": _headers(terms)})
    writing = asyncio.ensure_future(_write(send, answers, settings))
    leaving = asyncio.ensure_future(_left(receive, scope.get("state", {}).get(CLOSING)))
    await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
    slow = writing.done() and isinstance(writing.exception(), TimeoutError)
    for task in (writing, leaving):
        task.cancel()
    await asyncio.gather(writing, leaving, return_exceptions=True)
    await answers.aclose()
    if slow and DROP in scope:
        return scope[DROP]()  # type: ignore[no-any-return]  # it returns nothing
    await send({"type": "http.response.body", "body": b""})


def _headers(terms: Terms) -> RawHeaders:
    others = [header for header in terms.headers if header[0] != CONTENT_TYPE[0]]
    return [CONTENT_TYPE, *others, KEEP_NOT, UNBUFFERED]


async def _write(send: Send, answers: AsyncGenerator[Answer], settings: Settings) -> None:
    """Write events, comments where none come for a while, and that it was all. Raises `TimeoutError`."""
    await _part(send, COMMENT, settings)  # headers alone would wait for the first event
    while True:
        coming = asyncio.ensure_future(anext(answers, None))
        try:
            while not (await asyncio.wait({coming}, timeout=settings.event_comment_s))[0]:
                await _part(send, COMMENT, settings)
            answer = coming.result()
        except Exception as error:
            if not coming.done():
                raise
            answer = Answer(errors_body(unforeseen(error)), executed=False)
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
        if answer is not None:
            await _part(send, event(answer), settings)
        if answer is None or not answer.executed:
            return await _part(send, COMPLETE, settings)


def event(answer: Answer) -> bytes:
    """Write an answer as an event: JSON has no line of its own, since line breaks are escaped in it."""
    place = f"id: {answer.cursor}\n".encode() if answer.cursor else b""
    return place + b"event: next\ndata: " + answer.body + b"\n\n"


async def _part(send: Send, body: bytes, settings: Settings) -> None:
    async with asyncio.timeout(settings.slow_consumer_timeout_s):
        await send({"type": "http.response.body", "body": body, "more_body": True})


async def _left(receive: Receive, closing: asyncio.Event | None) -> None:
    """Wait until the client leaves or the server is stopping, whichever comes first."""
    waits = [asyncio.ensure_future(_disconnected(receive))]
    if closing is not None:
        waits.append(asyncio.ensure_future(closing.wait()))
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


async def _disconnected(receive: Receive) -> bool:
    while (await receive())["type"] != "http.disconnect":
        pass
    return True
