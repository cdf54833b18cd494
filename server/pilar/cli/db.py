"""`pilar db`: look at the migrations of the core and the plugins, run them, write the next one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Engine
from sqlalchemy import Table as DatabaseTable

from pilar.commons import TABLES
from pilar.commons.seeding import pilar_seed
from pilar.database.engine import open_engine
from pilar.database.migrations import CORE, CORE_BRANCH, Branch, BranchStatus, plugin_branch
from pilar.database.migrations import status as read_status
from pilar.database.migrations import upgrade as upgrade_branches
from pilar.database.revisions import write_revision
from pilar.errors import FailedMigration, InvalidSetting, nearest
from pilar.plugins.host import Plugin, healthy, load_plugins, require
from pilar.settings import Settings

app = typer.Typer(help="Migrate the database.", no_args_is_help=True)

DatabaseOption = Annotated[str | None, typer.Option("--database", metavar="URL", help="Where the data is.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command()
def upgrade(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Run every pending migration: the core's first, then each plugin's in a transaction of its own."""
    settings = _settings(database)
    branches = [CORE_BRANCH, *_plugin_branches(_plugins(settings))]
    with (
        _opened(settings, read_only=False) as engine,
        Progress(console=Console(stderr=True), transient=True, disable=as_json) as bar,
    ):
        task = bar.add_task("Migrating", total=None)
        failures = upgrade_branches(
            engine,
            branches,
            lambda revision, done, total: bar.update(task, description=revision, completed=done, total=total),
        )
        after = read_status(engine, branches)
    _print(after, failures, as_json)
    if failures:
        raise typer.Exit(1)


@app.command()
def status(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Show where the core and each plugin stand; nothing is written."""
    settings = _settings(database)
    branches = [CORE_BRANCH, *_plugin_branches(_plugins(settings))]
    with _opened(settings, read_only=True) as engine:
        _print(read_status(engine, branches), {}, as_json)


@app.command()
def revision(
    namespace: Annotated[str, typer.Argument(help="`core`, or the namespace of a plugin.")],
    message: Annotated[str, typer.Option("--message", "-m", help="What it does: Add the capacity.")],
    as_json: JsonOption = False,
) -> None:
    """Write the migration that a change of the tables needs; read it before you commit it."""
    plugins = healthy(_plugins(Settings.from_environment(os.environ)))
    tables: dict[str, list[DatabaseTable]] = {CORE: [pilar_seed, *_tables(TABLES)]}
    branches = {CORE: CORE_BRANCH}
    for plugin, branch in zip(plugins, _plugin_branches(plugins), strict=True):
        tables[plugin.namespace], branches[plugin.namespace] = _tables(plugin.tables), branch
    if namespace not in branches:
        raise InvalidSetting(
            f"There is no healthy plugin '{namespace}'.",
            nearest(namespace, branches) or f"Known are {', '.join(branches)}.",
        )
    requires = [branch for name, branch in branches.items() if name != namespace]
    path = write_revision(branches[namespace], message.rstrip("."), tables[namespace], requires)
    if as_json:
        typer.echo(json.dumps({"file": str(path) if path else None}))
    else:
        typer.echo(f"Wrote {path}." if path else f"The tables of '{namespace}' need no migration.")


def _settings(database: str | None) -> Settings:
    """Read the settings; a flag is the variable of the same name, and obeys the same rule."""
    given = {"PILAR_DATABASE_URL": database} if database is not None else {}
    return Settings.from_environment({**os.environ, **given})


def _plugins(settings: Settings) -> list[Plugin]:
    plugins = load_plugins(settings)
    require(plugins, settings)
    return plugins


def _plugin_branches(plugins: Sequence[Plugin]) -> list[Branch]:
    return [
        plugin_branch(plugin.namespace, Path(plugin.module.__file__).parent)
        for plugin in healthy(plugins)
        if plugin.module and plugin.module.__file__
    ]


def _tables(entities: Sequence[Any]) -> list[DatabaseTable]:
    """Return the tables of entities; SQLModel adds `__table__` where no type checker sees it."""
    return [entity.__table__ for entity in entities]


@contextmanager
def _opened(settings: Settings, *, read_only: bool) -> Iterator[Engine]:
    engine = open_engine(settings.database_url, read_only=read_only)
    try:
        yield engine
    finally:
        engine.dispose()


def _print(branches: Sequence[BranchStatus], failures: Mapping[str, FailedMigration], as_json: bool) -> None:
    if as_json:
        failed = {name: {"message": error.message, **error.extensions} for name, error in failures.items()}
        typer.echo(json.dumps({"branches": [asdict(branch) for branch in branches], "failures": failed}))
        return
    table = Table("Branch", "Database", "This version", "Pending")
    for branch in branches:
        pending = str(branch.pending) if branch.known else "unknown to this version"
        table.add_row(branch.name, branch.current or "-", branch.head or "-", pending)
    Console().print(table)
    for error in failures.values():
        Console(stderr=True).print(str(error), style="red", markup=False)
