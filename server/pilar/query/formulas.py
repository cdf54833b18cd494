"""`Formula` -> SQL, for one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pilar.query.dialects import Dialect
from pilar.schema.catalog import Table
from pilar.schema.formulas import Derived, Formula, Moment, Part, Rows, Stored


@dataclass(frozen=True)
class FormulaWriter:
    """Writes formulas into a statement: `alias` gives out a new name, `visible` the condition that rows are shown."""

    dialect: Dialect
    alias: Callable[[], str]
    visible: Callable[[str, Table], str]

    def write(self, formula: Formula, row: str, on: str) -> str:
        """Write a formula of the row `row`, as of the day `on`. Its own names become new ones: none can be taken."""
        names = {part.alias: self.alias() for part in formula.parts if isinstance(part, Rows)}
        return f"({''.join(self._part(part, {'': row, **names}, on) for part in formula.parts)})"

    def _part(self, part: Part, names: Mapping[str, str], on: str) -> str:
        match part:
            case str():
                return part
            case Stored(alias, column, as_day):
                value = self.dialect.number(self.dialect.name_of(names[alias], column.name), column)
                return self.dialect.day(value) if as_day else value
            case Derived(alias, formula, as_day):
                value = self.write(formula, names[alias], on)
                return self.dialect.day(value) if as_day else value
            case Moment(as_day):
                return self.dialect.day(on) if as_day else on
            case Rows(alias, table):
                inner = self.alias()
                seen = self.visible(inner, table) or "1 = 1"
                return f"(SELECT * FROM {self.dialect.rows(table)} {inner} WHERE {seen}) {names[alias]}"
