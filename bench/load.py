"""An address, bodies and a number of clients -> requests per second and latencies, measured from the second core.

By `wrk` where it is installed; else by a small loader of our own, which is slower than the fastest servers: then look
at the requests per CPU second of the server, which do not depend on the loader.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
LOADER_CORE: Final = "1"
HEADERS: Final = "Host: localhost\r\nContent-Type: application/json\r\nAccept: application/json\r\n"


@dataclass(frozen=True)
class Load:
    """What a run of the loader saw; latencies are milliseconds."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    errors: int

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return self.requests / self.seconds


def run_load(port: int, path: str, bodies: Sequence[bytes], clients: int, seconds: float) -> Load:
    """Let `clients` send the bodies in turn, each waiting for its answer, for `seconds`."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(b"\n".join(bodies) + b"\n")
        file.flush()
        environment = {**os.environ, "BODIES": file.name, "ADDRESS_PATH": path}
        command = _wrk(port, clients, seconds) if shutil.which("wrk") else _own(port, clients, seconds)
        pinned = ["taskset", "-c", LOADER_CORE, *command]
        done = subprocess.run(pinned, env=environment, capture_output=True, text=True, cwd=HERE.parent)
    line = next((line for line in done.stdout.splitlines() if line.startswith("RESULT ")), None)
    if line is None:
        raise RuntimeError(f"The loader failed: {done.stdout}{done.stderr}")
    return Load(**json.loads(line.removeprefix("RESULT ")))


def _wrk(port: int, clients: int, seconds: float) -> list[str]:
    duration = f"{max(1, round(seconds))}s"
    script = str(HERE / "load.lua")
    return [
        "wrk",
        "-t1",
        f"-c{clients}",
        f"-d{duration}",
        "--timeout",
        "30s",
        "-s",
        script,
        f"http://127.0.0.1:{port}",
    ]


def _own(port: int, clients: int, seconds: float) -> list[str]:
    return [sys.executable, "-m", "bench.load", str(port), str(clients), str(seconds)]


async def _main(port: int, clients: int, seconds: float) -> None:
    bodies = [line.encode() for line in Path(os.environ["BODIES"]).read_text().splitlines()]
    begin = time.perf_counter()
    tasks = [_client(port, bodies, number, begin + seconds) for number in range(clients)]
    latencies = sorted(latency for part in await asyncio.gather(*tasks) for latency in part)
    elapsed, last = time.perf_counter() - begin, len(latencies) - 1
    print("RESULT", json.dumps({
        "requests": len(latencies), "seconds": elapsed, "errors": 0,
        "p50_ms": latencies[last // 2] * 1e3, "p99_ms": latencies[last * 99 // 100] * 1e3,
    }))  # fmt: skip


async def _client(port: int, bodies: Sequence[bytes], turn: int, until: float) -> list[float]:
    """Send one request after the other over one connection; anything but 200 ends the run."""
    path = os.environ["ADDRESS_PATH"]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    latencies: list[float] = []
    while (begin := time.perf_counter()) < until:
        body = bodies[turn % len(bodies)]
        writer.write(f"POST {path} HTTP/1.1\r\n{HEADERS}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise RuntimeError(head.decode())
        await reader.readexactly(int(head.partition(b"content-length:")[2].partition(b"\r\n")[0]))
        latencies.append(time.perf_counter() - begin)
        turn += 1
    writer.close()
    return latencies


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
