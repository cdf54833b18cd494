"""A folder of peers, set up -> contestants over our rows.

The folder has `adapters/*.py`, each with a list SERVERS of dictionaries (name, cmd, env, cwd, path, queries),
`queries.py` with the documents that adapters without `queries` share, `gen_data.py` with TABLES, to_sqlite and to_pg,
and `venv`. Its own rows are replaced by ours: give a copy.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from psycopg.sql import SQL, Identifier, Literal
from sqlalchemy.engine import URL, make_url

from bench.cluster import Cluster
from bench.contestants import peer_variables
from bench.data import Sizes, make_rows
from bench.process import Contestant

STAMP: Final = ".rows_of_pilar"
COPY_TO_SERVER: Final = """
import asyncio, sqlite3, gen_data
file = sqlite3.connect(gen_data.DB)
rows = [(name, list(file.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY rowid")))
        for name, (columns, _) in gen_data.TABLES.items()]
asyncio.run(gen_data.to_pg(rows))
"""


def peer_contestants(folder: Path, names: list[str], sizes: Sizes) -> Iterator[Contestant]:
    """Return the adapters of `names`, or all. Raises `LookupError` for a name that no adapter has."""
    sys.path.insert(0, str(folder))
    try:
        shared = _module(folder / "queries.py").CANON
        adapters = {
            adapter["name"]: adapter
            for file in sorted((folder / "adapters").glob("*.py"))
            for adapter in _module(file).SERVERS
        }
    finally:
        sys.path.remove(str(folder))
    for name in names or list(adapters):
        if name not in adapters:
            raise LookupError(f"There is no peer '{name}'; there are {', '.join(adapters)}.")
        yield _contestant(folder, adapters[name], shared, sizes)


def give_rows(folder: Path, sizes: Sizes) -> None:
    """Replace the rows in the peers' SQLite file by ours, once."""
    stamp = folder / "data" / STAMP
    wanted = f"{sizes}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    generator = _module(folder / "gen_data.py")
    rows = [
        (table.name, _columns(generator, table.name, table.columns, made)) for table, made in make_rows(sizes)
    ]
    generator.to_sqlite(rows)
    stamp.write_text(wanted)


def server_address(folder: Path) -> URL:
    """Return where the peers look for PostgreSQL."""
    return make_url(_module(folder / "gen_data.py").PG)


def give_rows_on_server(folder: Path, cluster: Cluster) -> None:
    """Make the peers' user and database on a server at their address, and copy the rows of their SQLite file."""
    address = server_address(folder)
    user, database = Identifier(str(address.username)), Identifier(str(address.database))
    with cluster.connect() as connection:
        made = SQL("CREATE ROLE {} SUPERUSER LOGIN PASSWORD {}")
        connection.execute(made.format(user, Literal(str(address.password))))
        connection.execute(SQL("CREATE DATABASE {} OWNER {}").format(database, user))
    subprocess.run([folder / "venv/bin/python", "-c", COPY_TO_SERVER], cwd=folder, check=True)


def _columns(
    generator: ModuleType, name: str, columns: tuple[str, ...], rows: Iterator[Any]
) -> list[tuple[Any, ...]]:
    """Choose the columns that the peers' table has, in its order."""
    places = [columns.index(column) for column in generator.TABLES[name][0]]
    return [tuple(row[place] for place in places) for row in rows]


def _contestant(folder: Path, adapter: dict[str, Any], shared: dict[str, str], sizes: Sizes) -> Contestant:
    documents = {key: text for key, text in adapter.get("queries", shared).items() if text}
    return Contestant(
        adapter["name"],
        tuple(map(str, adapter["cmd"])),
        documents,
        peer_variables(sizes),
        {"NODE_ENV": "production", **adapter.get("env", {})},
        Path(adapter.get("cwd", folder)),
        adapter.get("path", "/graphql"),
    )


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"peers_{file.stem}", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
