"""What a plugin's author wrote in SQL is tried at the start: what the database refuses costs that plugin only."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from pilar.database.engine import open_engine
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import load_graph, prepare, upgrade_database

CODE = '''
from typing import ClassVar

from pilar import Entity, Expression, column, expression, hookimpl


class Area(Entity, table=True):
    """An irrigation area."""

    size_ha: float = column(unit="har")
    """Its size."""
    opened: int
    """The year in which it was opened."""
    double: ClassVar[Expression] = expression("%s", type=float, unit="har")
    """What the tests ask for."""


@hookimpl
def register_tables():
    return [Area]
'''
MIGRATION = """
from alembic import op

revision = "{name}_0001"
down_revision = None
branch_labels = ("{name}",)


def upgrade() -> None:
    op.execute("CREATE TABLE {name}_area (id INTEGER PRIMARY KEY, visibility SMALLINT NOT NULL DEFAULT 0,"
               " size_ha FLOAT NOT NULL, opened INTEGER NOT NULL)")
"""
HEALTHY = (
    "2 * {size_ha} - (SELECT count(*) FROM {Area a}"
    " WHERE {a.opened} > CAST(substr(CAST({on} AS text), 1, 4) AS integer))"
)
BROKEN = {
    "unknown function": "twofold({size_ha})",
    "SQL cut off": "2 * ({size_ha}",
    "column without braces": "2 * size_ha",
    "column of another table": "(SELECT {a.size_ha} + a.heads FROM {Area a})",
}


def write(plugin_folder: Any, name: str, expression: str, migration: str = MIGRATION) -> Any:
    """Install a plugin with one table and its migration."""
    entry_point = plugin_folder.write(name, CODE % expression)
    folder = plugin_folder.folder / f"pilar_{name}" / "migrations"
    folder.mkdir()
    (folder / "0001_create.py").write_text(migration.format(name=name), encoding="utf-8")
    return entry_point


def answer(url: str, entry_points: list[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Serve some plugins as a start would; return them by namespace, and what one healthy one answers."""

    async def ask() -> tuple[dict[str, Any], dict[str, Any]]:
        settings = Settings(database_url=url)
        if url.startswith("postgresql"):
            plugins, _ = load_graph(settings, entry_points)
            engine = open_engine(url)
            upgrade_database(engine, plugins)
            engine.dispose()
        service = await prepare(settings, entry_points=entry_points)
        try:
            body = (await service.engine.execute(Request("{ water { areas { nodes { double } } } }"))).body
            return {plugin.namespace: plugin for plugin in service.plugins}, json.loads(body)
        finally:
            await service.close()

    return asyncio.run(ask())


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'pilar.db'}"
    return str(request.getfixturevalue("cluster").create())


def test_an_expression_that_the_database_refuses_costs_its_plugin_only(url: str, plugin_folder: Any) -> None:
    names = dict(zip(("soil", "rain", "mud", "clay"), BROKEN.values(), strict=True))
    entry_points = [write(plugin_folder, "water", HEALTHY)]
    entry_points += [write(plugin_folder, name, expression) for name, expression in names.items()]
    plugins, answered = answer(url, entry_points)

    assert plugins["water"].error is None
    assert answered == {"data": {"water": {"areas": {"nodes": []}}}}
    for name in names:
        error = plugins[name].error
        assert error.code == "PLUGIN_TABLE_INVALID"
        assert "expression 'double' of" in error.message and "Area" in error.message
        assert "braces" in error.hint


def test_a_migration_that_fails_costs_its_plugin_only(url: str, plugin_folder: Any) -> None:
    entry_points = [
        write(plugin_folder, "water", HEALTHY),
        write(plugin_folder, "soil", HEALTHY, MIGRATION.replace("FLOAT", "FLOAT CHECK (nowhere > 0)")),
    ]
    plugins, answered = answer(url, entry_points)

    assert answered == {"data": {"water": {"areas": {"nodes": []}}}}
    assert plugins["soil"].error.code == "PLUGIN_MIGRATION_FAILED"
    assert plugins["soil"].error.hint
