"""`Plugin`, one entry point and all that became known of it; `Loading`, one start with all its plugins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from pilar.errors import PluginError
from pilar.hookspecs import Derivation, Example, Importer, Seed
from pilar.plugins.manifest import Manifest
from pilar.plugins.registry import Registry
from pilar.settings import Settings

if TYPE_CHECKING:
    from pilar.commons.entity import Entity

Status = Literal["HEALTHY", "QUARANTINED", "DISABLED"]


@dataclass
class Plugin:
    """One installed plugin. The stages of the host fill it in from the top down, until one sets `error`."""

    entry_point: str
    package: str
    distribution: str
    version: str
    manifest: Manifest | None = None
    disabled: bool = False
    module: ModuleType | None = None
    tables: tuple[type[Entity], ...] = ()
    fields: tuple[type, ...] = ()
    indicators: tuple[Seed, ...] = ()
    seeds: tuple[Seed, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    indices: tuple[Path, ...] = ()
    examples: tuple[Example, ...] = ()
    importers: tuple[Importer, ...] = ()
    error: PluginError | None = None

    @property
    def namespace(self) -> str:
        """The word that the plugin owns; the entry point's name while the manifest is unreadable."""
        return self.manifest.namespace if self.manifest else self.entry_point

    @property
    def title(self) -> str:
        """The English title; the namespace while the manifest is unreadable."""
        return self.manifest.title_en if self.manifest else self.namespace

    @property
    def status(self) -> Status:
        """A disabled plugin stays disabled whatever else is wrong with it: nobody waits for its data."""
        if self.disabled:
            return "DISABLED"
        return "QUARANTINED" if self.error else "HEALTHY"

    @property
    def healthy(self) -> bool:
        """Whether the plugin is served, as far as the stages that have run can tell."""
        return self.status == "HEALTHY"

    @property
    def names(self) -> frozenset[str]:
        """What a setting may call the plugin. The distribution tells two of one namespace apart."""
        return frozenset((self.namespace, self.entry_point, self.distribution))

    def __str__(self) -> str:
        return f"'{self.namespace}' ({self.distribution} {self.version})"


@dataclass
class Loading:
    """One start of the host: what its stages read, and the plugins that they find and fill in.

    `reserved` are words that no plugin may take for a namespace; `registry` holds the names taken so far.
    """

    settings: Settings
    entry_points: Sequence[EntryPoint]
    reserved: frozenset[str]
    registry: Registry
    plugins: list[Plugin] = field(default_factory=list)

    @property
    def healthy(self) -> list[Plugin]:
        """The plugins that no stage has quarantined or switched off."""
        return healthy(self.plugins)


def healthy(plugins: Iterable[Plugin]) -> list[Plugin]:
    """Return the plugins to serve, in the order given."""
    return [plugin for plugin in plugins if plugin.healthy]


def quarantine(plugin: Plugin, error: PluginError) -> None:
    """Take `plugin` out of service. The first error stands: later ones are its consequences."""
    plugin.error = plugin.error or error
