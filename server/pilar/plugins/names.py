"""Checks the names of each plugin against the one registry: its word in the graph and its tables."""

from __future__ import annotations

from pilar.errors import NameCollision
from pilar.plugins.plugin import Loading, Plugin, quarantine
from pilar.plugins.registry import Provenance, Registry, provenance


def check_names(loading: Loading) -> None:
    """Claim the names of each plugin; quarantine it, and give its names back, when one is not its to take."""
    for plugin in loading.healthy:
        try:
            _claim(plugin, loading.registry)
        except NameCollision as error:
            loading.registry.release(plugin.namespace)
            quarantine(plugin, error)


def _claim(plugin: Plugin, registry: Registry) -> None:
    assert plugin.manifest
    registry.claim(f"Query.{plugin.namespace}", Provenance(plugin.namespace, str(plugin.manifest.path), 1))
    for table in plugin.tables:
        name = str(table.__tablename__)
        maker = provenance(plugin.namespace, table)
        if not name.startswith(f"{plugin.namespace}_"):
            raise NameCollision(
                f"'{plugin.namespace}' registers the table '{name}' ({maker.file}, line {maker.line}).",
                f"Register only the plugin's own tables, whose names begin with '{plugin.namespace}_'.",
            )
        registry.claim(f"table {name}", maker)
