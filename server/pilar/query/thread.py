"""Work that would hold everybody up -> a thread beside the event loop, one piece of work after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Thread:
    """Whoever waits for a turn may leave. A turn that has begun lasts until it has ended, whoever left: nothing stops a
    thread, and two at a time would share one processor with the event loop.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def run(
        self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Return what the function returns, when its turn has come."""
        await self._turn.acquire()
        running = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
        running.add_done_callback(lambda _: self._turn.release())
        return await asyncio.shield(running)
