"""A way to open the service -> the ASGI application: its routes, its lifespan, its answer to all else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from pilar.http import explorer, landing, readiness, schema_document
from pilar.http.event_stream import CLOSING
from pilar.http.graphql import GraphQLEndpoint
from pilar.http.missing import answer_refusal, answer_unforeseen
from pilar.http.protocol import BODY_TIMEOUT
from pilar.http.websocket import serve_socket

if TYPE_CHECKING:
    from pilar.startup import Service


def create_app(open_service: Callable[[], Awaitable[Service]]) -> Starlette:
    """Build the application; its lifespan opens the service into `app.state.service` and closes it.

    Addresses are exact: `/graphql/` is not `/graphql`, and nothing redirects to what a `Host` header says.
    """
    app = Application(
        routes=[
            Route("/graphql", Application.graphql),
            *readiness.routes,
            *schema_document.routes,
            *landing.routes,
            *explorer.routes,
            Route("/favicon.ico", answer_without_icon),
        ],
        exception_handlers={HTTPException: answer_refusal, Exception: answer_unforeseen},
        lifespan=partial(_keep_open, open_service),
    )
    app.router.redirect_slashes = False
    return app


class Application(Starlette):
    """Starlette, with a short way to `/graphql`: routing and middleware took a third of a small query's time."""

    graphql = GraphQLEndpoint()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/graphql":
            scope["app"] = self
            await self.graphql(scope, receive, send)
        elif scope["type"] == "websocket" and scope["path"] == "/graphql":
            scope["app"] = self
            await serve_socket(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


@asynccontextmanager
async def _keep_open(
    open_service: Callable[[], Awaitable[Service]], app: Starlette
) -> AsyncIterator[dict[str, Any]]:
    app.state.service = await open_service()
    try:
        yield {BODY_TIMEOUT: app.state.service.settings.body_timeout_s, CLOSING: asyncio.Event()}
    finally:
        await app.state.service.close()


async def answer_without_icon(request: Request) -> Response:
    """Spare browsers, which ask unasked, an error."""
    return Response(status_code=204, headers={"cache-control": "public, max-age=86400"})
