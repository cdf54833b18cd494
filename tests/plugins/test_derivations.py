"""A plugin derives indicators: they are served as observations, and a faulty derivation costs that plugin only."""

from __future__ import annotations

import asyncio
import json

import pytest
from pilar.cli import main
from pilar.plugins.host import describe
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare

CODE = '''
from pathlib import Path
from typing import ClassVar

from pilar import Derivation, Entity, Indicator, Seed, column, hookimpl, reference

class Ward(Entity, table=True):
    """A ward of a hospital."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=9)
    """Its number."""
    region_id: int = reference("region")
    """Where it stands."""
    beds: int = column(ge=0)
    """Its beds."""
    source_id: int = reference("source")
    """Where the row comes from."""

@hookimpl
def register_tables():
    return [Ward]

@hookimpl
def register_indicators():
    return [Seed(Indicator, Path(__file__).parent / "indicators.csv", rows=1)]

@hookimpl
def register_seeds():
    return [Seed(Ward, Path(__file__).parent / "wards.csv", rows=3)]

@hookimpl
def register_derivations():
    return [Derivation("{indicator}", """{sql}""")]
'''
SQL = (
    "SELECT region_id, 2024 AS year, sum(beds) AS value, min(source_id) AS source_id "
    "FROM wards_ward WHERE visibility = 0 GROUP BY region_id"
)
QUERY = """{
  region(code: "32.73") {
    observations(where: {indicator: {code: {eq: "WARDS.BEDS"}}}) {
      nodes { year value unit status derived revision licence source { code } }
    }
  }
}"""


@pytest.fixture
def wards(plugin_folder):
    """Write the plugin `wards`, which derives an indicator by `sql`, and its migration."""

    def write(sql: str, indicator: str = "WARDS.BEDS"):
        entry_point = plugin_folder.write("wards", CODE.format(sql=sql, indicator=indicator))
        folder = plugin_folder.folder / "pilar_wards"
        (folder / "indicators.csv").write_text(
            "code,name_id,unit,unit_label,direction\nWARDS.BEDS,Tempat tidur,{bed},beds,UP\n"
        )
        (folder / "wards.csv").write_text(
            "code,region,beds,source\nA,32.73,10,big-area-2024\nB,32.73,5,big-area-2024\nC,32.77,7,big-area-2024\n"
        )
        with pytest.raises(SystemExit):
            main(["db", "revision", "wards", "--message", "Create the tables"])
        return entry_point

    return write


@pytest.fixture
def start(tmp_path):
    """Start a service with some plugins on one database; return them and the answer to a query."""

    def start_once(query, *entry_points):
        async def answer():
            settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'pilar.db'}")
            service = await prepare(settings, entry_points=entry_points)
            try:
                return service.plugins, json.loads((await service.engine.execute(Request(query))).body)
            finally:
                await service.close()

        return asyncio.run(answer())

    return start_once


def test_what_follows_from_seeds_is_served_as_observations_marked_as_derived(wards, start):
    _, answer = start(QUERY, wards(SQL))

    assert answer == {
        "data": {
            "region": {
                "observations": {
                    "nodes": [
                        {
                            "year": 2024,
                            "value": 15.0,
                            "unit": "{bed}",
                            "status": "FINAL",
                            "derived": True,
                            "revision": 0,
                            "licence": "MIT",
                            "source": {"code": "big-area-2024"},
                        }
                    ]
                }
            }
        }
    }


def test_a_second_start_changes_nothing(wards, start):
    entry_point = wards(SQL)
    counted = "{ observations(where: {derived: {eq: true}}) { nodes { id value } } }"
    _, first = start(counted, entry_point)
    _, second = start(counted, entry_point)

    assert first == second
    assert [node["value"] for node in first["data"]["observations"]["nodes"]] == [15.0, 7.0]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (
            SQL.replace("wards_ward", "wards_wad"),
            ("no such table: wards_wad", "one row a region, year and source"),
        ),
        (
            SQL.replace("AS value", "AS beds"),
            ("selects no 'value'", "Select region_id, year, value and source_id"),
        ),
    ],
)
def test_a_faulty_derivation_quarantines_its_plugin_and_leaves_none_of_its_rows(
    wards, start, plugin_folder, sql, words
):
    broken, other = wards(sql), plugin_folder.write("other")
    plugins, answer = start('{ indicator(code: "WARDS.BEDS") { code } }', broken, other)
    report = describe(plugins)

    assert {plugin.namespace: plugin.status for plugin in plugins} == {
        "wards": "QUARANTINED",
        "other": "HEALTHY",
    }
    assert answer["data"] == {"indicator": None}
    for word in (
        "pilar-wards 0.1",
        "PLUGIN_DERIVATION_FAILED",
        "pilar_wards/__init__.py, line ",
        "'register_derivations'",
        "'WARDS.BEDS'",
        *words,
    ):
        assert word in report


def test_an_indicator_outside_the_catalogue_quarantines_its_plugin(wards, start):
    (plugin,), _ = start(QUERY, wards(SQL, "WARDS.BED"))

    assert plugin.error.code == "PLUGIN_DERIVATION_FAILED"
    assert "'WARDS.BED' names an indicator that is not in the catalogue" in plugin.error.message
    assert plugin.error.hint == "Did you mean 'WARDS.BEDS'?"
