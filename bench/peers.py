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


def give_rows(folder: Path, sizes: Sizes, *, to_server: bool) -> None:
    """Replace the rows of the peers by ours, once; `to_server` says whether PostgreSQL runs and wants them, too."""
    stamp = folder / "data" / STAMP
    wanted = f"{sizes} {to_server}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    generator = _module(folder / "gen_data.py")
    rows = [
        (table.name, _columns(generator, table.name, table.columns, made)) for table, made in make_rows(sizes)
    ]
    generator.to_sqlite(rows)
    if to_server:
        subprocess.run([folder / "venv/bin/python", "-c", COPY_TO_SERVER], cwd=folder, check=True)
    stamp.write_text(wanted)


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
