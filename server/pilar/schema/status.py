"""The plugins of this server -> `plugins { namespace title version status error owner { name country } }`."""

from __future__ import annotations

import enum
from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from pilar.plugins.host import Plugin, public_error
from pilar.plugins.manifest import Manifest
from pilar.schema.types import Language


@strawberry.enum(name="PluginStatus", description="Whether a plugin's data is served.")
class PluginStatus(enum.Enum):
    """HEALTHY: served. QUARANTINED: broken, the others are served. DISABLED: switched off by the operator."""

    HEALTHY = "HEALTHY"
    QUARANTINED = "QUARANTINED"
    DISABLED = "DISABLED"


@strawberry.type(name="PluginOwner", description="Who answers for a plugin.")
class PluginOwner:
    """The owner as the manifest names it."""

    name: str = strawberry.field(description="The ministry, agency, company or mission.")
    country: str = strawberry.field(description="ISO 3166-1 alpha-2.")
    contact: str | None = strawberry.field(description="Where to write.")


TitleLanguage = Annotated[
    Language | None, strawberry.argument(description="The language; by default that of the request.")
]


def title_in(root: PluginOfGraph, info: Info[Any, None], lang: TitleLanguage = None) -> str | None:
    """Return the title in a language, by default that of the request."""
    manifest = root.manifest
    if manifest is None:
        return None
    language = lang.value if lang else info.context.language
    return manifest.title_en if language == "en" else manifest.title_id


@strawberry.type(name="Plugin", description="A part of the graph that its owner maintains.")
class PluginOfGraph:
    """One installed plugin. What its manifest would tell is null while the manifest cannot be read."""

    manifest: strawberry.Private[Manifest | None]
    namespace: str = strawberry.field(
        description="The word it owns: its field on Query and on the core's types."
    )
    title: str | None = strawberry.field(resolver=title_in, description="The title.")
    version: str = strawberry.field(description="The version of the installed distribution.")
    status: PluginStatus = strawberry.field(description="Whether its data is served.")
    error: str | None = strawberry.field(
        description="Why it is quarantined: a code of docs/errors.md, its sentence."
    )
    kind: str | None = strawberry.field(description="pillar or programme.")
    licence: str | None = strawberry.field(description="The licence of its data.")
    owner: PluginOwner | None = strawberry.field(description="Who answers for it.")


def list_plugins(info: Info[Any, None]) -> list[PluginOfGraph]:
    """Tell of every plugin that was found at the start."""
    return [
        _shown(plugin) for plugin in sorted(info.context.plugins, key=lambda plugin: str(plugin.namespace))
    ]


def _shown(plugin: Plugin) -> PluginOfGraph:
    manifest = plugin.manifest
    return PluginOfGraph(
        manifest=manifest,
        namespace=plugin.namespace,
        version=plugin.version,
        status=PluginStatus(plugin.status),
        error=public_error(plugin),
        kind=manifest.kind if manifest else None,
        licence=manifest.licence if manifest else None,
        owner=PluginOwner(**vars(manifest.owner)) if manifest else None,
    )


@strawberry.type
class CoreQuery:
    """What `Query` has beside tables."""

    plugins: list[PluginOfGraph] = strawberry.field(
        resolver=list_plugins,
        description="Every installed plugin by namespace, the broken and the disabled, too.",
    )
