"""`pilar db`: look at the migrations of the core and the plugins, run them, write the next one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Engine

from pilar.commons import TABLES
from pilar.commons.entity import table_of
from pilar.commons.seeding import pilar_seed
from pilar.database import migrations
from pilar.database.engine import open_engine
from pilar.database.migrations import CORE, BranchStatus
from pilar.database.revisions import write_revision
from pilar.errors import InvalidSetting, PluginError, nearest
from pilar.plugins.host import healthy
from pilar.reassessing.pending import assessment_pending
from pilar.settings import Settings
from pilar.startup import branches_of, load_graph, upgrade_database

app = typer.Typer(help="Migrate the database.", no_args_is_help=True)

DatabaseOption = Annotated[str | None, typer.Option("--database", metavar="URL", help="Where the data is.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command()
def upgrade(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Migrate and seed: the core first, then each plugin in transactions of its own."""
    settings = _settings(database)
    plugins, _ = load_graph(settings)
    before = healthy(plugins)
    branches = branches_of(plugins)
    with _opened(settings, read_only=False) as engine:
        with Progress(console=Console(stderr=True), transient=True, disable=as_json) as bar:
            task = bar.add_task("Migrating")
            upgrade_database(
                engine,
                plugins,
                lambda label, done, total: bar.update(task, description=label, completed=done, total=total),
            )
        after = migrations.status(engine, branches)
    failures = {plugin.namespace: plugin.error for plugin in before if plugin.error}
    _print(after, failures, as_json)
    if failures:
        raise typer.Exit(1)


@app.command()
def status(database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Show where the core and each plugin stand; nothing is written."""
    settings = _settings(database)
    plugins, _ = load_graph(settings)
    with _opened(settings, read_only=True) as engine:
        _print(migrations.status(engine, branches_of(plugins)), {}, as_json)


@app.command()
def revision(
    namespace: Annotated[str, typer.Argument(help="`core`, or the namespace of a plugin.")],
    message: Annotated[str, typer.Option("--message", "-m", help="What it does: Add the capacity.")],
    as_json: JsonOption = False,
) -> None:
    """Write the migration that a change of the tables needs; read it before you commit it."""
    plugins, _ = load_graph(Settings.from_environment(os.environ))
    branches = {branch.name: branch for branch in branches_of(plugins)}
    tables = {plugin.namespace: list(map(table_of, plugin.tables)) for plugin in healthy(plugins)}
    tables[CORE] = [pilar_seed, assessment_pending, *map(table_of, TABLES)]
    if namespace not in branches:
        raise InvalidSetting(
            f"There is no healthy plugin '{namespace}'.",
            nearest(namespace, branches) or f"Known are {', '.join(branches)}.",
        )
    branch = branches.pop(namespace)
    path = write_revision(branch, message.rstrip("."), tables[namespace], requires=list(branches.values()))
    if as_json:
        typer.echo(json.dumps({"file": str(path) if path else None}))
    else:
        typer.echo(f"Wrote {path}." if path else f"The tables of '{namespace}' need no migration.")


def _settings(database: str | None) -> Settings:
    """Read the settings; a flag is the variable of the same name, and obeys the same rule."""
    given = {"PILAR_DATABASE_URL": database} if database is not None else {}
    return Settings.from_environment({**os.environ, **given})


@contextmanager
def _opened(settings: Settings, *, read_only: bool) -> Iterator[Engine]:
    engine = open_engine(settings.database_url, read_only=read_only)
    try:
        yield engine
    finally:
        engine.dispose()


def _print(branches: Sequence[BranchStatus], failures: Mapping[str, PluginError], as_json: bool) -> None:
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
