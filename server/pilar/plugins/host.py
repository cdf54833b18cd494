"""Installed entry points + settings -> plugins, each healthy, disabled or quarantined with the reason.

No stage raises for a plugin: a broken one is quarantined and the others go on. `require` raises, for those
that the operator cannot do without.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from importlib.metadata import EntryPoint
from typing import Final

from pilar.errors import MissingPlugin, nearest
from pilar.plugins.collection import collect
from pilar.plugins.compatibility import check_core, check_namespaces, check_requirements
from pilar.plugins.discovery import find, installed_entry_points, read_manifests, switch_off
from pilar.plugins.loading import import_code
from pilar.plugins.names import check_names
from pilar.plugins.plugin import Loading, Plugin, healthy, quarantine
from pilar.plugins.registry import Registry
from pilar.plugins.status import describe, public_error
from pilar.plugins.trial import trial_build
from pilar.settings import Settings

__all__ = [
    "Plugin",
    "describe",
    "healthy",
    "load_plugins",
    "public_error",
    "quarantine",
    "require",
    "trial_build",
]

Stage = Callable[[Loading], None]

STAGES: Final[tuple[Stage, ...]] = (
    find,
    read_manifests,
    switch_off,
    check_core,
    check_namespaces,
    check_requirements,
    import_code,
    check_requirements,
    collect,
    check_names,
    check_requirements,
)


def load_plugins(
    settings: Settings,
    entry_points: Sequence[EntryPoint] | None = None,
    reserved: Collection[str] = (),
    registry: Registry | None = None,
) -> list[Plugin]:
    """Run every stage over the installed plugins, or over those of `entry_points`.

    `reserved` are words that no namespace may be: the core's fields on `Query`. `registry` may hold names.
    """
    loading = Loading(
        settings,
        installed_entry_points() if entry_points is None else entry_points,
        frozenset(reserved),
        Registry() if registry is None else registry,
    )
    for stage in STAGES:
        stage(loading)
    return loading.plugins


def require(plugins: Sequence[Plugin], settings: Settings) -> None:
    """Raise the error of a required plugin that is not healthy.

    Raises `MissingPlugin` for a name in any of the three lists that no installed plugin bears, and for one
    that is both required and disabled. `--no-plugins` overrides the lists, and then nothing is required.
    """
    if settings.no_plugins:
        return
    for variable, name in _listed(settings):
        if not any(name in plugin.names for plugin in plugins):
            known = sorted({plugin.namespace for plugin in plugins})
            remedy = nearest(name, known) or f"Install it, or remove it from {variable}."
            raise MissingPlugin(f"{variable} names the plugin '{name}', which is not installed.", remedy)
    for name in settings.required_plugins:
        for plugin in plugins:
            if name in plugin.names:
                _require_healthy(plugin)


def _listed(settings: Settings) -> Iterator[tuple[str, str]]:
    for variable, names in (
        ("PILAR_REQUIRED_PLUGINS", settings.required_plugins),
        ("PILAR_PLUGINS", settings.plugins or ()),
        ("PILAR_DISABLED_PLUGINS", settings.disabled_plugins),
    ):
        for name in names:
            yield variable, name


def _require_healthy(plugin: Plugin) -> None:
    if plugin.disabled:
        raise MissingPlugin(
            f"The plugin {plugin} is required by PILAR_REQUIRED_PLUGINS, yet disabled.",
            "Allow it in PILAR_PLUGINS and PILAR_DISABLED_PLUGINS, or do not require it.",
        )
    if plugin.error:
        raise type(plugin.error)(
            f"The required plugin {plugin} cannot be served. {plugin.error.message}", plugin.error.hint
        )
