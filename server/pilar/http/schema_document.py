"""The schema of an open service -> `/schema.graphql`, the text that code generators read."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilar.http.cors import origin_headers
from pilar.http.negotiation import takes_gzip

if TYPE_CHECKING:
    from pilar.startup import Service


async def answer_schema(request: Request) -> Response:
    """Answer the schema in SDL, or 304 to a client that has it already."""
    service: Service = request.app.state.service
    etag, compressed = entity_tag(service.sdl), takes_gzip(request.headers.get("accept-encoding", ""))
    unchanged = is_listed(etag, request.headers.get("if-none-match", ""))
    headers = {"etag": etag, "cache-control": "no-cache", "vary": "Origin, Accept-Encoding"}
    if unchanged:
        response = Response(status_code=304, headers=headers)
    elif compressed:
        headers["content-encoding"] = "gzip"
        response = Response(zipped(service.sdl), headers=headers, media_type="text/plain")
    else:
        response = Response(service.sdl, headers=headers, media_type="text/plain")
    response.raw_headers += origin_headers(request.headers.get("origin"), service.settings.allowed_origins)
    return response


@lru_cache(maxsize=4)
def zipped(text: str) -> bytes:
    """Compress a text, once: it takes longer than a request may."""
    return gzip.compress(text.encode(), mtime=0)


@lru_cache(maxsize=4)
def entity_tag(text: str) -> str:
    """Return an entity tag of a text that holds in any coding of it (RFC 9110, 8.8.1)."""
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def is_listed(etag: str, if_none_match: str) -> bool:
    """Compare weakly, as RFC 9110, 13.1.2 asks for `If-None-Match`."""
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


routes = [Route("/schema.graphql", answer_schema)]
