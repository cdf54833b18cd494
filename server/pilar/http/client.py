"""A connection and its headers -> the address of the client, whose budget pays."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.types import Scope


def client_address(scope: Scope, headers: Mapping[bytes, bytes], trusted: Collection[str]) -> str:
    """Return whose budget pays: the peer, or whom a trusted proxy names last in `X-Forwarded-For`."""
    peer = str(scope["client"][0]) if scope.get("client") else ""
    if peer not in trusted:
        return peer
    hops = [hop.strip() for hop in headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")]
    return next((hop for hop in reversed(hops) if hop and hop not in trusted), peer)
