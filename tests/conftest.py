"""What tests of several folders share: real plugins, really imported, and a database with the real seeds."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Iterator
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path

import pytest
from pilar.plugins.declarations import Imported, forget
from pilar.plugins.discovery import GROUP
from pilar.settings import Settings
from pilar.startup import prepare

MANIFEST = """
namespace = "{namespace}"
kind = "programme"
title = {{ en = "{title}", id = "{title}" }}
owner = {{ name = "Test ministry", country = "ID" }}
licence = "CC-BY-4.0"
requires-core = ">=1.0,<2"
"""


class PluginFolder:
    """A folder on `sys.path` that plugins are installed into: package, manifest, entry point."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packages: set[str] = set()

    def write(
        self,
        name: str,
        code: str = "",
        *,
        manifest: str | None = None,
        append: str = "",
        namespace: str = "",
        package: str = "",
        entry_point: str = "",
    ) -> EntryPoint:
        """Install distribution `pilar-<name>` 0.1 with package `pilar_<name>`, and return its entry point.

        `manifest` replaces the text of `plugin.toml` (empty: there is none); `append` is added to it.
        """
        package = package or f"pilar_{name}"
        folder = self.folder / package
        folder.mkdir()
        (folder / "__init__.py").write_text(textwrap.dedent(code), encoding="utf-8")
        if manifest is None:
            manifest = MANIFEST.format(namespace=namespace or name, title=name.title())
        if manifest:
            (folder / "plugin.toml").write_text(manifest + append, encoding="utf-8")
        self.packages.add(package)
        return self.entry_point(name, package, entry_point or name)

    def entry_point(self, name: str, value: str, entry_point: str = "") -> EntryPoint:
        """Install only the distribution's metadata: its entry point may lead nowhere."""
        metadata = self.folder / f"pilar_{name}-0.1.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: pilar-{name}\nVersion: 0.1\n")
        (metadata / "entry_points.txt").write_text(f"[{GROUP}]\n{entry_point or name} = {value}\n")
        (found,) = Distribution.at(metadata).entry_points
        return found


@pytest.fixture
def plugin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PluginFolder]:
    """A folder for plugins; what was imported from it is forgotten after the test."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = Imported.now()
    plugins = PluginFolder(folder)
    yield plugins
    forget(before, plugins.packages)


@pytest.fixture(scope="session")
def service_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a migrated and seeded database, made once; nobody writes to it."""
    path: Path = tmp_path_factory.mktemp("seeded") / "pilar.db"
    url = f"sqlite+aiosqlite:///{path}"

    async def make() -> None:
        await (await prepare(Settings(database_url=url))).close()

    asyncio.run(make())
    return url
