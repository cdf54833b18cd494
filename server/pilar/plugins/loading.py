"""Imports the code of plugins; of a plugin that fails, no module and no table stays behind.

SQLModel keeps all tables and mappers of a process in one place, where one broken plugin would break the core.
So a plugin is judged right after its import: its mappers must configure, its tables must bear its namespace.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Mapper, configure_mappers
from sqlmodel import SQLModel

from pilar.errors import BrokenPlugin, NameCollision, PluginError
from pilar.plugins.blame import blame, reason
from pilar.plugins.compatibility import in_dependency_order, quarantine_dependants
from pilar.plugins.manifest import namespace_of
from pilar.plugins.plugin import Loading, Plugin, quarantine
from pilar.plugins.registry import provenance

ALREADY_DEFINED: Final = re.compile(r"Table '([^']+)' is already defined")
"""How SQLAlchemy says that two classes want one table; there is no exception class of its own for it."""


@dataclass(frozen=True)
class Imported:
    """The modules and tables that a process has at one moment."""

    modules: frozenset[str]
    tables: frozenset[str]

    @classmethod
    def now(cls) -> Imported:
        """Take stock."""
        return cls(frozenset(sys.modules), frozenset(SQLModel.metadata.tables))


def import_code(loading: Loading) -> None:
    """Import each plugin's package behind those that it requires."""
    packages = {plugin.package for plugin in loading.plugins}
    for plugin in in_dependency_order(loading.healthy, loading.healthy):
        quarantine_dependants(loading.plugins)
        if plugin.healthy:
            _import(plugin, packages)


def forget(before: Imported, packages: Collection[str]) -> None:
    """Undo the imports since `before`: the modules of `packages`, and every table that came with them."""
    for name in set(sys.modules) - before.modules:
        if name.partition(".")[0] in packages:
            del sys.modules[name]
    for name in set(SQLModel.metadata.tables) - before.tables:
        _forget_table(name)
    namespace_of.cache_clear()


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
        mapper = _mapper(name)
        made_elsewhere = mapper is not None and _package(mapper) != plugin.package
        if not made_elsewhere and not name.startswith(f"{plugin.namespace}_"):
            maker = provenance(plugin.namespace, mapper.class_) if mapper else f"plugin '{plugin.namespace}'"
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
    mapper = _mapper(table)
    return (
        str(provenance(namespace_of(_package(mapper)) or "core", mapper.class_))
        if mapper
        else "another class"
    )


def _mapper(table: str) -> Mapper[object] | None:
    """Return the mapper of the class that made a table; a plain SQLAlchemy table has none."""
    wanted = SQLModel.metadata.tables[table]
    return next((mapper for mapper in SQLModel._sa_registry.mappers if mapper.local_table is wanted), None)


def _package(mapper: Mapper[object]) -> str:
    return mapper.class_.__module__.partition(".")[0]


def _forget_table(name: str) -> None:
    """Remove one table with its class.

    SQLAlchemy can dispose of a whole registry only; these are the steps of `registry.dispose` for one class.
    """
    mapper = _mapper(name)
    SQLModel.metadata.remove(SQLModel.metadata.tables[name])
    if mapper is not None:
        registry, manager = SQLModel._sa_registry, mapper.class_manager
        registry._managers.pop(manager, None)
        registry._dispose_manager_and_mapper(manager)
