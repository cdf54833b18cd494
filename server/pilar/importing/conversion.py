"""Cells of one column -> values of its type, by thousands: at once where all are well, else one by one."""

from __future__ import annotations

import datetime
import decimal
import enum
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final

from pilar.commons.cells import READERS, CellType, UnfitCell, check_bounds, read_enum
from pilar.importing.figures import Marks, plain_number
from pilar.importing.units import convert
from pilar.importing.xlsx_sheet import UNSAVED

NUMBERS: Final = (int, float, decimal.Decimal)
PLAIN: Final = frozenset("0123456789.-eE")
BROKEN: Final = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", UNSAVED)
YES: Final = ("true", "yes", "ya", "1", "y")
NO: Final = ("false", "no", "tidak", "0", "n", "t")

Wrong = dict[int, UnfitCell]
"""The faults of a column by position within the chunk."""


@dataclass
class CellReader:
    """Reads the cells of one column of a table; faulty ones become None and are told in `wrong`.

    Bounds are those of the table, so they hold after the unit has been changed by `factor`.
    """

    type: CellType
    marks: Marks = field(default_factory=Marks)
    factor: Fraction = Fraction(1)
    nulls: frozenset[str] = frozenset()

    def read(self, cells: Sequence[str], wrong: Wrong) -> Sequence[object]:
        """Return the values of `cells`."""
        if self.type.python is float and self.marks.decimal == ".":
            values = self._floats(cells)
            if values is not None:
                return values
        return read_each(cells, self.read_one, wrong)

    def _floats(self, cells: Sequence[str]) -> Sequence[object] | None:
        """Read plain numbers at once; None where any cell needs a closer look."""
        if not PLAIN.issuperset(
            "".join(cells)
        ):  # so none of 'nan', 'inf' and '1_000', which float() would take
            return None
        try:
            if "" in cells:
                if not self.type.nullable:
                    return None
                values: list[Any] = [float(cell) if cell else None for cell in cells]
                given = [value for value in values if value is not None]
            else:
                values = given = list(map(float, cells))
        except ValueError:
            return None
        if self.factor != 1:
            values = convert(values, self.factor)
            given = [value for value in values if value is not None]
        lowest = -math.inf if self.type.lowest is None else self.type.lowest
        highest = math.inf if self.type.highest is None else self.type.highest
        if given and not (lowest <= min(given) and max(given) <= highest and math.isfinite(math.fsum(given))):
            return None
        return values

    def read_one(self, cell: str) -> object:
        """Read one cell. Raises `UnfitCell`."""
        kind = self.type
        if not cell or cell in self.nulls:
            if kind.nullable:
                return None
            raise UnfitCell("is empty, but a value is required", "Fill the cell, or remove the row.")
        if cell in BROKEN:
            raise UnfitCell("is an error of the spreadsheet", "Mend the formula, and save the values.")
        if kind.python in NUMBERS:
            return self._number(cell)
        value = (
            read_enum(_member(cell), kind.python) if issubclass(kind.python, enum.Enum) else self._other(cell)
        )
        check_bounds(value, kind)
        return value

    def _number(self, cell: str) -> object:
        text = plain_number(cell, self.marks)
        if self.type.python is int:
            text = text.removesuffix(".0")
        value: Any = READERS[self.type.python](text)
        if self.factor != 1:
            (value,) = convert([value], self.factor)
            value = self.type.python(value)
        check_bounds(value, self.type)
        return value

    def _other(self, cell: str) -> object:
        if self.type.python is bool:
            word = cell.casefold()
            if word in YES or word in NO:
                return word in YES
        if self.type.python is str and "\0" in cell:
            raise UnfitCell("has a null character", "Remove it.")
        return READERS[self.type.python](cell)


def read_each(cells: Sequence[Any], read: Callable[[Any], object], wrong: Wrong) -> list[object]:
    """Read cell by cell; each distinct text once."""
    memory: dict[Any, object] = {}
    values: list[object] = []
    for at, cell in enumerate(cells):
        try:
            if cell not in memory:
                memory[cell] = read(cell)
            values.append(memory[cell])
        except UnfitCell as error:
            wrong[at] = error
            values.append(None)
    return values


def check_value(value: object, kind: CellType) -> object:
    """Return a Python value that fits a column, or what its text says. Raises `UnfitCell`."""
    if value is None or isinstance(value, str):
        return CellReader(kind, Marks(certain=True)).read_one(value or "")
    if kind.python is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if isinstance(value, bool) != (kind.python is bool) or not isinstance(value, kind.python):
        raise UnfitCell(
            f"is of type {type(value).__name__}, not {kind.python.__name__}", "Mend the importer."
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise UnfitCell("is not a finite number", "Leave it out.")
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        raise UnfitCell("is a moment without a time zone", "Add the time zone.")
    check_bounds(value, kind)
    return value


def required(kind: CellType) -> CellType:
    """The same type, but never null."""
    return replace(kind, nullable=False)


def _member(cell: str) -> str:
    """`Start-up` -> `START_UP`."""
    return "_".join(cell.replace("-", " ").upper().split())
