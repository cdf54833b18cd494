"""A plugin brings a composite index: regions are assessed by it, and a faulty definition costs that plugin only."""

from __future__ import annotations

import asyncio
import json

import pytest
from pilar.plugins.host import describe
from pilar.query.exchange import Request
from pilar.settings import Settings
from pilar.startup import prepare

CODE = """
from pathlib import Path

from pilar import hookimpl

@hookimpl
def register_indices():
    return [Path(__file__).parent / "schooling.toml"]
"""
INDEX = """
code = "SCHOOLING"
title = { en = "Schooling", id = "Persekolahan" }
[nodes.SCHOOLING]
children = { "HR.MEAN_SCHOOLING" = 1, "HR.EXPECTED_SCHOOLING" = 1 }
[defaults]
normalisation = { method = "goalposts", lower = 0, upper = 18, clamp = true }
[indicators."HR.MEAN_SCHOOLING"]
[indicators."HR.EXPECTED_SCHOOLING"]
"""
QUERY = """{
  compositeIndex(code: "SCHOOLING") { name version assessments(first: 1) { totalCount nodes { coverage } } }
}"""


@pytest.fixture
def schooling(plugin_folder):
    """Install the plugin with a definition."""

    def write(index):
        entry_point = plugin_folder.write("schooling", CODE)
        (plugin_folder.folder / "pilar_schooling" / "schooling.toml").write_text(index)
        return entry_point

    return write


@pytest.fixture
def start(own_url):
    """Start the service with plugins on a database that is seeded already, and ask it."""

    def run(query, *entry_points):
        async def ask():
            service = await prepare(Settings(database_url=own_url), entry_points=entry_points)
            try:
                answer = await service.engine.execute(Request(query, {}, language="en"))
                return service.plugins, json.loads(answer.body)
            finally:
                await service.close()

        return asyncio.run(ask())

    return run


def test_regions_are_assessed_by_the_index_of_a_plugin(schooling, start):
    _, answer = start(QUERY, schooling(INDEX))

    index = answer["data"]["compositeIndex"]
    assert (index["name"], index["version"]) == ("Schooling", 1)
    assert index["assessments"]["totalCount"] == 514 * 6
    assert index["assessments"]["nodes"] == [{"coverage": 1.0}]


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (
            INDEX.replace("children", "childs"),
            ("schooling/schooling.toml", "'nodes.SCHOOLING.childs'", "children"),
        ),
        (INDEX.replace('code = "SCHOOLING"', 'code = "IPM"', 1).replace("nodes.S", "nodes.S"), ("IPM",)),
        ("code =", ("schooling/schooling.toml is not TOML",)),
    ],
)
def test_a_faulty_definition_quarantines_its_plugin(schooling, start, plugin_folder, index, words):
    plugins, answer = start(QUERY, schooling(index), plugin_folder.write("other"))
    report = describe(plugins)

    assert {plugin.namespace: plugin.status for plugin in plugins} == {
        "schooling": "QUARANTINED",
        "other": "HEALTHY",
    }
    assert answer["data"] == {"compositeIndex": None}
    for word in ("PLUGIN_INDEX_FAILED", *words):
        assert word in report
