"""Columns of values -> rows of a table: inserted, or updated where the natural key is taken, within one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any

import sqlalchemy as sa

from pilar.commons.cells import UnfitCell
from pilar.commons.entity import Entity, Visibility, table_of
from pilar.commons.upserting import defaults, upsert
from pilar.database.failures import is_fault_of_statement
from pilar.importing.conversion import Wrong

Columns = Mapping[str, Sequence[object]]


@dataclass
class Loader:
    """Loads rows of one table, of which every chunk has the same columns.

    On SQLite the rows go to the driver as tuples by one prepared statement; SQLAlchemy would handle each as a mapping,
    which takes longer than the insertion itself.
    """

    connection: sa.Connection
    entity: type[Entity]
    columns: tuple[str, ...]
    rows: int = 0
    changed: int = 0
    _names: tuple[str, ...] = field(init=False)
    _constants: dict[str, object] = field(init=False)
    _statement: sa.Insert = field(init=False)
    _before: int = field(init=False)

    def __post_init__(self) -> None:
        others = defaults(self.entity, self.columns)
        if "visibility" not in self.columns:
            others["visibility"] = Visibility.PUBLISHED
        self._constants = others
        self._names = (*self.columns, *others)
        self._statement = upsert(self.connection.dialect.name, self.table, self.entity.__key__, self.columns)
        self._before = self._count()

    @property
    def table(self) -> sa.Table:
        """The table behind the entity."""
        return table_of(self.entity)

    @property
    def inserted(self) -> int:
        """How many rows are new."""
        return self._count() - self._before

    def load(self, values: Columns, wrong: Wrong) -> None:
        """Load a chunk; what the database refuses is told in `wrong`, by position, and is not loaded."""
        lengths = [len(column) for column in values.values()]
        if not lengths or not lengths[0]:
            return
        size = lengths[0]
        try:
            with self._savepoint():
                self.changed += self._execute(values, size)
            self.rows += size
        except sa.exc.StatementError as error:
            if not is_fault_of_statement(error):
                raise
            self._load_each(values, size, wrong)

    def _load_each(self, values: Columns, size: int, wrong: Wrong) -> None:
        """Load row by row, to find those that the database refuses."""
        for at in range(size):
            try:
                with self._savepoint():
                    self.changed += self._execute(
                        {name: column[at : at + 1] for name, column in values.items()}, 1
                    )
                self.rows += 1
            except sa.exc.StatementError as error:
                if not is_fault_of_statement(error):
                    raise
                wrong[at] = UnfitCell(f"is refused by the database: {error.orig}", "Correct the row.")

    def _savepoint(self) -> AbstractContextManager[object]:
        """PostgreSQL ends a transaction at the first error. SQLite does not, and a savepoint makes it ten times slower.

        There the rows before the refused one are stored already; the second attempt finds them unchanged.
        """
        return nullcontext() if self.connection.dialect.name == "sqlite" else self.connection.begin_nested()

    def _execute(self, values: Columns, size: int) -> int:
        """Run the statement; return how many rows were written, -1 for each chunk where the driver does not say."""
        if self.connection.dialect.name != "sqlite":
            return self._execute_mappings(values, size)
        columns = [self._stored(name, values[name]) for name in self.columns]
        constants = [repeat(self._stored(name, [value])[0], size) for name, value in self._constants.items()]
        by_name = dict(zip(self._names, [*columns, *constants], strict=True))
        sql, order = self._compiled
        rows = zip(*(by_name[name] for name in order), strict=True)
        return self.connection.exec_driver_sql(sql, list(rows)).rowcount

    def _execute_mappings(self, values: Columns, size: int) -> int:
        rows = [self._constants | {name: values[name][at] for name in self.columns} for at in range(size)]
        return self.connection.execute(self._statement, rows).rowcount

    @cached_property
    def _compiled(self) -> tuple[str, Sequence[str]]:
        """The statement as text, and the order of its parameters."""
        compiled = self._statement.compile(dialect=self.connection.dialect, column_keys=list(self._names))
        order = getattr(compiled, "positiontup", None)
        assert order is not None, "SQLite's parameters have positions"
        return str(compiled), order

    def _stored(self, name: str, values: Sequence[object]) -> Sequence[object]:
        """Turn values into what the driver takes: enums into their names, days into ISO 8601."""
        process = _processor(self.table.c[name], self.connection.dialect)
        return values if process is None else list(map(process, values))

    def _count(self) -> int:
        return self.connection.scalar(sa.select(sa.func.count()).select_from(self.table)) or 0


def _processor(column: sa.Column[Any], dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    process: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return process
