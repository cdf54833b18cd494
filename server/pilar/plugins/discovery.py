"""Entry points of the group `pilar.plugins` -> plugins with manifests, none of their code imported."""

from __future__ import annotations

import importlib
import importlib.metadata
import re
from importlib.metadata import EntryPoint
from typing import Final

from pilar.errors import InvalidManifest
from pilar.plugins.manifest import find_manifest, namespace_of, read_manifest
from pilar.plugins.plugin import Loading, Plugin, quarantine

GROUP: Final = "pilar.plugins"
PACKAGE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
UNKNOWN_DISTRIBUTION: Final = "unknown-distribution"


def installed_entry_points() -> list[EntryPoint]:
    """Return what the installed distributions declare under `[project.entry-points."pilar.plugins"]`."""
    return list(importlib.metadata.entry_points(group=GROUP))


def find(loading: Loading) -> None:
    """List a plugin for each entry point, in one order on every machine: by name, then by distribution."""
    importlib.invalidate_caches()
    namespace_of.cache_clear()
    plugins = map(_plugin, set(loading.entry_points))
    loading.plugins.extend(sorted(plugins, key=lambda each: (each.entry_point, each.distribution)))


def read_manifests(loading: Loading) -> None:
    """Read the manifest beside each package's `__init__.py`."""
    for plugin in loading.healthy:
        try:
            if not PACKAGE.fullmatch(plugin.package):
                raise InvalidManifest(
                    f"The entry point '{plugin.entry_point}' of {plugin.distribution} is '{plugin.package}'.",
                    f'It must name a top-level package: write `{plugin.entry_point} = "my_package"`.',
                )
            plugin.manifest = read_manifest(find_manifest(plugin.package))
        except InvalidManifest as error:
            quarantine(plugin, error)


def switch_off(loading: Loading) -> None:
    """Disable the plugins that the operator does not want. Deny goes before allow; they stay in the list."""
    settings = loading.settings
    for plugin in loading.plugins:
        allowed = settings.plugins is None or bool(plugin.names.intersection(settings.plugins))
        denied = bool(plugin.names.intersection(settings.disabled_plugins))
        plugin.disabled = settings.no_plugins or denied or not allowed


def _plugin(entry_point: EntryPoint) -> Plugin:
    distribution = entry_point.dist
    return Plugin(
        entry_point=entry_point.name,
        package=entry_point.value.strip(),
        distribution=distribution.name if distribution else UNKNOWN_DISTRIBUTION,
        version=distribution.version if distribution else "0",
    )
