"""`pilar plugin`: the installed plugins, what became of each at the start, and why."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pilar.plugins.host import Plugin, describe
from pilar.settings import Settings
from pilar.startup import load_graph

app = typer.Typer(help="Look at the installed plugins.", no_args_is_help=True)

STYLES: Final = {"HEALTHY": "green", "QUARANTINED": "bold red", "DISABLED": "dim"}


@app.callback()
def group() -> None:
    """Keep `list` a command of its own while it is the only one."""


@app.command("list")
def list_plugins(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """List the plugins with their status. One in quarantine is no failure of this command."""
    settings = replace(Settings.from_environment(os.environ), required_plugins=())
    plugins, _ = load_graph(settings)
    if as_json:
        typer.echo(json.dumps([as_object(plugin) for plugin in plugins], indent=2))
    else:
        _print(plugins)


def as_object(plugin: Plugin) -> dict[str, object]:
    """Return what is known of a plugin, for machines. Its keys are public."""
    error = plugin.error
    return {
        "namespace": plugin.namespace,
        "title": plugin.title,
        "description": plugin.manifest.description if plugin.manifest else "",
        "version": plugin.version,
        "distribution": plugin.distribution,
        "package": plugin.package,
        "status": plugin.status,
        "error": {"code": error.code, "message": error.message, "hint": error.hint} if error else None,
    }


def _print(plugins: Sequence[Plugin]) -> None:
    console = Console(soft_wrap=True)
    if not plugins:
        console.print("No plugins are installed.")
        return
    table = Table("Namespace", "Title", "Version", "Distribution", "Status", box=None, header_style="bold")
    for plugin in plugins:
        status = Text(plugin.status, style=STYLES[plugin.status])
        table.add_row(plugin.namespace, plugin.title, plugin.version, plugin.distribution, status)
    console.print(table)
    if report := describe(plugins):
        console.print(Text(f"\n{report}"))
