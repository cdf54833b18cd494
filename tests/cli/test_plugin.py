"""`pilar plugin list`: healthy, disabled and quarantined plugins, for people and for machines."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def three_plugins(plugin_folder):
    plugin_folder.write("water")
    plugin_folder.write("soil")
    plugin_folder.write("broken", "1 / 0\n")


ALLOWED = "water,soil,broken"


def test_the_list_shows_status_file_and_remedy(pilar, three_plugins):
    exit_code, out, _ = pilar("plugin", "list", PLUGINS=ALLOWED, DISABLED_PLUGINS="soil")
    rows = {line.split()[0]: line for line in out.splitlines() if line.strip()}

    assert exit_code == 0
    assert rows["water"].split() == ["water", "Water", "0.1", "pilar-water", "HEALTHY"]
    assert rows["soil"].split()[-1] == "DISABLED"
    assert "pilar_broken/__init__.py, line 1: ZeroDivisionError: division by zero." in out
    assert "PILAR_DISABLED_PLUGINS=broken" in out


def test_the_list_is_json_on_demand(pilar, three_plugins):
    exit_code, out, _ = pilar("plugin", "list", "--json", PLUGINS=ALLOWED)
    plugins = {plugin["namespace"]: plugin for plugin in json.loads(out)}

    assert exit_code == 0
    assert plugins["water"] == {
        "namespace": "water",
        "title": "Water",
        "description": "",
        "version": "0.1",
        "distribution": "pilar-water",
        "package": "pilar_water",
        "status": "HEALTHY",
        "error": None,
    }
    assert plugins["broken"]["status"] == "QUARANTINED"
    assert plugins["broken"]["error"]["code"] == "PLUGIN_BROKEN"
    assert plugins["environment"]["status"] == "DISABLED"


def test_a_required_plugin_in_quarantine_is_listed_all_the_same(pilar, three_plugins):
    assert pilar("plugin", "list", PLUGINS=ALLOWED, REQUIRED_PLUGINS="broken").exit_code == 0


def test_a_name_that_no_plugin_has_is_refused(pilar, three_plugins):
    exit_code, _, err = pilar("plugin", "list", PLUGINS="watr")

    assert exit_code == 1
    assert "PLUGIN_MISSING" in err and "Did you mean 'water'?" in err
