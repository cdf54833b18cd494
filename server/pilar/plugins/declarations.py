"""What importing code leaves behind in a process - modules, tables, mapped classes - and how to undo it.

SQLAlchemy can dispose of a whole registry only, not of one class. `_forget_class` does for one class what
`registry.dispose` does for all; it is the only place that touches the registry's inside.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm.instrumentation import ClassManager
from sqlmodel import SQLModel

from pilar.plugins.manifest import namespace_of


@dataclass(frozen=True)
class Imported:
    """The names of the modules and tables that a process has at one moment."""

    modules: frozenset[str]
    tables: frozenset[str]

    @classmethod
    def now(cls) -> Imported:
        """Take stock."""
        return cls(frozenset(sys.modules), frozenset(SQLModel.metadata.tables))


def forget(before: Imported, packages: Collection[str]) -> None:
    """Undo the imports since `before`: the modules of `packages`, their classes, and all tables that came."""
    for name in set(sys.modules) - before.modules:
        if package_of(name) in packages:
            del sys.modules[name]
    for manager in _managers():
        module = manager.class_.__module__
        if package_of(module) in packages and module not in sys.modules:
            _forget_class(manager)
    for name in set(SQLModel.metadata.tables) - before.tables:
        SQLModel.metadata.remove(SQLModel.metadata.tables[name])
    namespace_of.cache_clear()


def declarer(table: str) -> type | None:
    """Return the class that declared a table; None for a plain SQLAlchemy table, which has no class."""
    wanted = SQLModel.metadata.tables[table]
    classes = (manager.class_ for manager in _managers())
    return next((each for each in classes if vars(each).get("__table__") is wanted), None)


def package_of(module: str) -> str:
    """Return the top-level package of a module's name."""
    return module.partition(".")[0]


def _managers() -> list[ClassManager[object]]:
    """Return one manager a class; a class whose declaration failed halfway has one, but no mapper."""
    return list(SQLModel._sa_registry._managers)


def _forget_class(manager: ClassManager[object]) -> None:
    registry = SQLModel._sa_registry
    registry._managers.pop(manager, None)
    registry._dispose_manager_and_mapper(manager)
