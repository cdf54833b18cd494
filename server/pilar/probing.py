"""Healthy plugins and an open database -> a plugin that would fail at every request is quarantined at the start.

What an author wrote in SQL is tried by statements that return no row: the database reads and plans them all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from pilar.commons import TABLES
from pilar.commons.entity import Entity
from pilar.errors import FailedMigration, InvalidTable, PluginError
from pilar.plugins.plugin import Plugin, healthy, quarantine
from pilar.query.dialects import SQLITE, Dialect
from pilar.query.formulas import FormulaWriter
from pilar.query.postgresql import POSTGRESQL
from pilar.schema.catalog import Catalog, Column, Table
from pilar.schema.entities import make_catalog
from pilar.schema.formulas import Formula, add_expressions

SOME_DAY: Final = "CAST('2000-01-01' AS date)"

Trial = tuple[str, PluginError]
"""A statement, and what it means when the database refuses it; the reason is put behind the message."""


def probe(engine: Engine, plugins: Sequence[Plugin]) -> None:
    """Quarantine each plugin whose tables are not there, or whose views or expressions the database refuses."""
    _quarantine_without_tables(engine, plugins)
    served = [*TABLES, *tables_of(plugins)]
    catalog = add_expressions(make_catalog(served), served)
    dialect = POSTGRESQL if engine.dialect.name == "postgresql" else SQLITE
    for plugin in healthy(plugins):
        error = _refusal(engine, _trials(plugin, catalog, dialect))
        if error is not None:
            quarantine(plugin, error)


def stored(tables: Iterable[type[Entity]]) -> list[type[Entity]]:
    """Leave out the views, which only show rows of other tables."""
    return [table for table in tables if not table.__view__]


def tables_of(plugins: Sequence[Plugin]) -> list[type[Entity]]:
    """Return the tables of the healthy plugins."""
    return [table for plugin in healthy(plugins) for table in plugin.tables]


def name_of(table: type[Entity]) -> str:
    """Return what a table is called in the database."""
    return str(table.__tablename__)


def _quarantine_without_tables(engine: Engine, plugins: Sequence[Plugin]) -> None:
    """A plugin whose migrations do not make all of its tables would fail at every request."""
    columns = inspect(engine).get_multi_columns()  # of all tables at once: a server may be far away
    present = {table: {column["name"] for column in found} for (_, table), found in columns.items()}
    for plugin in healthy(plugins):
        lacking = next(filter(None, (_lacks(table, present) for table in stored(plugin.tables))), "")
        if lacking:
            error = FailedMigration(
                f"The database has no {lacking} of the plugin '{plugin.namespace}'.",
                f'Write its migration: pilar db revision {plugin.namespace} -m "What it changes".',
            )
            quarantine(plugin, error)


def _lacks(table: type[Entity], present: Mapping[str, Collection[str]]) -> str:
    """Return what the database lacks of a table, or an empty text."""
    name = name_of(table)
    if name not in present:
        return f"table '{name}'"
    columns = (column for column in table.model_fields if column not in present[name])
    return next((f"column '{column}' in the table '{name}'" for column in columns), "")


def _refusal(engine: Engine, trials: Iterable[Trial]) -> PluginError | None:
    with engine.connect() as connection:
        for statement, error in trials:
            try:
                connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
            except DBAPIError as refused:
                reason = str(refused.orig).partition("\n")[0]
                return type(error)(f"{error.message}: {reason}.", error.hint)
    return None


def _trials(plugin: Plugin, catalog: Catalog, dialect: Dialect) -> Iterator[Trial]:
    """Yield the views of a plugin, then its expressions, which may read them."""
    tables = [(entity, catalog.tables[name_of(entity)]) for entity in plugin.tables]
    for entity, table in tables:
        if entity.__view__:
            columns = [name for name in entity.model_fields if name != "visibility"]
            yield (
                _read(", ".join(f'tried."{name}"' for name in columns), dialect.rows(table)),
                FailedMigration(f"The database cannot read the view {table.source}", "Mend its `__view__`."),
            )
    for _, table in tables:
        for column in table.expressions:
            assert column.formula is not None
            yield (
                _calculate(column, column.formula, table, dialect),
                InvalidTable(
                    f"The database cannot calculate the expression '{column.name}' of {table.source}",
                    "Mend its SQL; columns of the row stand in braces, as in `{year} + 1`.",
                ),
            )


def _calculate(column: Column, formula: Formula, table: Table, dialect: Dialect) -> str:
    """Write an expression over rows that have only the columns which it names, as those of a page."""
    numbers = count()
    writer = FormulaWriter(dialect, lambda: f"tried{next(numbers)}", _visible)
    columns = ", ".join(f'"{name}"' for name in dict.fromkeys(("id", *formula.columns)))
    value = dialect.calculated(writer.write(formula, "tried", SOME_DAY), column.kind, column.scale)
    return _read(value, f"(SELECT {columns} FROM {dialect.rows(table)} paged)")


def _visible(alias: str, table: Table) -> str:
    return f"{alias}.visibility = 0" if table.has_visibility else ""


def _read(values: str, rows: str) -> str:
    return f"SELECT {values} FROM {rows} tried LIMIT 0"
