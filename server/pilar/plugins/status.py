"""Plugins after a start -> what operators and clients are told about them."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from pathlib import Path

from pilar.plugins.plugin import Plugin


def describe(plugins: Sequence[Plugin]) -> str:
    """Say which plugins are quarantined and why: name, distribution, folder, error, remedy; or nothing."""
    quarantined = [plugin for plugin in plugins if plugin.status == "QUARANTINED"]
    if not quarantined:
        return ""
    head = f"{len(quarantined)} of {len(plugins)} plugins quarantined; the others are served."
    return "\n".join([head, *map(_paragraph, quarantined)])


def public_error(plugin: Plugin) -> str | None:
    """Say what is wrong with a plugin in words fit for any client: the code and its sentence, no path."""
    if plugin.status != "QUARANTINED" or plugin.error is None:
        return None
    return f"{plugin.error.code}: {inspect.getdoc(type(plugin.error))}"


def folder(plugin: Plugin) -> Path | None:
    """Return where the plugin's package is, so far as its manifest was read."""
    return plugin.manifest.path.parent if plugin.manifest else None


def _paragraph(plugin: Plugin) -> str:
    assert plugin.error
    lines = [
        f"  {plugin} in {folder(plugin) or plugin.package}",
        f"    {plugin.error.code}: {plugin.error.message}",
    ]
    if plugin.error.hint:
        lines.append(f"    {plugin.error.hint}")
    return "\n".join(lines)
