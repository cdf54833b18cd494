"""`docs/plugins.md` is true: its plugin is written out, installed, migrated, seeded and queried."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest
from pilar.cli import main
from pilar.errors import PluginError, every_error
from pilar.plugins.collection import HOOKS
from pilar.plugins.manifest import OPTIONAL_KEYS, REQUIRED_KEYS
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare

TEXT = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"```\w+\n# (\S+)\n(.*?)```", TEXT, re.DOTALL))


@pytest.fixture
def water(plugin_folder):
    """The plugin of the guide, with its migration, as an entry point."""
    entry_point = plugin_folder.write("water", manifest=FILES["pilar_water/plugin.toml"])
    for name, text in FILES.items():
        if name.startswith("pilar_water/"):
            file = plugin_folder.folder / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as exited:
        main(["db", "revision", "water", "--message", "Create the tables"])
    assert exited.value.code in (0, None)
    return entry_point


def test_the_plugin_of_the_guide_answers_its_example(water, tmp_path):
    async def answer():
        settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'pilar.db'}")
        service = await prepare(settings, entry_points=[water])
        try:
            (plugin,) = service.plugins
            assert plugin.error is None
            request = Request(plugin.examples[0].query, {}, None, "en", read_only=True)
            return json.loads((await service.engine.execute(request)).body)
        finally:
            await service.close()

    nodes = asyncio.run(answer())["data"]["water"]["pumps"]["nodes"]
    assert nodes == [
        {"code": "P-1", "region": {"name": "Kota Bandung"}},
        {"code": "P-2", "region": {"name": "Kota Cimahi"}},
    ]


def test_the_guide_explains_every_hook_key_and_error_of_plugins():
    codes = [error.code for error in every_error() if issubclass(error, PluginError)]
    for name in (*(hook.name for hook in HOOKS), *REQUIRED_KEYS, *OPTIONAL_KEYS, *codes):
        assert f"| `{name}` |" in TEXT, name
