"""What `--as` says -> the table or the importer that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pilar.commons import TABLES
from pilar.commons.entity import Entity
from pilar.errors import UnknownTarget, nearest
from pilar.hookspecs import Importer
from pilar.plugins.plugin import Plugin, healthy
from pilar.schema.naming import lower_first, plural

CORE: Final = "core"


@dataclass(frozen=True)
class Target:
    """Where a file goes; `name` is how the graph and `--as` call it."""

    name: str
    meant: type[Entity] | Importer
    tables: tuple[type[Entity], ...] = ()


def find_target(text: str, plugins: Sequence[Plugin]) -> Target:
    """Find `environment.wasteReports` in any spelling, `observations`, or an importer. Raises `UnknownTarget`."""
    targets = list(every_target(plugins))
    wanted = squeeze(text)
    for target in targets:
        if wanted in _names(target):
            return target
    for plugin in plugins:
        if not plugin.healthy and text.startswith(f"{plugin.namespace}."):
            raise UnknownTarget(
                f"There is no '{text}': the plugin '{plugin.namespace}' is {plugin.status.lower()}.",
                "`pilar plugin list` says why.",
            )
    known = [target.name for target in targets]
    raise UnknownTarget(
        f"There is no table '{text}'.", nearest(text, known) or f"There are: {', '.join(known)}."
    )


def every_target(plugins: Sequence[Plugin]) -> Iterator[Target]:
    """Yield all that a file can become: the core's tables, then those of each healthy plugin, and its formats."""
    for table in TABLES:
        yield Target(_plural(table), table)
    for plugin in healthy(plugins):
        for table in plugin.tables:
            yield Target(f"{plugin.namespace}.{_plural(table)}", table)
        for importer in plugin.importers:
            yield Target(f"{plugin.namespace}.{importer.key}", importer, (*TABLES, *plugin.tables))


def squeeze(name: str) -> str:
    """`environment.waste_report` and `Environment.WasteReport` are one name."""
    return re.sub(r"[\s_-]+", "", name.casefold()).removeprefix(f"{CORE}.")


def _plural(table: type[Entity]) -> str:
    return table.__plural__ or plural(lower_first(table.__name__))


def _names(target: Target) -> set[str]:
    names = {squeeze(target.name)}
    if not isinstance(target.meant, Importer):
        namespace, dot, _ = target.name.rpartition(".")
        names.add(squeeze(f"{namespace}{dot}{target.meant.__name__}"))
        names.add(squeeze(f"{namespace}{dot}{_plural(target.meant)}"))
    return names
