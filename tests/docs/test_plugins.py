"""The second half of `docs/plugins.md` is true: what more a table can say, and resolvers."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pilar
import pytest
from pilar.cli import main
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare

TEXT = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"```\w+\n# (\S+)\n(.*?)```", TEXT, re.DOTALL))
(HOOKS,) = re.findall(r"```python\n# pilar_water/__init__\.py, in place of .*?\n(.*?)```", TEXT, re.DOTALL)
DELIVERIES = """pump,year,receipt,pumped_m3,lost_m3,drawn_from
P-1,2023,R-1,1000,250,32.77
P-1,2024,R-2,0,0,
"""


@pytest.fixture
def water(plugin_folder):
    """The whole plugin of the guide, with rows in its second table, as an entry point."""
    entry_point = plugin_folder.write("water", manifest=FILES["pilar_water/plugin.toml"])
    hooks = FILES["pilar_water/__init__.py"].replace("rows=2)]", "rows=2), deliveries()]")
    seed = 'def deliveries():\n    return Seed(Delivery, SEEDS / "deliveries.csv", rows=2)\n'
    files = {
        **FILES,
        "pilar_water/__init__.py": f"{hooks}\n\n{HOOKS}\n\n{seed}",
        "pilar_water/seeds/deliveries.csv": DELIVERIES,
    }
    for name, text in files.items():
        if name.startswith("pilar_water/"):
            file = plugin_folder.folder / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as exited:
        main(["db", "revision", "water", "--message", "Add deliveries"])
    assert exited.value.code in (0, None)
    return entry_point


@pytest.fixture
def ask(water, tmp_path):
    """Answer a query by a service that serves the plugin; return its data and how many statements it took."""

    def ask_once(query: str):
        async def answer():
            settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'pilar.db'}")
            service = await prepare(settings, entry_points=[water])
            try:
                assert [plugin.error for plugin in service.plugins] == [None]
                before = service.pool.executed
                body = (await service.engine.execute(Request(query))).body
                return json.loads(body), service.pool.executed - before
            finally:
                await service.close()

        answered, statements = asyncio.run(answer())
        assert "errors" not in answered
        return answered["data"], statements

    return ask_once


def test_lookups_computed_columns_plurals_and_back_names_work_as_the_guide_says(ask):
    data, statements = ask(
        """{
          water {
            delivery(by: {receipt: "R-1"}) { year lostPct pump { code } }
            deliveries(orderBy: [{year: ASC}]) { nodes { lostPct } }
          }
          region(code: "32.77") { water { deliveriesDrawn { totalCount } } }
        }"""
    )

    assert data["water"]["delivery"] == {"year": 2023, "lostPct": 25.0, "pump": {"code": "P-1"}}
    assert data["water"]["deliveries"]["nodes"] == [{"lostPct": 25.0}, {"lostPct": None}]
    assert data["region"] == {"water": {"deliveriesDrawn": {"totalCount": 1}}}
    assert statements == 2


def test_a_resolver_gets_the_row_wherever_it_stands_and_the_rest_stays_one_statement(ask):
    data, statements = ask(
        """{ region(code: "32.73") { water { pumps { nodes {
          code  whole: cubicMetresPerDay  half: cubicMetresPerDay(hours: 12)
          deliveries { totalCount }
        } } } } }"""
    )

    assert data["region"]["water"]["pumps"]["nodes"] == [
        {"code": "P-1", "whole": 10411.2, "half": 5205.6, "deliveries": {"totalCount": 2}}
    ]
    assert statements == 1


def test_an_indicator_follows_from_rows_as_the_guide_says(ask):
    data, _ = ask(
        """{ region(code: "32.73") { observations(where: {indicator: {code: {eq: "WATER.LOSSES"}}}) {
          nodes { year value unit derived licence source { code } }
        } } }"""
    )

    assert data["region"]["observations"]["nodes"] == [
        {
            "year": 2023,
            "value": 25.0,
            "unit": "%",
            "derived": True,
            "licence": "CC-BY-4.0",
            "source": {"code": "ministry-pumps-2024"},
        }
    ]


def test_the_guide_names_all_that_a_plugin_may_import():
    assert [name for name in pilar.__all__ if not re.search(rf"\b{name}\b", TEXT)] == []
