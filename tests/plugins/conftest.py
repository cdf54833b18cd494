"""Code of plugins, healthy and broken, and what the tests of the host ask of a plugin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint

import pytest
from pilar.plugins.host import Plugin, load_plugins
from pilar.settings import Settings

TABLE = '''
from pilar import Entity, hookimpl

class {name}(Entity, table=True):
    """A thing that the tests count."""

    size: int
    """How large it is."""

@hookimpl
def register_tables():
    return [{name}]
'''


@pytest.fixture
def table_code() -> Callable[[str], str]:
    """Return code that declares and registers one table, given the name of its class."""
    return lambda name: TABLE.format(name=name)


@pytest.fixture
def load() -> Callable[..., dict[str, Plugin]]:
    """Load the plugins of some entry points, with settings by keyword; plugins by entry point's name."""

    def load_by_name(entry_points: Iterable[EntryPoint], **settings: object) -> dict[str, Plugin]:
        plugins = load_plugins(Settings(**settings), list(entry_points), reserved={"node", "region"})
        return {plugin.entry_point: plugin for plugin in plugins}

    return load_by_name
