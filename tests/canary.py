"""Around an attack on a server: an ordinary question is answered in time all the while, and memory stays flat."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import httpx2
from serving import BOUND_S, Server

GROWTH_BYTES: Final = 150_000_000
CANARY_P99_S: Final = 1.0


@dataclass
class Canary:
    """A thread that asks an ordinary question all the while, from an address of its own."""

    server: Server
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def sing(self) -> None:
        transport = httpx2.HTTPTransport(local_address="127.0.0.2")
        with httpx2.Client(transport=transport, timeout=BOUND_S) as client:
            while not self.stopped.is_set():
                began = time.monotonic()
                ask = {"query": '{ region(code: "32.73") { name } }'}
                answer = client.post(f"{self.server.address}/graphql", json=ask)
                self.seconds.append(time.monotonic() - began)
                if answer.json() != {"data": {"region": {"name": "Kota Bandung"}}}:
                    self.wrong.append(answer.text)
                self.stopped.wait(0.02)


@contextmanager
def singing(server: Server) -> Iterator[None]:
    """Let the canary sing during the block, and see that it was well and the memory flat."""
    canary = Canary(server)
    thread = threading.Thread(target=canary.sing)
    thread.start()
    before = server.memory_bytes()
    try:
        yield
        while len(canary.seconds) < 10:
            time.sleep(0.01)
    finally:
        canary.stopped.set()
        thread.join()
    assert canary.wrong == []
    assert sorted(canary.seconds)[int(len(canary.seconds) * 0.99) - 1] < CANARY_P99_S
    assert server.memory_bytes() - before < GROWTH_BYTES
    assert server.process.poll() is None
