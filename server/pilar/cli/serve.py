"""`pilar serve`: flags and `PILAR_*` variables -> a running server, or a StartError before its port opens."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated

import typer
import uvloop
from rich.console import Console
from rich.progress import Progress

import pilar
from pilar.http import server
from pilar.http.readiness import summarise
from pilar.plugins.host import describe, healthy
from pilar.settings import PREFIX, Settings
from pilar.startup import Service, prepare


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port; 0 takes any that is free.")] = None,
    database: Annotated[str | None, typer.Option(metavar="URL", help="Where the data is.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes serve.")] = 1,
    no_plugins: Annotated[bool, typer.Option("--no-plugins", help="Serve the core alone.")] = False,
    only: Annotated[str | None, typer.Option(metavar="NS,..", help="Serve these plugins only.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Announce the start as a line of JSON.")] = False,
) -> None:
    """Migrate and seed the database, then serve it until stopped."""
    flags = {"HOST": host, "PORT": port, "DATABASE_URL": database, "PLUGINS": only}
    settings = replace(_read_settings(flags), no_plugins=no_plugins)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        _run(settings, workers, announce_as_json if as_json else announce_as_text)
    except KeyboardInterrupt:
        return  # Ctrl+C: the server has closed by now


def announce_as_text(service: Service, address: str) -> None:
    """Print where the server is, what it serves, and what is quarantined and why."""
    served = ", ".join(f"{plugin.namespace} {plugin.version}" for plugin in healthy(service.plugins))
    print(f"Pilar {pilar.__version__} is at {address}")
    print(f"  GraphQL   {address}/graphql")
    print(f"  Explorer  {address}/explorer")
    print(f"  Plugins   {served or 'none'}")
    print(describe(service.plugins), flush=True)


def announce_as_json(service: Service, address: str) -> None:
    """Print the same as one line, for programs that start the server."""
    plugins = [summarise(plugin) for plugin in service.plugins]
    print(json.dumps({"address": address, "plugins": plugins}), flush=True)


def _read_settings(flags: Mapping[str, object]) -> Settings:
    """A flag is a variable of the same name for this one start, so both obey the same rules."""
    given = {PREFIX + name: str(value) for name, value in flags.items() if value is not None}
    return Settings.from_environment({**os.environ, **given})


async def _prepare(settings: Settings) -> Service:
    """Prepare the service; on a terminal, show how far the migrations and seeds are."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Preparing", total=None)
        return await prepare(
            settings,
            lambda what, done, total: bar.update(task, description=what, completed=done, total=total),
        )


def _run(settings: Settings, workers: int, announce: server.Announce) -> None:
    with server.take_address(settings.host, settings.port) as listener:
        if workers == 1:
            uvloop.run(server.serve(partial(_prepare, settings), listener, announce))
            return
        uvloop.run(server.prepare_once(partial(_prepare, settings), listener, announce))
        if not server.serve_by_workers(settings, listener, workers):
            raise typer.Exit(1)  # the log says why
