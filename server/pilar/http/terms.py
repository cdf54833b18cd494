"""The headers of a request -> the terms of its answer: media type, language, and the headers that follow from them.

Clients send the same headers again and again; what they mean is worked out once for each combination.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pilar.errors import HttpError, NotAcceptable
from pilar.http.body import check_content
from pilar.http.cors import origin_headers
from pilar.http.negotiation import (
    EVENT_STREAM,
    PLAIN_JSON,
    Language,
    MediaType,
    choose_language,
    choose_media_type,
    takes_events,
)
from pilar.http.response import RawHeaders

VARY: Final = (b"vary", b"Accept, Accept-Language, Origin")
NOSNIFF: Final = (b"x-content-type-options", b"nosniff")


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed. `refusal` is raised for any request, `content_refusal` for one with a body.

    With `takes_events` the client gets an event stream for a subscription, whatever it likes best for the rest.
    """

    media_type: MediaType
    language: Language
    headers: RawHeaders
    refusal: HttpError | None
    content_refusal: HttpError | None
    takes_events: bool = False


def read_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Collect headers under their names; what was sent twice is one list (RFC 9110, 5.3)."""
    pairs = list(raw)
    headers = dict(pairs)
    if len(headers) == len(pairs):
        return headers
    joined: dict[bytes, bytes] = {}
    for name, value in pairs:
        joined[name] = joined[name] + b", " + value if name in joined else value
    return joined


def agree(headers: Mapping[bytes, bytes], allowed_origins: Collection[str]) -> Terms:
    """Return the terms for a request with these headers."""
    return _agree(
        headers.get(b"accept", b""),
        headers.get(b"accept-language", b""),
        headers.get(b"content-type", b""),
        headers.get(b"content-encoding", b"identity"),
        headers.get(b"origin"),
        tuple(allowed_origins),
    )


@lru_cache(maxsize=512)
def _agree(
    accept: bytes,
    accept_language: bytes,
    content_type: bytes,
    content_encoding: bytes,
    origin: bytes | None,
    allowed_origins: tuple[str, ...],
) -> Terms:
    refusal = content_refusal = None
    media_type: MediaType = PLAIN_JSON
    try:
        media_type = choose_media_type(accept.decode("latin-1"))
    except NotAcceptable as error:
        refusal = error
    try:
        check_content(content_type.decode("latin-1"), content_encoding.decode("latin-1"))
    except HttpError as error:
        content_refusal = error
    language = choose_language(accept_language.decode("latin-1"))
    refusals_as = PLAIN_JSON if media_type == EVENT_STREAM else media_type
    headers: RawHeaders = [
        (b"content-type", f"{refusals_as}; charset=utf-8".encode()),
        NOSNIFF,
        (b"content-language", language.encode()),
        VARY,
    ]
    if origin is not None:
        headers += origin_headers(origin.decode("latin-1"), allowed_origins)
    return Terms(
        media_type, language, headers, refusal, content_refusal, takes_events(accept.decode("latin-1"))
    )
