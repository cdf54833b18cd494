"""A way to open the service -> the ASGI application: its routes, its lifespan, its answer to all else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilar.http import explorer, landing, readiness, schema_document
from pilar.http.graphql import GraphQLEndpoint
from pilar.http.missing import answer_refusal, answer_unforeseen

if TYPE_CHECKING:
    from pilar.startup import Service


def create_app(open_service: Callable[[], Awaitable[Service]]) -> Starlette:
    """Build the application; its lifespan opens the service into `app.state.service` and closes it.

    Addresses are exact: `/graphql/` is not `/graphql`, and nothing redirects to what a `Host` header says.
    """
    app = Starlette(
        routes=[
            Route("/graphql", GraphQLEndpoint()),
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


@asynccontextmanager
async def _keep_open(open_service: Callable[[], Awaitable[Service]], app: Starlette) -> AsyncIterator[None]:
    app.state.service = await open_service()
    try:
        yield
    finally:
        await app.state.service.close()


async def answer_without_icon(request: Request) -> Response:
    """Spare browsers, which ask unasked, an error."""
    return Response(status_code=204, headers={"cache-control": "public, max-age=86400"})
