"""Imports the code of plugins; of a plugin that fails, no module and no table stays behind.

SQLModel keeps all tables and mappers of a process in one place, where one broken plugin would break the core.
So a plugin is judged right after its import: its mappers must configure, its tables must bear its namespace.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import configure_mappers
from sqlmodel import SQLModel

from pilar.errors import BrokenPlugin, NameCollision, PluginError
from pilar.plugins.blame import blame, reason
from pilar.plugins.compatibility import in_dependency_order, quarantine_dependants
from pilar.plugins.declarations import Imported, declarer, forget, package_of
from pilar.plugins.manifest import namespace_of
from pilar.plugins.plugin import Loading, Plugin, quarantine
from pilar.plugins.registry import CORE, provenance

ALREADY_DEFINED: Final = re.compile(r"Table '([^']+)' is already defined")
"""How SQLAlchemy says that two classes want one table; there is no exception class of its own for it."""


def import_code(loading: Loading) -> None:
    """Import each plugin's package behind those that it requires."""
    packages = {plugin.package for plugin in loading.plugins}
    for plugin in in_dependency_order(loading.healthy, loading.healthy):
        quarantine_dependants(loading.plugins)
        if plugin.healthy:
            _import(plugin, packages)


def _import(plugin: Plugin, packages: Collection[str]) -> None:
    before = Imported.now()
    try:
        plugin.module = importlib.import_module(plugin.package)
        configure_mappers()
        _refuse_foreign_tables(plugin, SQLModel.metadata.tables.keys() - before.tables)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a plugin may even raise SystemExit
        plugin.module = None
        quarantine(plugin, _judge(plugin, error))
        forget(before, packages)


def _refuse_foreign_tables(plugin: Plugin, names: Iterable[str]) -> None:
    """Raise `NameCollision` for a table that the plugin made outside its namespace."""
    for name in sorted(names):
        made_by = declarer(name)
        if made_by and package_of(made_by.__module__) != plugin.package:
            continue
        if not name.startswith(f"{plugin.namespace}_"):
            maker = provenance(plugin.namespace, made_by) if made_by else f"plugin '{plugin.namespace}'"
            raise NameCollision(
                f"The table '{name}' of {maker} is outside the plugin's namespace.",
                f"Let its name begin with '{plugin.namespace}_': leave out `__tablename__`, and it does.",
            )


def _judge(plugin: Plugin, error: BaseException) -> PluginError:
    if isinstance(error, PluginError):
        return error
    file, line = blame(error, plugin)
    where = f"{file}, line {line}"
    if isinstance(error, InvalidRequestError) and (taken := ALREADY_DEFINED.search(str(error))):
        return NameCollision(
            f"{where}: the table '{taken[1]}' is already taken by {_owner(taken[1])}.", "Rename the class."
        )
    if isinstance(error, ModuleNotFoundError):
        remedy = f"Install '{error.name}', and list it in the dependencies of {plugin.distribution}."
        return BrokenPlugin(f"{where}: {reason(error)}", remedy)
    remedy = f"Mend it, or start without it: PILAR_DISABLED_PLUGINS={plugin.namespace}."
    return BrokenPlugin(f"{where}: {reason(error)}", remedy)


def _owner(table: str) -> str:
    made_by = declarer(table)
    return str(provenance(namespace_of(made_by.__module__) or CORE, made_by)) if made_by else "another class"
