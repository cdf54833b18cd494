"""What no route answers, and errors that nobody foresaw -> JSON for programs, a page for people."""

from __future__ import annotations

import html
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pilar.errors import MethodNotAllowed, PilarError, UnknownPath, nearest
from pilar.http.negotiation import parse_weighted
from pilar.http.response import errors_body
from pilar.query.presentation import unforeseen

ADDRESSES: Final = ("/", "/graphql", "/explorer", "/schema.graphql", "/healthz", "/readyz")

_PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<h1>{title}</h1>
<p>{hint}</p>
<p><a href="/">Pilar</a> · <a href="/explorer">Explorer</a></p>
</html>
"""


async def answer_refusal(request: Request, error: Exception) -> Response:
    """Answer Starlette's own 404 and 405 in the form of every other error."""
    assert isinstance(error, HTTPException)
    path = request.scope["path"]
    if error.status_code == MethodNotAllowed.status:
        refusal: PilarError = MethodNotAllowed(
            f"{path[:200]} does not answer {request.method}.", "The header `Allow` says what it answers."
        )
    else:
        hint = nearest(path, ADDRESSES) or "GraphQL is at /graphql, and / has links to everything else."
        refusal = UnknownPath(f"There is nothing at {path[:200]}.", hint)
    return _answer(request, refusal, error.status_code, dict(error.headers or {}))


async def answer_unforeseen(request: Request, error: Exception) -> Response:
    """Answer an error that no code foresaw: the client learns the id under which the log has the rest."""
    return _answer(request, unforeseen(error), 500, {})


def _answer(request: Request, error: PilarError, status: int, headers: dict[str, str]) -> Response:
    headers |= {"cache-control": "no-store", "vary": "Accept", "x-content-type-options": "nosniff"}
    if _is_browser(request):
        page = _PAGE.format(title=html.escape(error.message), hint=html.escape(error.hint))
        headers["content-security-policy"] = "default-src 'none'"
        return HTMLResponse(page, status, headers)
    return Response(errors_body(error), status, headers, media_type="application/json")


def _is_browser(request: Request) -> bool:
    return any(item.value == "text/html" for item in parse_weighted(request.headers.get("accept", "")))
