"""A contestant -> its server as a process on the first core: started, asked, its CPU time and memory read, stopped."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

SERVER_CORE: Final = "0"
PATIENCE_S: Final = 60
TICKS: Final = os.sysconf("SC_CLK_TCK")
PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Contestant:
    """How to start one server and what to ask it: the document and the variables of each query that it can answer."""

    name: str
    command: tuple[str, ...]
    documents: Mapping[str, str]
    variables: Mapping[str, list[dict[str, Any]]]
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path = Path()
    path: str = "/graphql"

    def bodies(self, key: str) -> list[bytes]:
        """Return the requests of one query, in turn."""
        fixed = {"query": self.documents[key], "operationName": key}
        return [json.dumps({**fixed, "variables": given}).encode() for given in self.variables[key]]


class Server:
    """A running contestant."""

    def __init__(self, contestant: Contestant, port: int, log: Path) -> None:
        self.contestant = contestant
        self.port = port
        self._log = log
        self.startup_s = 0.0

    def start(self) -> None:
        """Start and wait until the first query is answered without errors. Raises `RuntimeError` with the log."""
        contestant = self.contestant
        command = [part.replace("{port}", str(self.port)) for part in contestant.command]
        environment = {**os.environ, **contestant.environment, "PORT": str(self.port)}
        begin = time.perf_counter()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                ["taskset", "-c", SERVER_CORE, *command],
                env=environment,
                cwd=contestant.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - begin > PATIENCE_S:
                self.stop()
                raise RuntimeError(f"{contestant.name} does not answer: {self._log.read_text()[-2_000:]}")
            time.sleep(0.005)
        self.startup_s = time.perf_counter() - begin

    def ask(self, body: bytes) -> dict[str, Any]:
        """Send one request. Raises `OSError` when it cannot be sent or is refused."""
        headers = {"content-type": "application/json", "accept": "application/json"}
        address = f"http://127.0.0.1:{self.port}{self.contestant.path}"
        with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=60) as answer:
            return dict(json.load(answer))

    def cpu_s(self) -> float:
        """CPU seconds that the server and its children have used."""
        return sum(_cpu_s(number) for number in self._processes())

    def memory_mib(self) -> float:
        """Resident memory of the server and its children."""
        pages = sum(int(Path(f"/proc/{number}/statm").read_text().split()[1]) for number in self._processes())
        return pages * PAGE_BYTES / 2**20

    def settle(self) -> None:
        """Wait until the server has worked off what a loader left unanswered."""
        for _ in range(100):
            before = self.cpu_s()
            time.sleep(0.1)
            if self.cpu_s() - before < 0.02:
                return

    def stop(self) -> None:
        """End the process, gently first."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def _answers(self) -> bool:
        key = next(iter(self.contestant.documents))
        try:
            return not self.ask(self.contestant.bodies(key)[0]).get("errors")
        except (OSError, urllib.error.URLError, ValueError):
            return False

    def _processes(self) -> list[int]:
        numbers = [self._process.pid]
        for number in numbers:
            children = Path(f"/proc/{number}/task/{number}/children")
            numbers += map(int, children.read_text().split()) if children.exists() else []
        return numbers


def machine_busy_s() -> float:
    """CPU seconds that the whole machine has used."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()
    return sum(int(fields[index]) for index in (1, 2, 3, 6, 7)) / TICKS


def own_busy_s() -> float:
    """CPU seconds of this process and of those that it has started and that have ended."""
    return sum(os.times()[:4])


def family_cpu_s(number: int) -> float:
    """CPU seconds of a process, of its children, and of those that have ended."""
    children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    return _cpu_s(number, ended=True) + sum(_cpu_s(int(child)) for child in children)


def _cpu_s(number: int, *, ended: bool = False) -> float:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11 : 15 if ended else 13])) / TICKS
