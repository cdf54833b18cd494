"""An answer of the engine, or an error, -> the ASGI messages of one HTTP response.

This is the one place where an exception becomes what a client sees.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

import orjson
from starlette.types import Send

from pilar.errors import HttpError, InternalError, PilarError
from pilar.http.negotiation import PLAIN_JSON, MediaType

if TYPE_CHECKING:
    from pilar.query.engine import Answer

RawHeaders = list[tuple[bytes, bytes]]

_log = logging.getLogger("pilar.http")


@dataclass(frozen=True, slots=True)
class Response:
    """A complete response; its media type and length become headers when it is sent."""

    status: int
    body: bytes = b""
    media_type: MediaType = PLAIN_JSON


def respond_with_answer(answer: Answer, media_type: MediaType) -> Response:
    """Answer what the engine said.

    An operation that was refused before it ran is a 400 in the newer media type and a 200 in the older one
    (GraphQL over HTTP, sections "application/json" and "application/graphql-response+json").
    """
    refused = not answer.executed and media_type != PLAIN_JSON
    return Response(HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK, answer.body, media_type)


def respond_with_error(error: Exception, media_type: MediaType) -> Response:
    """Answer a refusal with its own status, anything unforeseen with 500 and the id of its log entry."""
    if isinstance(error, HttpError):
        return Response(error.status, errors_body(error), media_type)
    return Response(HTTPStatus.INTERNAL_SERVER_ERROR, errors_body(log_unforeseen(error)), media_type)


def log_unforeseen(error: Exception) -> InternalError:
    """Log an error with its traceback, and return the one that a client may see instead."""
    identifier = secrets.token_hex(6)
    _log.error("Internal error %s", identifier, exc_info=error)
    return InternalError(f"Internal error {identifier}.", "Tell the operator this id: the log has the rest.")


def errors_body(error: PilarError) -> bytes:
    """Write one error as a GraphQL response without data."""
    return orjson.dumps({"errors": [{"message": error.message, "extensions": error.extensions}]})


async def send_response(send: Send, response: Response, headers: RawHeaders) -> None:
    """Send a response with these headers beside its own."""
    own: RawHeaders = [
        (b"content-type", f"{response.media_type}; charset=utf-8".encode()),
        (b"content-length", str(len(response.body)).encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": int(response.status), "headers": own + headers})
    await send({"type": "http.response.body", "body": response.body})
