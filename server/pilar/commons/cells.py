"""One cell of a CSV file -> a Python value of its column's type, or the rule that the cell breaks."""

from __future__ import annotations

import datetime
import decimal
import enum
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from pilar.errors import nearest

INTEGER: Final = re.compile(r"-?[0-9]{1,19}")
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UnfitCell(Exception):
    """A cell breaks a rule of its column: `rule` completes "'abc' ...", `remedy` says what to do."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.remedy = remedy


@dataclass(frozen=True)
class CellType:
    """What the cells of one column may hold; bounds are inclusive."""

    python: type
    nullable: bool
    lowest: float | None = None
    highest: float | None = None
    longest: int | None = None


def read_cell(text: str, kind: CellType) -> object:
    """Turn `text` into a value; an empty cell is null, never zero. Raises `UnfitCell`."""
    if not text:
        if kind.nullable:
            return None
        raise UnfitCell("is empty, but a value is required", "Fill the cell, or remove the row.")
    if text != text.strip():
        raise UnfitCell("begins or ends with a blank", "Remove the blank.")
    value = read_enum(text, kind.python) if issubclass(kind.python, enum.Enum) else READERS[kind.python](text)
    check_bounds(value, kind)
    return value


def check_bounds(value: object, kind: CellType) -> None:
    """Refuse a number outside the bounds of its column, and a text that is too long. Raises `UnfitCell`."""
    if isinstance(value, str):
        if kind.longest is not None and len(value) > kind.longest:
            raise UnfitCell(f"has {len(value)} characters; the limit is {kind.longest}", "Shorten it.")
    elif isinstance(value, int | float | decimal.Decimal):
        if kind.lowest is not None and value < kind.lowest:
            raise UnfitCell(f"is below {kind.lowest:g}", f"Write a number from {kind.lowest:g} upward.")
        if kind.highest is not None and value > kind.highest:
            raise UnfitCell(f"is above {kind.highest:g}", f"Write a number up to {kind.highest:g}.")


def read_enum(text: str, members: type[enum.Enum]) -> enum.Enum:
    """Find the member of that name. Raises `UnfitCell` with the nearest name."""
    if text in members.__members__:
        return members[text]
    names = list(members.__members__)
    raise UnfitCell(f"is no {members.__name__}", nearest(text, names) or f"Write one of {', '.join(names)}.")


def read_integer(text: str) -> int:
    """`12` -> 12; no decimal point, no thousands separators."""
    if not INTEGER.fullmatch(text):
        raise UnfitCell("is not a whole number", "Write digits only, as in 1234, or leave the cell empty.")
    return int(text)


def read_float(text: str) -> float:
    """`12.50` -> the double nearest to it; NaN, infinity and what is too large for a double are refused."""
    if NUMBER.fullmatch(text) and math.isfinite(value := float(text)):
        return value
    raise UnfitCell("is not a finite number", "Write it as in 1234.5, or leave the cell empty.")


def read_decimal(text: str) -> decimal.Decimal:
    """`12.50` -> exactly that."""
    if not NUMBER.fullmatch(text):
        raise UnfitCell("is not a decimal number", "Write it as in 1234.50, or leave the cell empty.")
    return decimal.Decimal(text)


def read_boolean(text: str) -> bool:
    """`true` or `false`."""
    if text not in ("true", "false"):
        raise UnfitCell("is neither true nor false", "Write true or false, or leave the cell empty.")
    return text == "true"


def read_date(text: str) -> datetime.date:
    """`2024-12-31`, a day of the calendar."""
    try:
        if DATE.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise UnfitCell("is not a date", "Write it as in 2024-12-31.")


def read_moment(text: str) -> datetime.datetime:
    """`2024-12-31T07:00:00+07:00`, with its time zone."""
    try:
        moment = datetime.datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment
    except ValueError:
        pass
    raise UnfitCell("is not a moment with a time zone", "Write it as in 2024-12-31T07:00:00+07:00.")


READERS: Final[Mapping[type, Callable[[str], object]]] = {
    str: str,
    int: read_integer,
    float: read_float,
    decimal.Decimal: read_decimal,
    bool: read_boolean,
    datetime.date: read_date,
    datetime.datetime: read_moment,
}
