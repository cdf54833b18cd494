"""One HTTP request at `/graphql` -> one HTTP response (https://graphql.github.io/graphql-over-http/draft/).

A plain ASGI application: the path of a request is `GraphQLEndpoint.__call__`, read from top to bottom.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from starlette.types import Receive, Scope, Send

from pilar.errors import MethodNotAllowed
from pilar.http.body import Disconnected, read_body
from pilar.http.client import client_address
from pilar.http.cors import preflight_headers
from pilar.http.event_stream import send_stream
from pilar.http.leaving import while_connected
from pilar.http.negotiation import EVENT_STREAM
from pilar.http.parameters import request_from_body, request_from_query_string
from pilar.http.response import (
    RawHeaders,
    Response,
    in_best_coding,
    respond_with_answer,
    respond_with_error,
    send_response,
)
from pilar.http.terms import Terms, agree, read_headers
from pilar.query.stream import open_stream

if TYPE_CHECKING:
    from pilar.query.exchange import Request
    from pilar.settings import Settings
    from pilar.startup import Service

METHODS: Final = "GET, POST, OPTIONS"


class GraphQLEndpoint:
    """The ASGI application at `/graphql`; it serves the service that the lifespan of its Starlette opened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        service: Service = scope["app"].state.service
        headers = read_headers(scope["headers"])
        if scope["method"] == "OPTIONS":
            return await _answer_options(headers, service.settings, send)
        terms = agree(headers, service.settings.allowed_origins)
        try:
            request = await _read_request(scope, headers, terms, receive, service.settings)
            client = client_address(scope, headers, service.settings.trusted_proxies)
            tags = headers.get(b"if-none-match", b"").decode("latin-1") if request.read_only else ""
            if terms.media_type == EVENT_STREAM:
                return await _stream(scope, receive, send, request, client, terms)
            answer = await while_connected(scope, service.engine.execute(request, client, tags))
            if answer.streams and terms.takes_events:
                return await _stream(scope, receive, send, request, client, terms)
            response = respond_with_answer(answer, terms)
            if answer.gzipped:
                response = in_best_coding(response, answer, headers)
        except Disconnected:
            return None
        except Exception as error:
            response = respond_with_error(error, terms, scope["method"])
        await send_response(send, response)


async def _read_request(
    scope: Scope, headers: Mapping[bytes, bytes], terms: Terms, receive: Receive, settings: Settings
) -> Request:
    if terms.refusal:
        raise terms.refusal
    if scope["method"] == "POST":
        if terms.content_refusal:
            raise terms.content_refusal
        timeout_s = None if "pilar.bounded" in scope else settings.body_timeout_s
        body = await read_body(receive, headers.get(b"content-length"), settings.body_limit_bytes, timeout_s)
        request = request_from_body(body, terms.language)
    elif scope["method"] == "GET":
        request = request_from_query_string(scope["query_string"], terms.language)
    else:
        raise MethodNotAllowed(
            f"The method is {scope['method']}.", "Send GraphQL by POST, or a query by GET."
        )
    if terms.takes_events and b"last-event-id" in headers:
        request.last_event_id = headers[b"last-event-id"].decode("latin-1")
    return request


async def _stream(
    scope: Scope, receive: Receive, send: Send, request: Request, client: str, terms: Terms
) -> None:
    service: Service = scope["app"].state.service
    answers = await while_connected(scope, open_stream(service.engine, request, client))
    await send_stream(scope, receive, send, answers, terms, service.settings)


async def _answer_options(headers: Mapping[bytes, bytes], settings: Settings, send: Send) -> None:
    raw: RawHeaders = [(b"allow", METHODS.encode()), (b"vary", b"Origin")]
    origin = headers[b"origin"].decode("latin-1") if b"origin" in headers else None
    raw += preflight_headers(origin, settings.allowed_origins)
    await send_response(send, Response(204, raw, b""))
