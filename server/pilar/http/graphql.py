"""One HTTP request at `/graphql` -> one HTTP response (https://graphql.github.io/graphql-over-http/draft/).

A plain ASGI application: the path of a request is `GraphQLEndpoint.__call__`, read from top to bottom.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from starlette.types import Receive, Scope, Send

from pilar.errors import MethodNotAllowed
from pilar.http.body import Disconnected, check_content, read_body
from pilar.http.cors import origin_headers, preflight_headers
from pilar.http.negotiation import PLAIN_JSON, Language, MediaType, choose_language, choose_media_type
from pilar.http.parameters import request_from_body, request_from_query_string
from pilar.http.response import RawHeaders, Response, respond_with_answer, respond_with_error, send_response

if TYPE_CHECKING:
    from pilar.query.exchange import Request
    from pilar.settings import Settings
    from pilar.startup import Service

METHODS: Final = "GET, POST, OPTIONS"
VARY: Final = (b"vary", b"Accept, Accept-Language, Origin")


class GraphQLEndpoint:
    """The ASGI application at `/graphql`; it serves the service that the lifespan of its Starlette opened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        service: Service = scope["app"].state.service
        headers = join_headers(scope["headers"])
        if scope["method"] == "OPTIONS":
            return await _answer_options(headers, service.settings, send)
        language = choose_language(headers.get("accept-language", ""))
        try:
            response = await _respond(service, scope, headers, language, receive)
        except Disconnected:
            return None
        await send_response(
            send, response, _response_headers(scope, headers, language, response, service.settings)
        )


async def _respond(
    service: Service, scope: Scope, headers: dict[str, str], language: Language, receive: Receive
) -> Response:
    media_type: MediaType = PLAIN_JSON
    try:
        media_type = choose_media_type(headers.get("accept", ""))
        request = await _read_request(scope, headers, language, receive, service.settings)
        client = client_address(scope, headers, service.settings.trusted_proxies)
        tags = headers.get("if-none-match", "") if service.settings.entity_tags else ""
        answer = await service.engine.execute(request, client, tags)
    except Disconnected:
        raise
    except Exception as error:
        return respond_with_error(error, media_type)
    return respond_with_answer(answer, media_type)


async def _read_request(
    scope: Scope, headers: dict[str, str], language: Language, receive: Receive, settings: Settings
) -> Request:
    if scope["method"] == "GET":
        return request_from_query_string(scope["query_string"], language)
    if scope["method"] != "POST":
        raise MethodNotAllowed(
            f"The method is {scope['method']}.", "Send GraphQL by POST, or a query by GET."
        )
    check_content(headers)
    body = await read_body(
        receive, headers.get("content-length"), settings.body_limit_bytes, settings.body_timeout_s
    )
    return request_from_body(body, language)


async def _answer_options(headers: dict[str, str], settings: Settings, send: Send) -> None:
    raw: RawHeaders = [(b"allow", METHODS.encode()), (b"vary", b"Origin")]
    raw += preflight_headers(headers.get("origin"), settings.allowed_origins)
    await send({"type": "http.response.start", "status": 204, "headers": raw})
    await send({"type": "http.response.body", "body": b""})


def _response_headers(
    scope: Scope, headers: dict[str, str], language: Language, response: Response, settings: Settings
) -> RawHeaders:
    """Say what the answer depends on, and how long it may be kept: a copy is asked about before it is used."""
    raw = [(b"content-language", language.encode()), VARY]
    if response.status >= 400:
        raw.append((b"cache-control", b"no-store"))
        raw += _refusal_headers(scope["method"], response)
    elif response.entity_tag and settings.entity_tags:
        raw.append((b"cache-control", b"public, max-age=0, must-revalidate"))
        raw.append((b"etag", response.entity_tag.encode()))
    return (
        raw + origin_headers(headers.get("origin"), settings.allowed_origins) if "origin" in headers else raw
    )


def _refusal_headers(method: str, response: Response) -> RawHeaders:
    """A 405 to a GET can only mean that it brought a mutation."""
    if response.status == MethodNotAllowed.status:
        return [(b"allow", b"POST" if method == "GET" else METHODS.encode())]
    return [(b"retry-after", str(response.retry_after_s).encode())] if response.retry_after_s else []


def client_address(scope: Scope, headers: Mapping[str, str], trusted: Collection[str]) -> str:
    """Return whose budget pays: the peer, or whom a trusted proxy names last in `X-Forwarded-For`."""
    peer = scope["client"][0] if scope.get("client") else ""
    if peer not in trusted:
        return str(peer)
    hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",")]
    return next((hop for hop in reversed(hops) if hop and hop not in trusted), str(peer))


def join_headers(raw_headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Collect headers under names in lower case; what was sent twice is one list (RFC 9110, 5.3)."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw_headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
