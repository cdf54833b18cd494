"""The work for one client -> its outcome, or its end as soon as the client has left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

from starlette.types import Scope

from pilar.http.body import Disconnected

LEAVING: Final = "pilar.leaving"
"""The key under which the server lends what ends a task when the client leaves; given None, it ends none any more."""

EndWithClient = Callable[["asyncio.Task[Any] | None"], None]
Outcome = TypeVar("Outcome")


async def while_connected(scope: Scope, work: Awaitable[Outcome]) -> Outcome:
    """Wait for `work`, whose statements are cancelled when nobody is left to be told. Raises `Disconnected`."""
    end_with_client: EndWithClient | None = scope.get(LEAVING)
    if end_with_client is None:
        return await work
    end_with_client(asyncio.current_task())
    try:
        return await work
    except asyncio.CancelledError:
        raise Disconnected from None
    finally:
        end_with_client(None)
