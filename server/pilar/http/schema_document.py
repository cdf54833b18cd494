"""The schema of an open service -> `/schema.graphql`, the text that code generators read."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilar.http.cors import origin_headers

if TYPE_CHECKING:
    from pilar.startup import Service


async def answer_schema(request: Request) -> Response:
    """Answer the schema in SDL, or 304 to a client that has it already."""
    service: Service = request.app.state.service
    etag = entity_tag(service.sdl)
    unchanged = is_listed(etag, request.headers.get("if-none-match", ""))
    response = Response(
        None if unchanged else service.sdl,
        status_code=304 if unchanged else 200,
        headers={"etag": etag, "cache-control": "no-cache", "vary": "Origin"},
        media_type=None if unchanged else "text/plain",
    )
    response.raw_headers += origin_headers(request.headers.get("origin"), service.settings.allowed_origins)
    return response


@lru_cache(maxsize=4)
def entity_tag(text: str) -> str:
    """Return a strong entity tag (RFC 9110, 8.8.3) of a text."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def is_listed(etag: str, if_none_match: str) -> bool:
    """Compare weakly, as RFC 9110, 13.1.2 asks for `If-None-Match`."""
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or etag in tags


routes = [Route("/schema.graphql", answer_schema)]
