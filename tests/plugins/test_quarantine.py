"""Each way for a plugin to be broken: reported by name, file and remedy, while the others are served."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pilar.errors import (
    BrokenPlugin,
    IncompatiblePlugin,
    InvalidManifest,
    NameCollision,
    PluginError,
    UnknownHook,
)
from pilar.plugins.host import describe, load_plugins, require
from pilar.settings import Settings

TABLE = "from pilar import Entity\nclass Thing(Entity, table=True):\n    __tablename__ = '{}'\n"
HOOK = "from pilar import Derivation, Entity, Example, Seed, hookimpl\n\n@hookimpl\n"
DERIVATION = """
from pilar import Derivation

@hookimpl
def register_derivations():
    return [Derivation("X.ROADS", "SELECT 1")]
"""


@dataclass(frozen=True)
class Broken:
    """A plugin `broken`, the error that it earns, and words of the report: file, subject, remedy."""

    error: type[PluginError]
    words: tuple[str, ...]
    code: str = ""
    append: str = ""
    manifest: str | None = None
    namespace: str = "broken"


BROKEN = {
    "syntax error": Broken(
        BrokenPlugin,
        ("__init__.py, line 2", "SyntaxError", "PILAR_DISABLED_PLUGINS=broken"),
        code="x = 1\ndef f(:\n    pass\n",
    ),
    "import that raises": Broken(
        BrokenPlugin,
        ("__init__.py, line 3", "ZeroDivisionError: division by zero"),
        code="def f():\n\n    1 / 0\nf()\n",
    ),
    "import of an absent module": Broken(
        BrokenPlugin,
        ("__init__.py, line 1", "absent_module", "Install 'absent_module'", "dependencies of pilar-broken"),
        code="import absent_module\n",
    ),
    "exit at import": Broken(
        BrokenPlugin, ("__init__.py, line 2", "SystemExit: 3"), code="import sys\nsys.exit(3)\n"
    ),
    "error below a library": Broken(
        BrokenPlugin, ("__init__.py, line 2", "JSONDecodeError"), code="import json\njson.loads('{')\n"
    ),
    "mapper that cannot be configured": Broken(
        BrokenPlugin,
        ("__init__.py", "InvalidRequestError", "Nowhere"),
        code=(
            "from pilar import Entity\nfrom sqlmodel import Relationship\n"
            "class Thing(Entity, table=True):\n    others: list['Nowhere'] = Relationship()\n"
        ),
    ),
    "table outside its namespace": Broken(
        NameCollision,
        ("__init__.py, line 2", "'other_thing'", "begin with 'broken_'"),
        code=TABLE.format("other_thing"),
    ),
    "table of a healthy plugin": Broken(
        NameCollision,
        (
            "pilar_broken/__init__.py, line 2",
            "'another_thing'",
            "plugin 'another'",
            "pilar_another/__init__.py, line 4",
        ),
        code=TABLE.format("another_thing"),
    ),
    "table of the core": Broken(
        NameCollision,
        ("pilar_broken/__init__.py, line 2", "'region'", "the core", "region.py"),
        code=(TABLE.format("region")),
    ),
    "registers a table of the core": Broken(
        NameCollision,
        ("'region'", "region.py", "begin with 'broken_'"),
        code="from pilar.commons.region import Region\n"
        + HOOK
        + "def register_tables():\n    return [Region]\n",
    ),
    "misspelt hook": Broken(
        UnknownHook,
        ("__init__.py, line 3", "no hook 'register_table'", "Did you mean 'register_tables'?"),
        code=HOOK + "def register_table():\n    return []\n",
    ),
    "hook unlike any other": Broken(
        UnknownHook, ("no hook 'zzz'", "register_examples"), code=HOOK + "def zzz():\n    return []\n"
    ),
    "hook without its mark": Broken(
        BrokenPlugin,
        ("__init__.py, line 3", "'register_tables' is not marked", "`@hookimpl`"),
        code="from pilar import Entity\n\ndef register_tables():\n    return []\n",
    ),
    "hook with an unknown argument": Broken(
        UnknownHook,
        ("__init__.py, line 3", "'register_tables' has no argument 'settings'", "Remove it"),
        code=HOOK + "def register_tables(settings):\n    return []\n",
    ),
    "hook that raises": Broken(
        BrokenPlugin,
        ("__init__.py, line 5", "'register_seeds' failed", "KeyError: 'file'"),
        code=HOOK + "def register_seeds():\n    return [{}['file']]\n",
    ),
    "hook that exits": Broken(
        BrokenPlugin,
        ("__init__.py, line 5", "'register_seeds' failed", "SystemExit"),
        code=HOOK + "def register_seeds():\n    raise SystemExit\n",
    ),
    "hook that is a wrapper": Broken(
        BrokenPlugin,
        ("__init__.py", "plain function"),
        code="from pilar import hookimpl\n@hookimpl(wrapper=True)\ndef register_seeds():\n    return []\n",
    ),
    "hook that returns nothing": Broken(
        BrokenPlugin,
        ("__init__.py, line 3", "'register_tables' returned None", "Return a list of tables"),
        code=HOOK + "def register_tables():\n    pass\n",
    ),
    "hook that returns a wrong element": Broken(
        BrokenPlugin,
        ("__init__.py, line 3", "item 0 is 'rows.csv' (str)", "list of `Seed`s"),
        code=HOOK + "def register_seeds():\n    return ['rows.csv']\n",
    ),
    "hook that returns a class without a table": Broken(
        BrokenPlugin,
        ("item 0 is Entity", "table=True"),
        code=HOOK + "def register_tables():\n    return [Entity]\n",
    ),
    "hook that returns one thing twice": Broken(
        BrokenPlugin,
        ("returned int (type) twice", "once"),
        code=HOOK + "def register_fields():\n    return [int, int]\n",
    ),
    "hook that derives from a file": Broken(
        BrokenPlugin,
        ("__init__.py, line 3", "item 0 is 'beds.sql' (str)", "list of `Derivation`s"),
        code=HOOK + "def register_derivations():\n    return ['beds.sql']\n",
    ),
    "indicator derived twice": Broken(
        NameCollision,
        ("__init__.py, line 3", "'register_derivations' derives 'X.BEDS' twice", "Unite"),
        code=HOOK
        + "def register_derivations():\n    return [Derivation('X.BEDS', sql) for sql in ('SELECT 1', 'SELECT 2')]\n",
    ),
    "indicator that a healthy plugin derives": Broken(
        NameCollision,
        ("__init__.py, line 3", "'derivation X.ROADS'", "plugin 'another'", "Rename"),
        code=HOOK + "def register_derivations():\n    return [Derivation('X.ROADS', 'SELECT 1')]\n",
    ),
    "manifest missing": Broken(InvalidManifest, ("has no plugin.toml", "Add "), manifest=""),
    "manifest not TOML": Broken(
        InvalidManifest, ("plugin.toml is not TOML", "line 1", "Mend"), manifest="namespace = \n"
    ),
    "manifest with an unknown key": Broken(
        InvalidManifest,
        ("plugin.toml", "no key 'requires-plugin'", "Did you mean 'requires-plugins'?"),
        append="requires-plugin = []\n",
    ),
    "another core": Broken(
        IncompatiblePlugin,
        ("plugin.toml", ">=9", "1.0.0", "Install"),
        manifest=(
            "namespace = 'broken'\nkind = 'pillar'\ntitle = {en = 'a', id = 'b'}\nlicence = 'CC0-1.0'\n"
            "owner = {name = 'a', country = 'NL'}\nrequires-core = '>=9'\n"
        ),
        code="raise AssertionError('must not be imported')",
    ),
    "namespace of another plugin": Broken(
        NameCollision,
        ("plugin.toml", "'another'", "pilar-another 0.1", "PILAR_DISABLED_PLUGINS"),
        namespace="another",
        code="raise AssertionError('must not be imported')",
    ),
    "namespace of the core": Broken(
        NameCollision, ("plugin.toml", "'region'", "Choose another"), namespace="region", code="1 / 0"
    ),
    "requires an absent plugin": Broken(
        IncompatiblePlugin,
        ("plugin.toml", "'anothe'", "not installed", "Did you mean 'another'?"),
        append="requires-plugins = ['anothe']\n",
    ),
}


@pytest.fixture(params=BROKEN, ids=str)
def broken(request, plugin_folder, table_code):
    case = BROKEN[request.param]
    another = plugin_folder.write("another", table_code("Thing") + DERIVATION)
    entry_point = plugin_folder.write(
        "broken", case.code, manifest=case.manifest, append=case.append, namespace=case.namespace
    )
    return case, [another, entry_point]


def test_a_broken_plugin_is_reported_by_name_file_and_remedy_while_the_others_are_served(broken, load):
    case, entry_points = broken
    plugins = load(entry_points)
    report = describe(list(plugins.values()))

    assert plugins["another"].status == "HEALTHY"
    assert [table.__tablename__ for table in plugins["another"].tables] == ["another_thing"]
    assert plugins["broken"].status == "QUARANTINED"
    assert type(plugins["broken"].error) is case.error
    assert plugins["broken"].error.hint
    for word in ("1 of 2 plugins", "pilar-broken 0.1", case.error.code, *case.words):
        assert word in report
    assert "Traceback" not in report


def test_a_broken_plugin_that_is_required_stops_the_start(broken):
    case, entry_points = broken
    settings = Settings(required_plugins=("pilar-broken",))
    plugins = load_plugins(settings, entry_points, reserved={"region"})

    with pytest.raises(case.error, match="pilar-broken"):
        require(plugins, settings)


def test_a_broken_plugin_leaves_the_same_report_in_the_next_start_of_the_process(broken, load):
    _, entry_points = broken
    first, second = load(entry_points), load(entry_points)

    assert str(first["broken"].error) == str(second["broken"].error)
