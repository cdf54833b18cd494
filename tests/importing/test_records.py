"""Importers of plugins: several tables of one file, references by natural key, and foreign code that fails."""

from __future__ import annotations

import asyncio
import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.organization import Organization
from pilar.commons.region_code import RegionCode
from pilar.commons.source import Source
from pilar.commons.target import Target
from pilar.database.engine import open_engine
from pilar.errors import InvalidImport, InvalidOption
from pilar.hookspecs import Importer
from pilar.importing.job import import_file
from pilar.importing.options import Options
from pilar.importing.outcome import Outcome
from pilar.importing.targets import Target as ImportTarget, find_target
from pilar.settings import Settings
from pilar.startup import load_graph, prepare

TEXT = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"```\w+\n# (\S+)\n(.*?)```", TEXT, re.DOTALL))
HOOKS = re.findall(
    r"```python\n# pilar_water/__init__\.py, (?:in place of|beside) .*?\n(.*?)```", TEXT, re.DOTALL
)
LOG = ["P-9,Pompa Baru,12.5,32.73", "2023,R-1,1000,250", "2024,R-2,0,0"]
Read = Callable[[Path, Mapping[str, str]], Iterable[Any]]
Yielded = list[tuple[type, list[dict[str, object]]]]


def run(database: Any, read: Read | Yielded, **options: Any) -> Outcome:
    """Import by a reader, or by rows given."""
    reader: Read = read if callable(read) else lambda path, given: read
    importer = Importer("test", "A test", "Uji", reader)
    target = ImportTarget("core.test", importer, (Source, Organization, RegionCode, Target))
    return import_file(database.url, target, database.path, Options(**options))


SOURCE = {"code": "new", "publisher": "P", "dataset": "D", "licence": "CC0"}
GOAL = {
    "indicator": "ECO.GINI",
    "region": "32.73",
    "year": 2045,
    "lower": 0.3,
    "unit": "1",
    "legal_basis": "Plan",
    "source": "new",
}


def test_rows_refer_to_earlier_rows_of_the_same_file_by_natural_key(database) -> None:
    outcome = run(database, [(Source, [SOURCE]), (Target, [GOAL, GOAL | {"year": "2046", "lower": "0.29"}])])

    assert [(each.table, each.rows, each.inserted) for each in outcome.loaded] == [
        ("source", 1, 1),
        ("target", 2, 2),
    ]
    assert database.query("SELECT year, lower FROM target WHERE year > 2044") == [(2045, 0.3), (2046, 0.29)]


def test_importing_again_changes_nothing_and_updates_what_changed(database) -> None:
    run(database, [(Source, [SOURCE])])

    again = run(database, [(Source, [SOURCE])])
    changed = run(database, [(Source, [SOURCE | {"licence": "MIT"}])])

    assert [(each.updated, each.unchanged) for each in (*again.loaded, *changed.loaded)] == [(0, 1), (1, 0)]


def test_rows_of_one_table_may_come_in_several_shapes(database) -> None:
    outcome = run(
        database, [(Source, [SOURCE, SOURCE | {"code": "other", "year": 2020}, SOURCE | {"code": "third"}])]
    )

    assert [(each.rows, each.inserted) for each in outcome.loaded] == [(3, 3)]


@pytest.mark.parametrize(
    ("rows", "column", "rule"),
    [
        ([(Source, [SOURCE | {"year": 1}])], "source.year", "is below 1900"),
        ([(Source, [SOURCE | {"year": "x"}])], "source.year", "is not a whole number"),
        ([(Source, [SOURCE | {"year": 20.5}])], "source.year", "is of type float, not int"),
        ([(Source, [SOURCE | {"year": True}])], "source.year", "is of type bool, not int"),
        ([(Source, [SOURCE | {"publisher": None}])], "source.publisher", "is empty"),
        ([(Source, [SOURCE | {"publisher": "x" * 201}])], "source.publisher", "the limit is 200"),
        ([(Source, [SOURCE, SOURCE])], "source.code", "is the key of row 1 already"),
        ([(Target, [GOAL | {"source": "nwe"}])], "target.source", "names no row of 'source'"),
        ([(Target, [GOAL | {"source": "rkp", "region": "11.1"}])], "target.region", "has lost a digit"),
        (
            [(Target, [GOAL | {"source": "rkp", "lower": float("nan")}])],
            "target.lower",
            "is not a finite number",
        ),
        ([(Source, [SOURCE | {"year": 1, "_row": 7, "_file": "s.txt"}])], "s.txt.year", "is below 1900"),
    ],
)
def test_a_row_that_breaks_a_rule_keeps_the_whole_file_out(
    database, rows: Yielded, column: str, rule: str
) -> None:
    outcome = run(
        database, [(Organization, [{"code": "x", "name_id": "X", "kind": "NGO", "country": "ID"}]), *rows]
    )

    (fault,) = outcome.faults.shown
    assert (fault.column, rule in fault.rule) == (column, True)
    assert not outcome.stored
    assert database.query("SELECT * FROM organization WHERE code = 'x'") == []


def test_a_fault_tells_the_row_that_the_importer_says(database) -> None:
    outcome = run(database, [(Source, [SOURCE | {"year": 1, "_row": 70}])])

    assert outcome.faults.shown[0].row == 70


def test_valid_rows_alone_can_be_accepted(database) -> None:
    outcome = run(database, [(Source, [SOURCE, SOURCE | {"code": "bad", "year": 1}])], accept_valid=True)

    assert (outcome.stored, [each.rows for each in outcome.loaded]) == (True, [1])


def test_options_about_headers_say_nothing_to_an_importer(database) -> None:
    with pytest.raises(InvalidOption, match="is a format of its own"):
        run(database, [(Source, [SOURCE])], mapping={"a": "b"})


def test_values_may_be_of_python_types(database) -> None:
    day = datetime.date(2020, 1, 1)
    row = {"region": "32.73", "scheme": "BPS", "code": "9999", "valid_from": day, "valid_to": "2021-01-01"}

    run(database, [(RegionCode, [row])])

    assert database.query("SELECT valid_from, valid_to FROM region_code WHERE code = '9999'") == [
        ("2020-01-01", "2021-01-01")
    ]


def fails(path: Path, options: Mapping[str, str]) -> Iterable[Any]:
    yield Source, [SOURCE]
    raise KeyError("stops")


def test_an_option_that_the_importer_needs_and_nobody_gave_is_asked_for(database) -> None:
    def read(path: Path, given: Mapping[str, str]) -> Iterable[Any]:
        yield Source, [SOURCE | {"code": given["code"], "publisher": given.get("publisher", "P")}]

    with pytest.raises(InvalidOption, match="'test' needs a value for 'code'") as caught:
        run(database, read)
    assert "--set code=" in caught.value.hint
    assert run(database, read, constants={"code": "new"}).stored


def test_a_file_that_is_not_there_is_named(database) -> None:
    with pytest.raises(InvalidImport, match=r"no file .*absent\.log"):
        run(database, lambda path, given: [path.with_name("absent.log").read_text()])


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (fails, r"The importer 'test' failed on .*: KeyError: 'stops'"),
        ([(Source, [SOURCE | {"licens": "x"}])], "fills 'licens', which is no column of Source"),
        ([(Source, [{"code": "x"}])], "leaves out 'publisher', which Source requires"),
        ([(str, [SOURCE])], "'str', no table of its plugin or the core"),
        ([Source], "failed on"),
        (None, "failed on"),
    ],
)
def test_an_importer_that_fails_is_named_and_leaves_nothing(database, read: Any, message: str) -> None:
    before = database.content()

    with pytest.raises(InvalidImport, match=message):
        run(database, read if callable(read) or read else lambda path, options: None)

    assert database.content() == before


@pytest.fixture
def water(plugin_folder, tmp_path: Path) -> tuple[EntryPoint, str]:
    """The plugin of the guide with its importer, and a database with its tables."""
    entry_point = plugin_folder.write("water", manifest=FILES["pilar_water/plugin.toml"])
    for name, text in {
        **FILES,
        "pilar_water/__init__.py": "\n".join([FILES["pilar_water/__init__.py"], *HOOKS]),
    }.items():
        if name.startswith("pilar_water/"):
            file = plugin_folder.folder / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
    url = f"sqlite+aiosqlite:///{tmp_path}/water.db"

    async def make() -> None:
        from pilar.cli.db import revision

        revision("water", "Create the tables")
        await (await prepare(Settings(database_url=url), entry_points=[entry_point])).close()

    asyncio.run(make())
    return entry_point, url


def test_the_importer_of_the_guide_fills_both_tables(
    water: tuple[EntryPoint, str], write: Callable[..., Path]
) -> None:
    entry_point, url = water
    plugins, _ = load_graph(Settings(database_url=url), [entry_point])
    assert [plugin.error for plugin in plugins] == [None]
    file = write(*LOG, name="station.log")

    outcome = import_file(
        url,
        find_target("water.log", plugins),
        file,
        Options(constants={"source": "ministry-pumps-2024"}),
        plugins[0].derivations,
    )

    assert [(each.table, each.inserted) for each in outcome.loaded] == [
        ("water_pump", 1),
        ("water_delivery", 2),
    ]
    engine = open_engine(url, read_only=True)
    with engine.connect() as connection:
        lost = connection.execute(sa.text("SELECT year, lost_pct FROM water_delivery ORDER BY year")).all()
    engine.dispose()
    assert [tuple(row) for row in lost] == [(2023, 25.0), (2024, None)]


def test_a_log_that_is_none_is_refused_in_the_words_of_the_plugin(
    water: tuple[EntryPoint, str], write
) -> None:
    entry_point, url = water
    plugins, _ = load_graph(Settings(database_url=url), [entry_point])

    with pytest.raises(InvalidImport, match="The first line does not name a station"):
        import_file(url, find_target("water.log", plugins), write("nothing"), Options())
