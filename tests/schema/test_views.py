"""The text of a view, and what is refused in it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from pilar.commons import TABLES
from pilar.commons.entity import table_of
from pilar.commons.seeding import load_seeds, pilar_seed
from pilar.commons.shortfall import Shortfall
from pilar.database.engine import open_engine
from pilar.database.migrations import plugin_branch
from pilar.database.revisions import differences, write_revision
from pilar.errors import InvalidSeed, InvalidTable
from pilar.hookspecs import Seed
from pilar.schema.entities import make_catalog
from pilar.settings import Settings
from pilar.startup import prepare

CODE = """
from pilar import Entity, Region, hookimpl, reference

class Crowd(Entity, table=True):
    "A region with many inhabitants."
    __view__ = "{view}"
    region_id: int = reference(Region)
    "The region."
    population: int
    "Its inhabitants."

@hookimpl
def register_tables():
    return [Crowd]
"""
VIEW = "SELECT r.id, r.id AS region_id, r.population FROM {region} r WHERE r.population > 5000000"


def crowd(plugin_folder: Any, view: str) -> Any:
    """Install a plugin `crowds` with the view, and return its entry point."""
    return plugin_folder.write("crowds", CODE.replace("{view}", view))


def declared(plugin_folder: Any, view: str) -> Any:
    crowd(plugin_folder, view)
    import pilar_crowds  # type: ignore[import-not-found]

    return pilar_crowds.Crowd


def test_the_text_reads_published_rows_and_the_catalog_knows_of_which_tables(plugin_folder: Any) -> None:
    table = make_catalog([*TABLES, declared(plugin_folder, VIEW)]).tables["crowds_crowd"]

    assert table.rows == f"({VIEW.replace('{region}', '(SELECT * FROM region WHERE visibility = 0)')})"
    assert table.reads == {"region"}
    assert not table.has_visibility


def test_a_view_of_a_view_reads_the_tables_of_both(plugin_folder: Any) -> None:
    view = "SELECT s.id, s.region_id, r.population FROM {shortfall} s JOIN {region} r ON r.id = s.region_id"
    table = make_catalog([*TABLES, declared(plugin_folder, view)]).tables["crowds_crowd"]

    assert table.reads == {"observation", "indicator", "region"}
    assert "{" not in table.select


@pytest.mark.parametrize(
    ("view", "message", "hint"),
    [
        ("SELECT 1 AS id FROM region", "'region' with its unpublished rows", "{region}"),
        ("SELECT 1 AS id FROM {region} a JOIN source b", "'source' with its unpublished rows", "{source}"),
        ("SELECT 1 AS id FROM {regoin}", "'regoin', which is not served", "'region'"),
        ("SELECT 1 AS id FROM {crowds_crowd}", "'crowds_crowd', which is not served", "register"),
        ("SELECT 1 AS id", "reads no table", "braces"),
    ],
)
def test_a_text_that_names_tables_otherwise_is_refused(
    plugin_folder: Any, view: str, message: str, hint: str
) -> None:
    entity = declared(plugin_folder, view)
    with pytest.raises(InvalidTable) as caught:
        make_catalog([*TABLES, entity])
    assert "pilar_crowds.Crowd" in caught.value.message and message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("view", "status"),
    [(VIEW, "HEALTHY"), (VIEW.replace("r.population FROM", "1 AS one FROM"), "QUARANTINED")],
)
def test_a_plugin_is_served_if_the_database_understands_its_views(
    plugin_folder: Any, tmp_path: Path, view: str, status: str
) -> None:
    entry_point = crowd(plugin_folder, view)

    async def start() -> Any:
        settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'pilar.db'}")
        service = await prepare(settings, entry_points=[entry_point])
        await service.close()
        return service.plugins

    (plugin,) = asyncio.run(start())
    assert plugin.status == status
    if status == "QUARANTINED":
        assert "pilar_crowds.Crowd" in str(plugin.error) and "population" in str(plugin.error)


def test_a_view_needs_no_migration(plugin_folder: Any, tmp_path: Path) -> None:
    table = table_of(declared(plugin_folder, VIEW))
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")

    assert write_revision(plugin_branch("crowds", tmp_path), "Create the crowds", [table]) is None
    assert differences(engine, [table]) == []
    engine.dispose()


def test_a_view_cannot_be_seeded(tmp_path: Path) -> None:
    file = tmp_path / "shortfalls.csv"
    file.write_text("observation,region,indicator,year,value,unit,basis,wanted,gap\n")
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.begin() as connection:
        pilar_seed.create(connection)
        with pytest.raises(InvalidSeed, match="Shortfall is a view"):
            load_seeds(connection, "", [Seed(Shortfall, file, rows=0)])
    engine.dispose()
