"""Which plugins are served: allowed, disabled, required, dependent on one another."""

from __future__ import annotations

import sys

import pytest
from pilar.errors import BrokenPlugin, IncompatiblePlugin, InvalidManifest, MissingPlugin, NameCollision
from pilar.plugins.host import describe, load_plugins, public_error, require
from pilar.settings import Settings
from sqlalchemy.orm import configure_mappers
from sqlmodel import SQLModel

COUNTED = "import pilar_log\npilar_log.imports.append(__name__)\n"


@pytest.fixture
def imports(plugin_folder):
    """The names of the packages of plugins that were imported, in that order."""
    (plugin_folder.folder / "pilar_log.py").write_text("imports = []\n")
    plugin_folder.packages.add("pilar_log")
    import pilar_log

    return pilar_log.imports


def test_every_installed_plugin_is_served_and_imported_once(plugin_folder, imports, load):
    entry_points = [plugin_folder.write(name, COUNTED) for name in ("water", "air")]

    assert {name: plugin.status for name, plugin in load(entry_points).items()} == {
        "air": "HEALTHY",
        "water": "HEALTHY",
    }
    load(entry_points)
    assert imports == ["pilar_air", "pilar_water"]


def test_a_plugin_knows_its_distribution_version_and_title(plugin_folder, load):
    water = load([plugin_folder.write("water")])["water"]

    assert (water.distribution, water.version, water.package) == ("pilar-water", "0.1", "pilar_water")
    assert (water.namespace, water.title) == ("water", "Water")


def test_what_the_hooks_return_is_kept(plugin_folder, table_code, load):
    code = (
        table_code("Pump")
        + """
from pathlib import Path
from pilar import Example, Importer, Seed

seed = Seed(Pump, Path("pumps.csv"), 3)
example = Example("pumps", "Pumps", "Pompa", "{ water { pumps { totalCount } } }")
importer = Importer("log", "A log", "Catatan", lambda path, options: [])

@hookimpl
def register_fields():
    return [Pump]

@hookimpl
def register_indicators():
    return [seed]

@hookimpl(specname="register_seeds")
def rows():
    return [seed]

@hookimpl
def register_examples():
    return [example]

@hookimpl
def register_importers():
    return [importer]
"""
    )
    water = load([plugin_folder.write("water", code)])["water"]

    assert water.error is None
    assert [table.__tablename__ for table in water.tables] == ["water_pump"]
    assert (water.fields, water.examples) == ((water.module.Pump,), (water.module.example,))
    assert (water.indicators, water.seeds) == ((water.module.seed,), (water.module.seed,))
    assert water.importers == (water.module.importer,)


def test_a_disabled_plugin_stays_listed_and_its_code_is_not_imported(plugin_folder, load):
    plugins = load([plugin_folder.write("water", "1 / 0")], disabled_plugins=("water",))

    assert plugins["water"].status == "DISABLED"
    assert plugins["water"].title == "Water"
    assert "pilar_water" not in sys.modules
    assert describe(list(plugins.values())) == ""


def test_only_allowed_plugins_are_served_and_deny_goes_before_allow(plugin_folder, load):
    entry_points = [plugin_folder.write(name) for name in ("air", "soil", "water")]
    plugins = load(entry_points, plugins=("air", "pilar-water"), disabled_plugins=("air",))

    assert [plugins[name].status for name in ("air", "soil", "water")] == ["DISABLED", "DISABLED", "HEALTHY"]


def test_no_plugins_switches_off_all_even_required_ones(plugin_folder):
    settings = Settings(no_plugins=True, required_plugins=("water",))
    plugins = load_plugins(settings, [plugin_folder.write("water")])
    require(plugins, settings)

    assert [plugin.status for plugin in plugins] == ["DISABLED"]


@pytest.mark.parametrize("setting", ["plugins", "disabled_plugins", "required_plugins"])
def test_a_list_that_names_an_absent_plugin_stops_the_start_with_the_nearest_name(plugin_folder, setting):
    settings = Settings(**{setting: ("watre",)})
    plugins = load_plugins(settings, [plugin_folder.write("water")])

    with pytest.raises(MissingPlugin, match=f"PILAR_{setting.upper()} .*'watre'.*Did you mean 'water'?"):
        require(plugins, settings)


def test_a_plugin_that_is_required_and_disabled_stops_the_start(plugin_folder):
    settings = Settings(required_plugins=("water",), disabled_plugins=("water",))
    plugins = load_plugins(settings, [plugin_folder.write("water")])

    with pytest.raises(MissingPlugin, match=r"'water' .*required.*disabled"):
        require(plugins, settings)


def test_required_plugins_that_are_healthy_let_the_start_go_on(plugin_folder):
    settings = Settings(required_plugins=("water",))
    require(load_plugins(settings, [plugin_folder.write("water")]), settings)


def test_a_contested_namespace_stays_with_the_entry_point_that_bears_it(plugin_folder, load):
    plugins = load([plugin_folder.write("aaa", namespace="water"), plugin_folder.write("water")])

    assert plugins["water"].status == "HEALTHY"
    assert type(plugins["aaa"].error) is NameCollision
    assert "pilar-water 0.1" in plugins["aaa"].error.message


def test_two_distributions_with_one_entry_point_are_told_apart(plugin_folder):
    entry_points = [plugin_folder.write("one", namespace="water", entry_point="water")]
    entry_points += [plugin_folder.write("two", namespace="water", entry_point="water")]

    first, second = load_plugins(Settings(), entry_points)
    assert (first.status, second.status) == ("HEALTHY", "QUARANTINED")
    assert "PILAR_DISABLED_PLUGINS=pilar-two or pilar-one" in second.error.hint
    first, second = load_plugins(Settings(disabled_plugins=("pilar-one",)), entry_points)
    assert (first.status, second.status) == ("DISABLED", "HEALTHY")


def test_a_required_namespace_that_is_contested_stops_the_start(plugin_folder):
    settings = Settings(required_plugins=("water",))
    plugins = load_plugins(
        settings, [plugin_folder.write("water"), plugin_folder.write("zzz", namespace="water")]
    )

    with pytest.raises(NameCollision, match="pilar-zzz"):
        require(plugins, settings)


def test_a_plugin_is_imported_behind_those_that_it_requires(plugin_folder, imports, load):
    air = plugin_folder.write("air", COUNTED, append="requires-plugins = ['water']\n")
    load([air, plugin_folder.write("water", COUNTED)])

    assert imports == ["pilar_water", "pilar_air"]


def test_plugins_may_require_each_other(plugin_folder, load):
    air = plugin_folder.write("air", append="requires-plugins = ['water']\n")
    water = plugin_folder.write("water", append="requires-plugins = ['air']\n")

    assert {plugin.status for plugin in load([air, water]).values()} == {"HEALTHY"}


@pytest.mark.parametrize("code", ["1 / 0", "from pilar import hookimpl\n@hookimpl\ndef zzz(): pass\n"])
def test_quarantine_spreads_to_those_that_require_the_plugin(plugin_folder, load, code):
    water = plugin_folder.write("water", code)
    air = plugin_folder.write("air", append="requires-plugins = ['water']\n")
    soil = plugin_folder.write("soil", append="requires-plugins = ['air']\n")
    plugins = load([water, air, soil, plugin_folder.write("fire")])

    assert plugins["fire"].status == "HEALTHY"
    assert type(plugins["air"].error) is type(plugins["soil"].error) is IncompatiblePlugin
    assert "requires 'water' (pilar-water 0.1), which is quarantined" in plugins["air"].error.message
    assert "Mend 'air' first" in plugins["soil"].error.hint


def test_a_plugin_that_requires_a_disabled_one_is_quarantined(plugin_folder, load):
    air = plugin_folder.write("air", append="requires-plugins = ['water']\n")
    plugins = load([air, plugin_folder.write("water")], disabled_plugins=("water",))

    assert "which is disabled" in plugins["air"].error.message


def test_an_entry_point_to_an_absent_package_is_quarantined(plugin_folder, load):
    plugins = load([plugin_folder.entry_point("ghost", "pilar_ghost"), plugin_folder.write("water")])

    assert plugins["water"].status == "HEALTHY"
    assert type(plugins["ghost"].error) is InvalidManifest
    assert "'pilar_ghost' is not installed" in plugins["ghost"].error.message
    assert "Reinstall" in plugins["ghost"].error.hint


@pytest.mark.parametrize("value", ["pilar_water.sub", "pilar_water:plugin"])
def test_an_entry_point_that_names_no_top_level_package_is_quarantined_unimported(plugin_folder, load, value):
    plugin_folder.write("water", "raise AssertionError")
    plugins = load([plugin_folder.entry_point("wrong", value)])

    assert 'write `wrong = "my_package"`' in plugins["wrong"].error.hint
    assert "pilar_water" not in sys.modules


def test_a_failed_import_leaves_no_table_mapper_or_module_behind(plugin_folder, table_code, load):
    tables = set(SQLModel.metadata.tables)
    code = "import pilar_water.more\n" + table_code("Pump") + "\n1 / 0\n"
    entry_point = plugin_folder.write("water", code)
    (plugin_folder.folder / "pilar_water" / "more.py").write_text(table_code("Pipe"))
    plugins = load([entry_point])

    assert type(plugins["water"].error) is BrokenPlugin
    assert set(SQLModel.metadata.tables) == tables
    assert not [name for name in sys.modules if name.startswith("pilar_water")]
    configure_mappers()


def test_a_mended_plugin_is_healthy_at_the_next_start(plugin_folder, table_code, load):
    entry_point = plugin_folder.write("water", table_code("Pump") + "\n1 / 0\n")
    assert load([entry_point])["water"].status == "QUARANTINED"

    (plugin_folder.folder / "pilar_water" / "__init__.py").write_text(table_code("Pump") + "\n# mended\n")
    assert load([entry_point])["water"].status == "HEALTHY"


def test_clients_are_told_what_is_wrong_without_a_path(plugin_folder, load):
    plugins = load([plugin_folder.write("water", "1 / 0"), plugin_folder.write("air")])

    assert public_error(plugins["air"]) is None
    assert public_error(plugins["water"]).startswith("PLUGIN_BROKEN: The plugin's code cannot be imported")
    assert str(plugin_folder.folder) not in public_error(plugins["water"])
