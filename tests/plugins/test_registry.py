"""The registry of names: one maker each, known by plugin, file and line."""

from __future__ import annotations

import pytest
from pilar.errors import NameCollision
from pilar.plugins.host import load_plugins
from pilar.plugins.registry import CORE, Provenance, Registry, provenance
from pilar.settings import Settings

WATER = Provenance("water", "water.py", 3)
SOIL = Provenance("soil", "soil.py", 7)


def test_a_collision_names_both_makers_and_the_remedy():
    registry = Registry()
    registry.claim("WaterPump", WATER)

    with pytest.raises(NameCollision) as caught:
        registry.claim("WaterPump", SOIL)
    assert "'WaterPump' of plugin 'soil' (soil.py, line 7)" in caught.value.message
    assert "plugin 'water' (water.py, line 3)" in caught.value.message
    assert caught.value.hint == "Rename one of the two."


def test_a_name_may_be_claimed_again_by_its_maker():
    registry = Registry()
    registry.claim("WaterPump", WATER)
    registry.claim("WaterPump", WATER)
    assert registry.maker("WaterPump") == WATER


def test_released_names_are_free():
    registry = Registry()
    registry.claim("WaterPump", WATER)
    registry.claim("SoilSample", SOIL)
    registry.release("water")

    assert registry.maker("WaterPump") is None
    assert registry.maker("SoilSample") == SOIL


def test_provenance_is_the_line_of_the_definition():
    assert provenance(CORE, Provenance).file.endswith("registry.py")
    assert str(provenance(CORE, provenance)).startswith("the core (")
    assert provenance(CORE, int) == Provenance(CORE, "builtins", 0)


def test_loaded_plugins_claim_their_word_and_their_tables(plugin_folder, table_code):
    registry = Registry()
    load_plugins(Settings(), [plugin_folder.write("water", table_code("Pump"))], registry=registry)

    assert registry.maker("Query.water").file.endswith("plugin.toml")
    assert registry.maker("table water_pump").line == 4


def test_a_word_that_the_core_took_in_the_registry_is_refused(plugin_folder):
    registry = Registry()
    registry.claim("Query.water", Provenance(CORE, "query.py", 1))
    (water,) = load_plugins(Settings(), [plugin_folder.write("water")], registry=registry)

    assert "already taken by the core (query.py, line 1)" in water.error.message
