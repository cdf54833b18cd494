"""Imports point one way: read from the code itself, what only type checkers see left out."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pilar
import pytest

ROOT = Path(__file__).parents[1]
SERVER = ROOT / "server" / "pilar"
PLUGINS = sorted(path.parent for path in (ROOT / "plugins").glob("*/plugin.toml"))

LAYERS = (
    {"cli"},
    {"http"},
    {"startup"},
    {"probing"},
    {"importing"},
    {"reassessing"},
    {"query"},
    {"access", "schema"},
    {"assessment", "commons"},
    {"plugins"},
    {"database"},
    {"hookspecs", "settings"},
    {"errors"},
)
"""A module imports from its own folder and from the layers below; those of one layer do not import each other."""

PLURALS = "schema/naming.py"
"""There, `people` is the plural of a person, and not the pillar of that name."""

RUNS_QUERIES = {
    "documents",
    "engine",
    "introspection",
    "pool",
    "reader",
    "revisions",
    "server_pool",
    "server_revisions",
    "stream",
    "thread",
    "turns",
    "walk",
    "watching",
}
"""Every other module of `query` is pure: it plans and compiles."""

INPUT_AND_OUTPUT = {
    "aiosqlite",
    "asyncio",
    "asyncpg",
    "os",
    "pathlib",
    "psycopg",
    "socket",
    "sqlalchemy",
    "sqlite3",
    "starlette",
    "uvicorn",
}

SQLITE_IS_NAMED_IN = {
    "database/driver.py",  # decides which SQLite everybody gets
    "database/failures.py",  # the driver's result codes -> our errors
    "query/pool.py",  # the driver's result codes -> our errors
    "query/reader.py",  # opens a connection
    "query/revisions.py",  # opens a connection
    "cli/checks.py",  # reports the version
}
"""`sqlite3` is the name under which `database/driver.py` installs the SQLite that we bring."""


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """Yield every name that a file imports when it runs, as `pilar.query.plan` or `pilar.query.plan.Page`."""
    for node in run_by_import(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            assert node.level == 0, f"{file}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def run_by_import(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        yield from run_by_import(child)


def top(name: str) -> str:
    return name.partition(".")[0]


def part(name: str) -> str | None:
    """`query` of `pilar.query.plan.Page`; None for what is not ours, or is defined in `pilar` itself."""
    steps = name.split(".")
    known = set().union(*LAYERS)
    return steps[1] if steps[0] == "pilar" and len(steps) > 1 and steps[1] in known else None


def layer(part_: str) -> int:
    return next(number for number, parts in enumerate(LAYERS) if part_ in parts)


def test_every_module_of_the_core_is_in_a_layer():
    parts = {file.relative_to(SERVER).parts[0].removesuffix(".py") for file in modules(SERVER)}

    assert parts - {"__init__"} == set().union(*LAYERS)


def test_a_module_imports_its_own_folder_and_lower_layers_only():
    wrong = [
        f"{file.relative_to(SERVER)} imports {name}"
        for file in modules(SERVER)
        if (own := file.relative_to(SERVER).parts[0].removesuffix(".py")) != "__init__"
        for name in imported(file)
        if (other := part(name)) is not None and other != own and layer(other) <= layer(own)
    ]

    assert wrong == []


def test_of_its_public_face_the_core_imports_the_version_only():
    names = {
        name for file in modules(SERVER) for name in imported(file) if top(name) == "pilar" and not part(name)
    }

    assert names <= {"pilar", "pilar.__version__"}


def test_planning_and_compiling_touch_no_input_or_output():
    pure = [file for file in modules(SERVER / "query") if file.stem not in RUNS_QUERIES]
    used = {
        str(file.relative_to(SERVER / "query")): {top(name) for name in imported(file)} & INPUT_AND_OUTPUT
        for file in pure
    }

    assert {"planner.py", "compiler/statement.py", "dialects.py", "cost.py"} <= set(used)
    assert {name: found for name, found in used.items() if found} == {}


def test_assessing_touches_no_input_or_output_but_the_indices_that_it_brings():
    used = {
        str(file.relative_to(SERVER)): {top(name) for name in imported(file)}
        for file in modules(SERVER / "assessment")
    }

    assert len(used) > 20
    assert {name: found & INPUT_AND_OUTPUT for name, found in used.items() if found & INPUT_AND_OUTPUT} == {}
    assert {name for name, found in used.items() if "importlib" in found} == {
        "assessment/indices/__init__.py"
    }


def test_sqlite_is_named_where_a_driver_is_needed_and_nowhere_else():
    naming = {
        str(file.relative_to(SERVER))
        for file in modules(SERVER)
        if {top(name) for name in imported(file)} & {"sqlite3", "pysqlite3"}
    }

    assert naming == SQLITE_IS_NAMED_IN
    importing_ours = [
        file
        for file in [*modules(SERVER), *(file for plugin in PLUGINS for file in modules(plugin))]
        if "pysqlite3" in map(top, imported(file))
    ]
    assert importing_ours == [SERVER / "database" / "driver.py"]


def test_the_core_names_no_plugin_of_this_repository():
    taken = {plugin.name for plugin in PLUGINS} | {
        tomllib.loads((plugin / "plugin.toml").read_text(encoding="utf-8"))["namespace"] for plugin in PLUGINS
    }
    named = [
        f"{file.relative_to(SERVER)}: {constant.value!r}"
        for file in modules(SERVER)
        if str(file.relative_to(SERVER)) != PLURALS
        for constant in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(constant, ast.Constant) and constant.value in taken
    ]

    assert PLUGINS
    assert named == []
    assert not {top(name) for file in modules(SERVER) for name in imported(file)} & taken


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: plugin.name)
def test_a_plugin_imports_the_public_names_of_the_core_only(plugin):
    public = {f"pilar.{name}" for name in pilar.__all__} | {"pilar"}
    names = {name for file in modules(plugin) for name in imported(file)}
    packages = {top(name) for name in names} - sys.stdlib_module_names - {plugin.name}

    assert {name for name in names if top(name) == "pilar"} <= public
    assert packages <= {"pilar", "alembic", "sqlalchemy", "strawberry"}
