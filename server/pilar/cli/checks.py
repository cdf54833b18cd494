"""Everything that a start depends on -> one finding each: fine, a warning or a failure, and the remedy."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from pilar.database.engine import database_file, is_embedded, open_engine
from pilar.database.failures import translated
from pilar.database.migrations import CORE_BRANCH, status
from pilar.database.server import place_of
from pilar.errors import DatabaseReadOnly, DatabaseUnsupported, PilarError
from pilar.http.assets import STATIC
from pilar.http.server import take_address
from pilar.plugins.host import describe, healthy
from pilar.settings import Settings, redacted
from pilar.startup import branch_of, load_graph

Level = Literal["ok", "warning", "failure"]


@dataclass(frozen=True)
class Finding:
    """What one check found, and what to do about it."""

    check: str
    level: Level
    message: str
    remedy: str = ""


def examine(environ: Mapping[str, str]) -> list[Finding]:
    """Run every check in order; those behind the settings only when the settings can be read."""
    findings = [check_python(), check_sqlite(), check_explorer()]
    try:
        settings = Settings.from_environment(environ)
    except PilarError as error:
        return [*findings, Finding("settings", "failure", error.message, error.hint)]
    findings.append(Finding("settings", "ok", f"The database is {redacted(settings.database_url)}."))
    return [*findings, *(_run(check, settings) for check in CHECKS)]


def check_python() -> Finding:
    """The installer refuses an old Python already; this tells which one it is."""
    return Finding("python", "ok", f"Python {platform.python_version()} at {sys.executable}.")


def check_sqlite() -> Finding:
    """All of the process must use the SQLite that Pilar brings."""
    if sqlite3.__name__ != "pysqlite3":
        return Finding(
            "sqlite", "failure", "Another SQLite was imported before Pilar's.", "Import pilar first."
        )
    return Finding("sqlite", "ok", f"SQLite {sqlite3.sqlite_version}, brought by pysqlite3.")


def check_explorer() -> Finding:
    """The explorer is built from its sources; without it the API works all the same."""
    if (STATIC / "explorer" / "manifest.json").is_file():
        return Finding("explorer", "ok", "The explorer is built.")
    return Finding(
        "explorer", "warning", "The explorer is not built: /explorer will be empty.", "Run `make serve`."
    )


def check_database(settings: Settings) -> Finding:
    """The server must be reached; the file readable and writable, or its folder, where there is no file yet."""
    if not is_embedded(settings.database_url):
        return _check_server(settings)
    file = database_file(settings.database_url)
    is_new = not file.exists()
    needed, access = (file.absolute().parent, os.W_OK | os.X_OK) if is_new else (file, os.R_OK | os.W_OK)
    if not needed.exists():
        raise DatabaseUnsupported(f"There is no folder {needed}.", f"Create it: mkdir -p {needed}")
    if file.is_dir():
        raise DatabaseUnsupported(f"{file} is a folder.", "Name a file in it in PILAR_DATABASE_URL.")
    if not os.access(needed, access):
        raise DatabaseReadOnly(
            f"{needed} cannot be written by this user.", "Change its owner, or set PILAR_DATABASE_URL."
        )
    state = "does not exist yet; the first start creates it" if is_new else "is readable and writable"
    return Finding("database", "ok", f"{file} {state}.")


def _check_server(settings: Settings) -> Finding:
    """Open a connection; what goes wrong is told without the password."""
    engine = open_engine(settings.database_url, read_only=True)
    try:
        with translated(engine.url), engine.connect() as connection:
            version = connection.exec_driver_sql("SHOW server_version").scalar_one()
    finally:
        engine.dispose()
    return Finding("database", "ok", f"PostgreSQL {version} serves {place_of(engine.url)}.")


def check_migrations(settings: Settings) -> Finding:
    """Every branch known, and none behind: the next start migrates the embedded database by itself."""
    if is_embedded(settings.database_url) and not database_file(settings.database_url).exists():
        return Finding("migrations", "ok", "Nothing is migrated yet; the first start does it.")
    plugins, _ = load_graph(replace(settings, required_plugins=()))
    branches = [CORE_BRANCH, *filter(None, map(branch_of, healthy(plugins)))]
    engine = open_engine(settings.database_url, read_only=True)
    try:
        found = status(engine, branches)
    finally:
        engine.dispose()
    for branch in found:
        if not branch.known:
            message = f"Migration {branch.current} of '{branch.name}' is not known to this version."
            return Finding(
                "migrations", "failure", message, f"Install the version of '{branch.name}' that wrote it."
            )
    behind = [f"{branch.pending} of '{branch.name}'" for branch in found if branch.pending]
    if behind:
        return Finding("migrations", "warning", f"Pending: {', '.join(behind)}.", "Run `pilar db upgrade`.")
    return Finding("migrations", "ok", f"All {len(found)} branches are at their newest migration.")


def check_plugins(settings: Settings) -> Finding:
    """A plugin in quarantine is a warning; a required one is a failure, raised as such."""
    plugins, _ = load_graph(settings)
    if report := describe(plugins):
        return Finding(
            "plugins", "warning", report, "Mend or disable what is quarantined: PILAR_DISABLED_PLUGINS."
        )
    served = ", ".join(plugin.namespace for plugin in healthy(plugins)) or "none"
    return Finding("plugins", "ok", f"Served: {served}.")


def check_port(settings: Settings) -> Finding:
    """The port must be free to listen on."""
    take_address(settings.host, settings.port).close()
    return Finding("port", "ok", f"{settings.host}:{settings.port} is free.")


CHECKS: Final[tuple[Callable[[Settings], Finding], ...]] = (
    check_database,
    check_migrations,
    check_plugins,
    check_port,
)


def _run(check: Callable[[Settings], Finding], settings: Settings) -> Finding:
    """An error on purpose is a failure of its check, and the other checks go on."""
    try:
        return check(settings)
    except PilarError as error:
        return Finding(check.__name__.removeprefix("check_"), "failure", error.message, error.hint)
