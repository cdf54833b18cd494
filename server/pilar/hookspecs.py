"""Every extension point of Pilar. A plugin implements any of them as functions of its package, marked `@hookimpl`.

Each hook is called once per plugin at the start, and returns a list of what the plugin adds. A plugin that raises in a
hook, returns something else, or misspells a hook's name is quarantined; the others are served.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pluggy

if TYPE_CHECKING:
    from pilar.commons.entity import Entity

PROJECT: Final = "pilar"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@dataclass(frozen=True)
class Seed:
    """Rows that a table has from the first start on.

    `file` is UTF-8 CSV. A header is a column of the table, or the name of one of its references: then the cells hold
    the natural key of the row referred to (`region` -> `32.73`). An empty cell is null. `rows` is the number of rows
    that the file has when it is whole.
    """

    table: type[Entity]
    file: Path
    rows: int


@dataclass(frozen=True)
class Example:
    """A query worth showing, used by the landing page, the explorer, the documentation and the tests."""

    key: str
    title_en: str
    title_id: str
    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    view: Literal["json", "table", "chart", "map"] = "table"


@dataclass(frozen=True)
class Derivation:
    """An indicator that follows from rows: of the plugin's tables, or of the shared ones.

    `sql` is a SELECT that SQLite and PostgreSQL read alike, of `region_id`, `year`, `value` and `source_id`, one row a
    region, year and source, from published rows (`visibility = 0`) only. A row without a region, a year or a value is
    no observation. `status`, if it is selected, is `PROVISIONAL` or `FINAL`; else values are final. An `optional` one
    is of another plugin's indicator: where that plugin is not served, there is nothing to derive.
    """

    indicator: str
    sql: str
    optional: bool = False


ImportedRow = Mapping[str, object]
ImportedRows = Iterable[tuple["type[Entity]", Iterable[ImportedRow]]]


@dataclass(frozen=True)
class Importer:
    """A file format that `pilar import FILE --as <namespace>.<key>` reads into several tables at once.

    `read` is given the file and the options of `--set name=value`, and yields tables with their rows, each after
    those that it refers to; it may do so lazily. A row maps columns to values. A value may be text as a seed has it, or
    of the column's type; empty text and None are null. A reference is named without its `_id` (`region`, `route`) and
    holds the natural key of the row referred to: one value, or a tuple where that key has several columns, in the
    order of `__key__` and with keys in place of references. The row may be in the database or come earlier from the
    same file. Keys that begin with `_` are no columns: `_file` and `_row` tell where a row stands in what was read.
    Rows are inserted or updated by natural key, all tables in one transaction; a row that breaks a rule of its table
    is reported, and then nothing of the file is kept. `read` raises `InvalidImport` for a file that it cannot read.
    `replaces` names tables, each after those that it refers to, of which the file says all that its sources say: rows
    of these sources that an earlier file had and this one has not are removed.
    """

    key: str
    title_en: str
    title_id: str
    read: Callable[[Path, Mapping[str, str]], ImportedRows]
    replaces: tuple[type[Entity], ...] = ()


@hookspec
def register_tables() -> list[type[Entity]]:  # type: ignore[empty-body]
    """Add tables: each becomes types, filters, orderings, connections and aggregates in the graph."""


@hookspec
def register_fields() -> list[type]:  # type: ignore[empty-body]
    """Add fields that a table cannot say: classes marked by `pilar.extend`, whose methods are Strawberry resolvers."""


@hookspec
def register_indicators() -> list[Seed]:  # type: ignore[empty-body]
    """Add indicators to the shared catalogue; loaded before all other seeds, so that observations can refer to them."""


@hookspec
def register_seeds() -> list[Seed]:  # type: ignore[empty-body]
    """Add rows that the plugin's tables, or the shared observations, have from the first start on."""


@hookspec
def register_derivations() -> list[Derivation]:  # type: ignore[empty-body]
    """Add observations that follow from rows; made anew, in their order, whenever rows are loaded."""


@hookspec
def register_indices() -> list[Path]:  # type: ignore[empty-body]
    """Add composite indices: TOML files, by which every region is assessed whenever rows are loaded."""


@hookspec
def register_examples() -> list[Example]:  # type: ignore[empty-body]
    """Add example queries; every one must run and return rows."""


@hookspec
def register_importers() -> list[Importer]:  # type: ignore[empty-body]
    """Add file formats that become rows of several tables, for `pilar import`; CSV and XLSX need none."""
