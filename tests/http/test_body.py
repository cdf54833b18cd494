"""Reading a body: what arrives in which pieces, and what is read of one that is too large."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pilar.errors import BodyTimeout, BodyTooLarge
from pilar.http.body import Disconnected, read_body


def sending(*chunks: bytes, then: str = "http.request") -> Callable[[], Awaitable[dict[str, Any]]]:
    """Return a `receive` that delivers the chunks, and after the last of them ends or disconnects."""
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": c, "more_body": True} for c in chunks]
    messages.append({"type": then})
    pending = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(pending)

    return receive


def read(receive: Any, declared: str | None = None, limit: int = 10, timeout_s: float | None = 5) -> bytes:
    length = None if declared is None else declared.encode()
    return bytes(asyncio.run(read_body(receive, length, limit, timeout_s)))


def test_the_pieces_of_a_body_are_joined() -> None:
    assert read(sending(b"one", b"", b"two")) == b"onetwo"


def test_nothing_is_read_beyond_the_limit() -> None:
    receive = sending(b"12345", b"67890", b"x", b"unread")
    with pytest.raises(BodyTooLarge, match="at least 11 bytes; the limit is 10"):
        read(receive)
    assert asyncio.run(receive())["body"] == b"unread"


@pytest.mark.parametrize("declared", ["11", "0011", "9" * 5_000])
def test_a_declared_length_above_the_limit_is_refused_unread(declared: str) -> None:
    receive = sending(b"unread")
    with pytest.raises(BodyTooLarge):
        read(receive, declared)
    assert asyncio.run(receive())["body"] == b"unread"


@pytest.mark.parametrize("declared", ["", "0", "10", "-11", "+11", "1e9", "²²²", "x" * 99])
def test_a_length_that_is_small_or_no_number_says_nothing(declared: str) -> None:
    assert read(sending(b"whole"), declared) == b"whole"


def test_a_body_that_is_cut_off_has_nobody_to_answer() -> None:
    with pytest.raises(Disconnected):
        read(sending(b"half", then="http.disconnect"))


def test_a_body_that_takes_too_long_is_refused() -> None:
    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        raise AssertionError("unreachable")

    with pytest.raises(BodyTimeout, match=r"0\.01 seconds"):
        read(receive, timeout_s=0.01)
