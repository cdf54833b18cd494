"""Refuses plugins, before their code is imported, that cannot live with this core or beside the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pilar import __version__
from pilar.errors import IncompatiblePlugin, NameCollision, nearest
from pilar.plugins.plugin import Loading, Plugin, healthy, quarantine


def check_core(loading: Loading) -> None:
    """Quarantine plugins that ask for another version of the core."""
    for plugin in loading.healthy:
        manifest = plugin.manifest
        if manifest and not manifest.requires_core.contains(__version__, prereleases=True):
            quarantine(
                plugin,
                IncompatiblePlugin(
                    f"{manifest.path}: it requires core {manifest.requires_core}; this is {__version__}.",
                    f"Install a {plugin.distribution} made for core {__version__}, or another pilar-graph.",
                ),
            )


def check_namespaces(loading: Loading) -> None:
    """Quarantine plugins whose namespace is reserved, or is that of an earlier plugin.

    Of several that want one word, the one whose entry point bears it keeps it, else the first by name: so a
    newcomer cannot push out a plugin by sorting before it, unless it also took the name of its entry point.
    """
    keepers: dict[str, Plugin] = {}
    for plugin in sorted(loading.healthy, key=lambda plugin: plugin.entry_point != plugin.namespace):
        if plugin.namespace in loading.reserved:
            quarantine(plugin, _reserved(plugin))
            continue
        keeper = keepers.setdefault(plugin.namespace, plugin)
        if keeper is not plugin:
            quarantine(plugin, _taken(plugin, keeper))


def check_requirements(loading: Loading) -> None:
    """Quarantine plugins that require one which is not served; this runs after each stage that can fail."""
    quarantine_dependants(loading.plugins)


def quarantine_dependants(plugins: Sequence[Plugin]) -> None:
    """Quarantine each plugin that requires one which is not served, then those that require it, and so on."""
    while broken := [(plugin, name) for plugin in healthy(plugins) if (name := _missing(plugin, plugins))]:
        for plugin, name in broken:
            quarantine(plugin, _lacking(plugin, name, plugins))


def in_dependency_order(wanted: Iterable[Plugin], available: Iterable[Plugin]) -> list[Plugin]:
    """Return `wanted` and all that they require, so far as available, each behind those that it requires.

    Plugins that require each other in a circle are allowed: the one that is met first comes last.
    """
    by_namespace = {plugin.namespace: plugin for plugin in available}
    ordered: list[Plugin] = []
    visited: set[str] = set()
    for plugin in wanted:
        _append(plugin, by_namespace, visited, ordered)
    return ordered


def _append(
    plugin: Plugin, available: Mapping[str, Plugin], visited: set[str], ordered: list[Plugin]
) -> None:
    if plugin.namespace in visited:
        return
    visited.add(plugin.namespace)
    for name in _required(plugin):
        if name in available:
            _append(available[name], available, visited, ordered)
    ordered.append(plugin)


def _required(plugin: Plugin) -> tuple[str, ...]:
    return plugin.manifest.requires_plugins if plugin.manifest else ()


def _missing(plugin: Plugin, plugins: Iterable[Plugin]) -> str:
    """Return the first namespace that the plugin requires and that is not served, or an empty string."""
    served = {each.namespace for each in healthy(plugins)}
    return next((name for name in _required(plugin) if name not in served), "")


def _lacking(plugin: Plugin, name: str, plugins: Sequence[Plugin]) -> IncompatiblePlugin:
    where = plugin.manifest.path if plugin.manifest else plugin.package
    needed = next((each for each in plugins if each.namespace == name), None)
    if needed is None:
        hint = nearest(name, {each.namespace for each in plugins})
        return IncompatiblePlugin(
            f"{where}: the plugin requires '{name}', which is not installed.", hint or "Install it, too."
        )
    if needed.disabled:
        remedy = "Allow it (PILAR_PLUGINS, PILAR_DISABLED_PLUGINS), or disable this plugin, too."
        return IncompatiblePlugin(f"{where}: the plugin requires '{name}', which is disabled.", remedy)
    return IncompatiblePlugin(
        f"{where}: the plugin requires {needed}, which is quarantined.",
        f"Mend '{name}' first: {needed.error}",
    )


def _reserved(plugin: Plugin) -> NameCollision:
    where = plugin.manifest.path if plugin.manifest else plugin.package
    return NameCollision(
        f"{where}: the namespace '{plugin.namespace}' is a word of the core.", "Choose another namespace."
    )


def _taken(plugin: Plugin, keeper: Plugin) -> NameCollision:
    assert plugin.manifest and keeper.manifest
    return NameCollision(
        f"{plugin.manifest.path}: the namespace '{plugin.namespace}' already belongs to {keeper.distribution}"
        f" {keeper.version} ({keeper.manifest.path}).",
        f"Choose another one, or set PILAR_DISABLED_PLUGINS={plugin.distribution} or {keeper.distribution}.",
    )
