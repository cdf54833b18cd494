"""Cursors: the keys of a row in an ordering, as opaque text that is checked before it is believed.

A cursor is base64url of a checksum and a JSON list: the fingerprint of the ordering, then the keys. The checksum finds
alterations; it is no secret, since a cursor grants nothing: every page applies visibility and filters anew. It is the
beginning of a SHA-256, which PostgreSQL can make as well: see `postgresql.py`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from pilar.errors import InvalidCursor

CHECK_BYTES: Final = 6
PERSON: Final = b"cursor"
REMEDY: Final = "Use `endCursor` or `cursor` of a page with the same field and the same `orderBy`, unchanged."


def fingerprint(table: str, keys: Sequence[str]) -> str:
    """Return what tells one ordering of one table from all others."""
    return hashlib.blake2s("\x1f".join([table, *keys]).encode(), digest_size=6).hexdigest()


def encode_cursor(payload: str) -> str:
    """Turn `["fingerprint", key, ...]` into a cursor. Called inside SQLite, once for each cursor that is shown."""
    raw = payload.encode()
    return base64.urlsafe_b64encode(_checksum(raw) + raw).decode().rstrip("=")


def decode_cursor(expected: str, length: int, cursor: Any) -> tuple[Any, ...]:
    """Return the keys in a cursor. Raises `InvalidCursor` when it was altered or is of another ordering."""
    try:
        text = str(cursor)
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        content = json.loads(raw[CHECK_BYTES:]) if raw[:CHECK_BYTES] == _checksum(raw[CHECK_BYTES:]) else None
    except (ValueError, binascii.Error, UnicodeError, RecursionError):
        content = None
    if not isinstance(content, list) or encode_cursor(raw[CHECK_BYTES:].decode()) != text:
        raise InvalidCursor("The cursor was altered, cut off, or is none.", REMEDY)
    if len(content) != length + 1 or content[0] != expected:
        raise InvalidCursor("The cursor belongs to another field or another ordering.", REMEDY)
    if not all(map(_is_key, content[1:])):
        raise InvalidCursor("The cursor holds what no row has.", REMEDY)
    return tuple(content[1:])


def _is_key(content: Any) -> bool:
    """Whether a database could compare a column with this; the checksum keeps nobody from making a cursor himself."""
    if isinstance(content, int):
        return -(2**63) <= content < 2**63
    return content is None or isinstance(content, str | float)


def _checksum(raw: bytes) -> bytes:
    return hashlib.sha256(PERSON + raw).digest()[:CHECK_BYTES]
