"""What is known while one statement is written: its parameters and tables so far, the names given out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from pilar.query.dialects import Dialect
from pilar.query.formulas import FormulaWriter
from pilar.query.plan import DatedColumn, Field, Parameter
from pilar.schema.catalog import Column, Kind, Table

WRITTEN_OUT: Final = (Kind.ENUM, Kind.BOOLEAN)


@dataclass
class Row:
    """A row in scope: its alias, the joins that its references add, the columns read through its alias.

    `page` is the alias of the select that numbers it and holds its order keys, where it stands on a page.
    """

    alias: str
    page: str = ""
    joins: list[str] = field(default_factory=list)
    used: dict[str, None] = field(default_factory=dict)


class Scope:
    """The state of writing one statement: parameters and tables so far, aliases given out."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.parameters: list[Parameter] = []
        self.tables: set[str] = set()
        self._aliases = 0

    def alias(self) -> str:
        """Give out a name that the statement does not use yet."""
        self._aliases += 1
        return f"t{self._aliases}"

    def bind(self, parameter: Parameter) -> str:
        """Return the sign of a parameter; what the document fixes and has few values is written out."""
        if parameter.kind in WRITTEN_OUT and parameter.fixed is not None:
            return self.dialect.literal(parameter)
        if parameter not in self.parameters:
            self.parameters.append(parameter)
        return self.dialect.placeholder(self.parameters.index(parameter) + 1, parameter)

    def limit(self, parameter: Parameter) -> str:
        """Write how many rows a page has."""
        if self.dialect.writes_limits and parameter.fixed is not None:
            return str(int(parameter.fixed))
        return self.bind(parameter)

    def rows(self, table: Table, alias: str) -> str:
        """Write the rows of a table as they stand behind FROM or JOIN; `visible` says which of them may be seen."""
        return f"{self.dialect.rows(table)} {alias}"

    def visible(self, alias: str, table: Table, *conditions: str) -> str:
        """Join conditions, the visibility of the table's rows always among them; every table read passes here."""
        self.tables |= table.reads
        seen = [f"{alias}.visibility = 0"] if table.has_visibility else []
        return " AND ".join([*seen, *conditions])

    def name(self, row: Row, name: str) -> str:
        """Write a stored column of a row, and note that it is read."""
        row.used[name] = None
        return self.dialect.name_of(row.alias, name)

    def value(self, row: Row, column: Column) -> str:
        """Write a column of a row, and note what is read for it."""
        row.used.update(dict.fromkeys(column.formula.columns if column.formula else [column.name]))
        if column.fallback:
            row.used[column.fallback] = None
        return self.expression(row.alias, column)

    def expression(self, alias: str, column: Column) -> str:
        """Write a column: as it is stored, the other language where it is null, or what is calculated."""
        if column.formula is not None:
            on = self.bind(column.on) if isinstance(column, DatedColumn) else ""
            value = FormulaWriter(self.dialect, self.alias, self.visible).write(column.formula, alias, on)
            return self.dialect.calculated(value, column.kind, column.scale)
        name = self.dialect.name_of(alias, column.name)
        if not column.fallback:
            return name
        return f"coalesce({name}, {self.dialect.name_of(alias, column.fallback)})"


class Objects(Protocol):
    """Writes rows as JSON. Lists, groups and single rows are told whom to ask, for objects contain these in turn."""

    @property
    def scope(self) -> Scope:
        """The statement that is being written."""

    def object(self, fields: Sequence[Field], row: Row) -> str:
        """Write the JSON object of a row."""

    def reference(
        self, row: Row, key: str, target: Table, fields: Sequence[Field], required: bool = False
    ) -> str:
        """Write the JSON object of the row of `target` that a foreign key refers to."""
