"""`pilar serve` as a process on a database of its own, embedded or of a server: what tests attack, leave and end."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from pilar.database.engine import database_file
from postgresql import Cluster
from sqlalchemy.engine import make_url

PILAR = str(Path(sys.executable).parent / "pilar")
START_S = 60.0
BOUND_S = 10.0
SLOW_VIEW = """organization AS SELECT * FROM organization_aside WHERE 0 < (
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT max(i) FROM n)"""


@dataclass
class Server:
    """A running process of `pilar serve`."""

    process: subprocess.Popen[str]
    address: str
    url: str
    cluster: Cluster | None = None

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    @property
    def database(self) -> str:
        """The name of the database on its server."""
        return str(make_url(self.url).database)

    def memory_bytes(self) -> int:
        """Resident memory, from /proc; 0 where there is none."""
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        except OSError:
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def processor_s(self) -> float:
        """Seconds of processor time used so far, from /proc."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def post(self, body: bytes, **headers: str) -> httpx2.Response:
        named = {"content-type": "application/json"} | headers
        return httpx2.post(f"{self.address}/graphql", content=body, headers=named, timeout=BOUND_S)

    def ask(self, query: str, **variables: Any) -> Any:
        return self.post(json.dumps({"query": query, "variables": variables}).encode()).json()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=BOUND_S)

    def write(self, *statements: str) -> None:
        """Change the database as another program would, in one transaction."""
        if self.cluster is not None:
            with self.cluster.connect(self.database) as connection, connection.transaction():
                for statement in statements:
                    connection.execute(statement)
            return
        with closing(sqlite3.connect(database_file(self.url))) as file, file:
            for statement in statements:
                file.execute(statement)

    @contextmanager
    def stalled(self) -> Iterator[None]:
        """Let whatever reads organizations take its time, until the end of the block."""
        if self.cluster is not None:
            with self.cluster.connect(self.database) as connection, connection.transaction():
                connection.execute("LOCK TABLE organization IN ACCESS EXCLUSIVE MODE")
                yield
            return
        self.write("ALTER TABLE organization RENAME TO organization_aside", f"CREATE VIEW {SLOW_VIEW}")
        try:
            yield
        finally:
            self.write("DROP VIEW organization", "ALTER TABLE organization_aside RENAME TO organization")

    def is_running_a_statement(self) -> bool:
        """Tell whether the database works for this process: what its server says, or the processor time it takes."""
        if self.cluster is not None:
            asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"
            with self.cluster.connect() as connection:
                return bool(connection.execute(asked, [self.database]).fetchone()[0])
        before, began = self.processor_s(), time.monotonic()
        time.sleep(0.4)
        return self.processor_s() - before > 0.1 * (time.monotonic() - began)


@dataclass
class Databases:
    """Copies of the seeded databases: a file for each server, or a database on the cluster."""

    file_url: str
    template: Callable[[], str]
    cluster: Callable[[], Cluster]
    folder: Path
    started: int = field(default=0)

    @contextmanager
    def serve(self, kind: str, *flags: str, **variables: str) -> Iterator[Server]:
        """Serve a copy of the database of a kind, "sqlite" or "postgresql"; killed at the end if it still runs."""
        self.started += 1
        folder = self.folder / f"served{self.started}"
        folder.mkdir()
        cluster = None if kind == "sqlite" else self.cluster()
        if cluster is None:
            shutil.copy(database_file(self.file_url), folder / "pilar.db")
            url = f"sqlite+aiosqlite:///{folder / 'pilar.db'}"
        else:
            url = cluster.create(self.template())
        process = start(folder, "--database", url, *flags, **variables)
        assert process.stdout
        try:
            line = process.stdout.readline()
            yield Server(process, json.loads(line)["address"], url, cluster)
        finally:
            process.terminate()
            try:
                process.communicate(timeout=START_S)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def start(folder: Path, *flags: str, **variables: str) -> subprocess.Popen[str]:
    """Start `pilar serve` on a free port, with no settings but the given."""
    return subprocess.Popen(
        [PILAR, "serve", "--port", "0", "--json", *flags],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name[:6] != "PILAR_"} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def wait_until(holds: Callable[[], Any], for_s: float = BOUND_S) -> None:
    """Wait for something to hold, for a while."""
    deadline = time.monotonic() + for_s
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
