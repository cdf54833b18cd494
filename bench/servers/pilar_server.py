"""BENCH_DATABASE, PORT -> Pilar as `pilar serve` serves it, with `pilar_bench` as its only plugin."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from importlib.metadata import EntryPoint
from pathlib import Path

import uvloop
from pilar.http import server
from pilar.plugins.discovery import GROUP
from pilar.settings import Settings
from pilar.startup import Service, prepare

from bench.data import PLUGIN, make_importable, settings_for


def measured_settings() -> Settings:
    """Read the variables; with BENCH_ANSWER_CACHE, answers are reused as they are by default."""
    settings = settings_for(os.environ["BENCH_DATABASE"])
    if not os.environ.get("BENCH_ANSWER_CACHE"):
        return settings
    return replace(settings, answer_cache_bytes=Settings().answer_cache_bytes)


def entry_points() -> list[EntryPoint]:
    """Return `pilar_bench`, and a plugin for each package in the folder BENCH_PLUGINS, which growth is measured by."""
    folder = os.environ.get("BENCH_PLUGINS")
    if not folder:
        return [PLUGIN]
    sys.path.append(folder)
    names = sorted(path.name for path in Path(folder).iterdir())
    return [PLUGIN, *(EntryPoint(name.removeprefix("pilar_"), name, GROUP) for name in names)]


def announce(service: Service, address: str) -> None:
    """Say what is served."""
    print(address, [str(plugin) for plugin in service.plugins], flush=True)


def main() -> None:
    """Serve until stopped."""
    make_importable()
    settings = measured_settings()
    with server.take_address("127.0.0.1", int(os.environ["PORT"])) as listener:
        uvloop.run(server.serve(partial(prepare, settings, None, entry_points()), listener, announce))


if __name__ == "__main__":
    main()
