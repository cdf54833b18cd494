"""The messages of an ASGI server -> the body of one request, within a limit of bytes and of seconds."""

from __future__ import annotations

import asyncio

from starlette.types import Receive

from pilar.errors import BodyTimeout, BodyTooLarge, UnsupportedMediaType
from pilar.http.negotiation import PLAIN_JSON, is_utf8, parse_media_type


class Disconnected(Exception):
    """The client went away before its body was complete; nobody is left to be answered."""


def check_content(content_type: str, content_encoding: str) -> None:
    """Refuse every body that does not say that it is uncompressed JSON in UTF-8.

    The exact `application/json` is also what makes a browser ask before it lets a foreign page post here.

    Raises UnsupportedMediaType.
    """
    media_type, parameters = parse_media_type(content_type)
    if media_type != PLAIN_JSON or not is_utf8(parameters.get("charset", "utf-8")):
        raise UnsupportedMediaType(
            f"The body is declared as '{content_type[:200]}'.",
            "Send JSON in UTF-8 with the header `Content-Type: application/json`.",
        )
    encoding = content_encoding.strip().lower()
    if encoding != "identity":
        raise UnsupportedMediaType(
            f"The body is encoded with '{encoding[:200]}'.",
            "Send it uncompressed, without the header `Content-Encoding`.",
        )


async def read_body(
    receive: Receive, declared_bytes: bytes | None, limit_bytes: int, timeout_s: float | None
) -> bytes | bytearray:
    """Read the whole body; of one that is too large, nothing beyond the limit.

    `declared_bytes` is the header `Content-Length`, which refuses a large body before any of it is read. Without
    `timeout_s` the server bounds the time itself.

    Raises BodyTooLarge, BodyTimeout, and Disconnected when the body was cut off.
    """
    _check_declared(declared_bytes, limit_bytes)
    if timeout_s is None:
        return await _collect(receive, limit_bytes)
    try:
        async with asyncio.timeout(timeout_s):
            return await _collect(receive, limit_bytes)
    except TimeoutError:
        raise too_slow(timeout_s) from None


def too_slow(timeout_s: float) -> BodyTimeout:
    """Return the error for a body that does not arrive."""
    return BodyTimeout(
        f"The body did not arrive within {timeout_s:g} seconds.", "Send it faster, or send less."
    )


async def _collect(receive: Receive, limit_bytes: int) -> bytes | bytearray:
    body: bytes | bytearray = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        part = message.get("body", b"")
        body = bytearray(body) + part if body else part
        if len(body) > limit_bytes:
            raise _too_large(f"at least {len(body):,}", limit_bytes)
        if not message.get("more_body", False):
            return body


def _check_declared(declared_bytes: bytes | None, limit_bytes: int) -> None:
    """Compare by digits first: a number of thousands of digits is a cheap attack on `int`."""
    if declared_bytes is None or len(declared_bytes) < len(str(limit_bytes)):
        return
    digits = declared_bytes.lstrip(b"0")
    if digits.isdigit() and (len(digits) > len(str(limit_bytes)) or int(digits) > limit_bytes):
        raise _too_large(digits[:20].decode(), limit_bytes)


def _too_large(size: str, limit_bytes: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"The body has {size} bytes; the limit is {limit_bytes:,}.",
        "Ask for less in one request, or import files with `pilar import`.",
    )
