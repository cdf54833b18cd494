"""An answer of the engine, or an error, -> the ASGI messages of one HTTP response.

This is the one place where an exception becomes what a client sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import orjson
from starlette.types import Send

from pilar.errors import BudgetExhausted, HttpError, MethodNotAllowed, PilarError
from pilar.http.negotiation import PLAIN_JSON, takes_gzip
from pilar.query.presentation import unforeseen

if TYPE_CHECKING:
    from pilar.http.terms import Terms
    from pilar.query.exchange import Answer

RawHeaders = list[tuple[bytes, bytes]]

OK: Final = int(
    HTTPStatus.OK
)  # plain numbers: an enum's members take their time on the path of every request
WITHOUT_CONTENT: Final = (int(HTTPStatus.NO_CONTENT), int(HTTPStatus.NOT_MODIFIED))
KEEP_AND_ASK: Final = (b"cache-control", b"public, max-age=0, must-revalidate")
KEEP_NOT: Final = (b"cache-control", b"no-store")


@dataclass(slots=True)
class Response:
    """A complete response; its length becomes a header when it is sent."""

    status: int
    headers: RawHeaders
    body: bytes


def respond_with_answer(answer: Answer, terms: Terms) -> Response:
    """Answer what the engine said.

    An operation that was refused before it ran is a 400 in the newer media type and a 200 in the older one
    (GraphQL over HTTP, sections "application/json" and "application/graphql-response+json"). The answer to a GET may
    be kept, if it is asked about before each use.
    """
    if answer.entity_tag:
        headers = [*terms.headers, KEEP_AND_ASK, (b"etag", answer.entity_tag.encode())]
        status = int(HTTPStatus.NOT_MODIFIED) if answer.unchanged else OK
        return Response(status, headers, answer.body)
    if not answer.executed and terms.media_type != PLAIN_JSON:
        return Response(int(HTTPStatus.BAD_REQUEST), [*terms.headers, KEEP_NOT], answer.body)
    return Response(OK, terms.headers, answer.body)


def in_best_coding(response: Response, answer: Answer, headers: Mapping[bytes, bytes]) -> Response:
    """Take the compressed twin of an answer for a client that takes gzip; tell caches that it depends on that."""
    told = [*response.headers, (b"vary", b"Accept-Encoding")]
    if not response.body or not takes_gzip(headers.get(b"accept-encoding", b"").decode("latin-1")):
        return Response(response.status, told, response.body)
    return Response(response.status, [*told, (b"content-encoding", b"gzip")], answer.gzipped)


def respond_with_error(error: Exception, terms: Terms, method: str) -> Response:
    """Answer a refusal with its own status, anything unforeseen with 500 and the id of its log entry."""
    headers = [*terms.headers, KEEP_NOT]
    if not isinstance(error, HttpError):
        return Response(int(HTTPStatus.INTERNAL_SERVER_ERROR), headers, errors_body(unforeseen(error)))
    if isinstance(error, BudgetExhausted):
        headers.append((b"retry-after", str(error.retry_after_s).encode()))
    elif isinstance(error, MethodNotAllowed):  # a GET is refused only for the mutation that it brought
        headers.append((b"allow", b"POST" if method == "GET" else b"GET, POST, OPTIONS"))
    return Response(error.status, headers, errors_body(error))


def errors_body(error: PilarError) -> bytes:
    """Write one error as a GraphQL response without data."""
    return orjson.dumps({"errors": [{"message": error.message, "extensions": error.extensions}]})


async def send_response(send: Send, response: Response) -> None:
    """Send a response. Statuses without content have no length either (RFC 9110, 8.6)."""
    headers = response.headers
    if response.status not in WITHOUT_CONTENT:
        headers = [*headers, (b"content-length", b"%d" % len(response.body))]
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})
