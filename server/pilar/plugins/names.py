"""Checks the names of each plugin against the one registry: its word in the graph, its tables, and what it derives."""

from __future__ import annotations

from pilar.errors import NameCollision
from pilar.plugins.collection import origin
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
    _claim_derivations(plugin, registry)
    for table in plugin.tables:
        name = str(table.__tablename__)
        maker = provenance(plugin.namespace, table)
        if not name.startswith(f"{plugin.namespace}_"):
            raise NameCollision(
                f"'{plugin.namespace}' registers the table '{name}' ({maker.file}, line {maker.line}).",
                f"Register only the plugin's own tables, whose names begin with '{plugin.namespace}_'.",
            )
        registry.claim(f"table {name}", maker)


def _claim_derivations(plugin: Plugin, registry: Registry) -> None:
    """An indicator has one derivation: two would remove each other's values."""
    derived = [derivation.indicator for derivation in plugin.derivations]
    if not derived:
        return
    maker = origin(plugin, "register_derivations")
    for at, code in enumerate(derived):
        if code in derived[:at]:
            raise NameCollision(
                f"{maker.file}, line {maker.line}: the hook 'register_derivations' derives '{code}' twice.",
                "Unite the two statements into one.",
            )
        registry.claim(f"derivation {code}", maker)
