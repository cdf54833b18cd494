"""Builds the schema of the core with each plugin, so that one which breaks it is quarantined beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from pilar.errors import InvalidTable, PluginError
from pilar.plugins.blame import blame, reason
from pilar.plugins.compatibility import in_dependency_order, quarantine_dependants
from pilar.plugins.plugin import Plugin, healthy, quarantine

Built = TypeVar("Built")
Build = Callable[[Sequence[Plugin]], Built]


def trial_build(plugins: Sequence[Plugin], build: Build[Built]) -> Built:
    """Return `build` of all healthy plugins, having quarantined those without which it works.

    `build` gets plugins behind those that they require: all of them, which mostly is the end of it. Else none, each
    alone, then all that are left. What it raises for the core alone is raised: then no plugin is to blame.
    """
    whole = in_dependency_order(healthy(plugins), healthy(plugins))
    try:
        return build(whole)
    except Exception:
        build(())
    _try_each_alone(plugins, build)
    while True:
        served = in_dependency_order(healthy(plugins), healthy(plugins))
        try:
            return build(served)
        except Exception:
            _quarantine_first_to_break(served, build)
            quarantine_dependants(plugins)


def _try_each_alone(plugins: Sequence[Plugin], build: Build[Built]) -> None:
    for plugin in in_dependency_order(healthy(plugins), healthy(plugins)):
        quarantine_dependants(plugins)
        if plugin.healthy:
            _try(plugin, in_dependency_order([plugin], healthy(plugins)), build)


def _quarantine_first_to_break(served: Sequence[Plugin], build: Build[Built]) -> None:
    """Find by halving a plugin behind which the build fails, and before which it does not."""
    works, fails = 0, len(served)
    while fails - works > 1:
        middle = (works + fails) // 2
        works, fails = (middle, fails) if _builds(served[:middle], build) else (works, middle)
    _try(served[fails - 1], served[:fails], build)


def _builds(plugins: Sequence[Plugin], build: Build[Built]) -> bool:
    try:
        build(plugins)
    except Exception:
        return False
    return True


def _try(plugin: Plugin, served: Sequence[Plugin], build: Build[Built]) -> None:
    try:
        build(served)
    except PluginError as error:
        quarantine(plugin, error)
    except Exception as error:
        file, line = blame(error, plugin)
        quarantine(
            plugin,
            InvalidTable(
                f"{file}, line {line}: the schema cannot be built with this plugin: {reason(error)}",
                f"Mend it, or start without it: PILAR_DISABLED_PLUGINS={plugin.namespace}.",
            ),
        )
