"""One row of a feed -> values of the types of GTFS. Each method raises `UnfitValue` with rule and remedy."""

from __future__ import annotations

import datetime
import enum
import math
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from pilar_mobility.gtfs.faults import UnfitValue

TIME: Final = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])")
DATE: Final = re.compile(r"[0-9]{8}")
NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
COLOR: Final = re.compile(r"#?([0-9A-Fa-f]{6})")
LONGEST_ID: Final = 100
FIRST_YEAR, LAST_YEAR = 1900, 2200

Member = TypeVar("Member", bound=enum.Enum | bool | int | None)


@dataclass(frozen=True)
class Record:
    """One row: its cells by the name of their column, without blanks around them."""

    positions: Mapping[str, int]
    cells: list[str]
    line: int

    def text(self, column: str, longest: int) -> str | None:
        """Return a text; an empty cell, or a column that is not there, is null."""
        value = self.cells[self.positions[column]].strip() if column in self.positions else ""
        if len(value) > longest:
            raise UnfitValue(
                column, value, f"has {len(value)} characters; the limit is {longest}", "Shorten it."
            )
        if "\0" in value:
            raise UnfitValue(column, value.replace("\0", "?"), "holds a null character", "Remove it.")
        return value or None

    def need(self, column: str, longest: int) -> str:
        """Return a text that must be there."""
        value = self.text(column, longest)
        if value is None:
            raise UnfitValue(
                column, "", "is empty, but a value is required", "Fill the cell, or remove the row."
            )
        return value

    def new_id(self, column: str, known: Container[str]) -> str:
        """Return an id that no earlier row has."""
        value = self.need(column, LONGEST_ID)
        if value in known:
            raise UnfitValue(column, value, "comes twice", "Give each row an id of its own, or remove one.")
        return value

    def reference(self, column: str, known: Container[str], file: str) -> str:
        """Return an id that a row of another file must have."""
        value = self.need(column, LONGEST_ID)
        if value not in known:
            raise UnfitValue(column, value, f"is not in {file}", f"Add the row to {file}, or mend the id.")
        return value

    def number(self, column: str, lowest: float, highest: float) -> float | None:
        """Return a number within bounds."""
        value = self.text(column, LONGEST_ID)
        return None if value is None else read_number(column, value, lowest, highest)

    def choice(self, column: str, members: Mapping[str, Member], default: Member) -> Member:
        """Return what the code in the cell stands for."""
        value = self.text(column, LONGEST_ID)
        if value is None:
            return default
        if value not in members:
            raise UnfitValue(column, value, "is none of its codes", f"Write one of {', '.join(members)}.")
        return members[value]

    def day(self, column: str) -> datetime.date:
        """`20241231` -> a day of the calendar, which must be there."""
        value = self.need(column, LONGEST_ID)
        try:
            if DATE.fullmatch(value) and FIRST_YEAR <= int(value[:4]) <= LAST_YEAR:
                return datetime.date(int(value[:4]), int(value[4:6]), int(value[6:]))
        except ValueError:
            pass
        raise UnfitValue(column, value, "is not a date", "Write it as in 20241231.")

    def seconds(self, column: str) -> int:
        """`25:10:00` -> seconds since the midnight at which the service day begins; it must be there."""
        return read_time(column, self.need(column, LONGEST_ID))

    def color(self, column: str) -> str | None:
        """`FF8000` -> the same; a sign in front, which GTFS does not know but feeds have, is left out."""
        value = self.text(column, LONGEST_ID)
        if value is None:
            return None
        if found := COLOR.fullmatch(value):
            return found[1].upper()
        raise UnfitValue(column, value, "is not a colour", "Write six hexadecimal digits, as in FF8000.")


def read_number(column: str, text: str, lowest: float, highest: float) -> float:
    """Read a number within bounds, both inclusive. Raises `UnfitValue`."""
    if not NUMBER.fullmatch(text) or not math.isfinite(value := float(text)):
        raise UnfitValue(column, text, "is not a number", "Write it as in -6.1754, with a point.")
    if value < lowest:
        raise UnfitValue(
            column, text, f"is below {lowest:g}", f"Write a number from {lowest:g} to {highest:g}."
        )
    if value > highest:
        raise UnfitValue(
            column, text, f"is above {highest:g}", f"Write a number from {lowest:g} to {highest:g}."
        )
    return value


def read_count(column: str, text: str) -> int:
    """Read a whole number from 0 to 2,147,483,647. Raises `UnfitValue`."""
    if text.isascii() and text.isdigit() and len(text) <= 10 and (value := int(text)) < 2**31:
        return value
    raise UnfitValue(column, text, "is not a whole number", "Write digits only, as in 12.")


def read_time(column: str, text: str) -> int:
    """`8:05:00`, `08:05:00` or `25:10:00` -> seconds since midnight. Raises `UnfitValue`."""
    found = TIME.fullmatch(text)
    if found is None:
        raise UnfitValue(
            column, text, "is not a time", "Write it as in 08:05:00; 01:10 the next morning is 25:10:00."
        )
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)
