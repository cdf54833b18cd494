"""The plugins of this server -> `plugins { namespace title version status error owner { name country } }`."""

from __future__ import annotations

import enum
from typing import Any

import strawberry
from strawberry.types import Info

from pilar.plugins.host import Plugin, public_error
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


@strawberry.type(name="Plugin", description="A part of the graph that its owner maintains.")
class PluginOfGraph:
    """One installed plugin."""

    plugin: strawberry.Private[Plugin]

    @strawberry.field(description="The one word that the plugin owns: its field on Query and on the core's types.")
    def namespace(self) -> str:
        return self.plugin.namespace

    @strawberry.field(description="The title; null while the manifest cannot be read.")
    def title(self, info: Info, lang: Language | None = None) -> str | None:
        manifest = self.plugin.manifest
        if manifest is None:
            return None
        language = lang.value if lang else info.context.language
        return manifest.title_en if language == "en" else manifest.title_id

    @strawberry.field(description="The version of the installed distribution.")
    def version(self) -> str:
        return self.plugin.version

    @strawberry.field(description="Whether its data is served.")
    def status(self) -> PluginStatus:
        return PluginStatus(self.plugin.status)

    @strawberry.field(description="Why it is quarantined: a code of docs/errors.md and its sentence.")
    def error(self) -> str | None:
        return public_error(self.plugin)

    @strawberry.field(description="Pillar or programme; null while the manifest cannot be read.")
    def kind(self) -> str | None:
        return self.plugin.manifest.kind if self.plugin.manifest else None

    @strawberry.field(description="The licence of its data; null while the manifest cannot be read.")
    def licence(self) -> str | None:
        return self.plugin.manifest.licence if self.plugin.manifest else None

    @strawberry.field(description="Who answers for it; null while the manifest cannot be read.")
    def owner(self) -> PluginOwner | None:
        manifest = self.plugin.manifest
        if manifest is None:
            return None
        return PluginOwner(name=manifest.owner.name, country=manifest.owner.country, contact=manifest.owner.contact)


@strawberry.type
class CoreQuery:
    """What `Query` has beside tables."""

    @strawberry.field(description="Every installed plugin, by namespace, the broken and the disabled ones, too.")
    def plugins(self, info: Info[Any, None]) -> list[PluginOfGraph]:
        return [PluginOfGraph(plugin=plugin) for plugin in sorted(info.context.plugins, key=lambda item: item.namespace)]
