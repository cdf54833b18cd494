"""`Origin` and the allowed origins -> the headers that let a page of that origin read the answer.

No origin is allowed by default. Cookies are never shared: a page proves who it is
by a header that it sends itself.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from pilar.http.response import RawHeaders

ANY_ORIGIN: Final = "*"
_PREFLIGHT_AGE_S: Final = 86_400


def origin_headers(origin: str | None, allowed: Collection[str]) -> RawHeaders:
    """Return `Access-Control-Allow-Origin` where the origin is allowed, else nothing."""
    if origin is None or not (origin in allowed or ANY_ORIGIN in allowed):
        return []
    granted = ANY_ORIGIN if ANY_ORIGIN in allowed else origin
    return [(b"access-control-allow-origin", granted.encode("latin-1"))]


def preflight_headers(origin: str | None, allowed: Collection[str]) -> RawHeaders:
    """Return what a browser wants to know before it posts; nothing for an origin that is not allowed.

    `*` for the headers does not include `Authorization` (Fetch, "CORS-preflight fetch"), so that is named.
    """
    granted = origin_headers(origin, allowed)
    if not granted:
        return []
    return [
        *granted,
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"*, authorization"),
        (b"access-control-max-age", str(_PREFLIGHT_AGE_S).encode()),
    ]
