"""The graph on a database of its own, seeded as on the first start, to which a test of one module may add rows."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pilar.database.engine import database_file
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import Service, prepare


@dataclass
class ModuleGraph:
    """Answers one question at a time, and knows how many statements that took."""

    runner: asyncio.Runner
    service: Service
    file: Path
    namespace: str

    def data(self, document: str, **variables: Any) -> Any:
        """Return the data of an answer without errors."""
        answer = orjson.loads(self.runner.run(self.service.engine.execute(Request(document, variables))).body)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def of_module(self, fields: str) -> Any:
        """Return fields of the module, read by one statement."""
        before = self.service.pool.executed
        data = self.data(f"{{ {self.namespace} {{ {fields} }} }}")[self.namespace]
        assert self.service.pool.executed == before + 1
        return data

    def add(self, table: str, **columns: Any) -> int:
        """Insert a row of the module that cites the first source; return its id."""
        columns = {"source_id": 1} | columns
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        with closing(sqlite3.connect(self.file)) as connection, connection:
            sql = f"INSERT INTO {self.namespace}_{table} ({names}) VALUES ({marks})"
            return int(connection.execute(sql, list(columns.values())).lastrowid or 0)

    def region(self, code: str) -> int:
        """Return the key of a region."""
        with closing(sqlite3.connect(self.file)) as connection:
            return int(connection.execute("SELECT id FROM region WHERE code = ?", [code]).fetchone()[0])


@contextmanager
def opened(namespace: str, service_url: str, folder: Path) -> Iterator[ModuleGraph]:
    """Open a copy of the seeded database with all plugins, for tests of one of them."""
    file = folder / "pilar.db"
    file.write_bytes(database_file(service_url).read_bytes())
    settings = Settings(database_url=f"sqlite+aiosqlite:///{file}", points_per_minute=0)
    with asyncio.Runner() as runner:
        service = runner.run(prepare(settings))
        yield ModuleGraph(runner, service, file, namespace)
        runner.run(service.close())
