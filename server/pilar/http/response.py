"""An answer of the engine, or an error, -> the ASGI messages of one HTTP response.

This is the one place where an exception becomes what a client sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, get_args

import orjson
from starlette.types import Send

from pilar.errors import BudgetExhausted, HttpError, PilarError
from pilar.http.negotiation import PLAIN_JSON, MediaType
from pilar.query.presentation import unforeseen

if TYPE_CHECKING:
    from pilar.query.exchange import Answer

RawHeaders = list[tuple[bytes, bytes]]

CONTENT_TYPES: Final = {
    media_type: (b"content-type", f"{media_type}; charset=utf-8".encode())
    for media_type in get_args(MediaType)
}
NOSNIFF: Final = (b"x-content-type-options", b"nosniff")


@dataclass(frozen=True, slots=True)
class Response:
    """A complete response; its media type and length become headers when it is sent."""

    status: int
    body: bytes = b""
    media_type: MediaType = PLAIN_JSON
    entity_tag: str = ""
    retry_after_s: int = 0


def respond_with_answer(answer: Answer, media_type: MediaType) -> Response:
    """Answer what the engine said.

    An operation that was refused before it ran is a 400 in the newer media type and a 200 in the older one
    (GraphQL over HTTP, sections "application/json" and "application/graphql-response+json").
    """
    if answer.unchanged:
        return Response(HTTPStatus.NOT_MODIFIED, entity_tag=answer.entity_tag)
    refused = not answer.executed and media_type != PLAIN_JSON
    status = HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK
    return Response(status, answer.body, media_type, answer.entity_tag)


def respond_with_error(error: Exception, media_type: MediaType) -> Response:
    """Answer a refusal with its own status, anything unforeseen with 500 and the id of its log entry."""
    if isinstance(error, HttpError):
        wait_s = error.retry_after_s if isinstance(error, BudgetExhausted) else 0
        return Response(error.status, errors_body(error), media_type, retry_after_s=wait_s)
    return Response(HTTPStatus.INTERNAL_SERVER_ERROR, errors_body(unforeseen(error)), media_type)


def errors_body(error: PilarError) -> bytes:
    """Write one error as a GraphQL response without data."""
    return orjson.dumps({"errors": [{"message": error.message, "extensions": error.extensions}]})


async def send_response(send: Send, response: Response, headers: RawHeaders) -> None:
    """Send a response with these headers beside its own."""
    if response.status != HTTPStatus.NOT_MODIFIED:
        length = str(len(response.body)).encode()
        headers = [CONTENT_TYPES[response.media_type], (b"content-length", length), NOSNIFF, *headers]
    await send({"type": "http.response.start", "status": int(response.status), "headers": headers})
    await send({"type": "http.response.body", "body": response.body})
