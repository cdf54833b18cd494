"""One row of a CSV file of observations -> a record, or its first fault: file, line, column, value, rule, remedy."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pilar.errors import InvalidObservations, nearest

REQUIRED: Final = ("unit", "indicator", "year", "value")
NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
YEAR: Final = re.compile(r"[0-9]{4}")
STATUSES: Final = {"": True, "FINAL": True, "PROVISIONAL": False}
REVISION: Final = re.compile(r"[0-9]{1,8}")


class Record(NamedTuple):
    """One observation as it was read; a missing value is None."""

    unit: str
    indicator: str
    year: int
    value: float | None
    is_final: bool
    revision: int
    line: int


@dataclass(frozen=True)
class Reader:
    """Where the columns of one file are."""

    label: str
    at: Mapping[str, int]
    width: int

    def cell(self, cells: Sequence[str], name: str) -> str:
        """Return a cell without blanks around it; empty where the file has no such column."""
        return cells[self.at[name]].strip() if name in self.at else ""

    def refusal(self, line: int, column: str, value: str, rule: str, remedy: str) -> InvalidObservations:
        """Make the error for one cell."""
        return InvalidObservations(f"{self.label}:{line}: column '{column}': '{value}' {rule}.", remedy)


def read_rows(label: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its last line; the text is decoded as it is read."""
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InvalidObservations(
            f"{label}:{reader.line_num}: not CSV: {error}.", "Mend the quotes."
        ) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, _first_fault(content)) + 1
        raise InvalidObservations(
            f"{label}:{line}: the text is not UTF-8.", "Save the file as UTF-8."
        ) from error


def _first_fault(content: bytes) -> int:
    """The position in the whole: the error of a decoder that reads in pieces counts within its piece."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(content)


def match_header(label: str, line: int, header: Sequence[str], groups: Sequence[str]) -> Reader:
    """Find the columns. Raises `InvalidObservations` for one that is missing or occurs twice."""
    names = [name.strip() for name in header]
    for name in (*REQUIRED, *groups):
        if name not in names:
            raise InvalidObservations(
                f"{label}:{line}: there is no column '{name}'.",
                nearest(name, names) or f"The file has {', '.join(filter(None, names)) or 'no header'}.",
            )
        if names.count(name) > 1:
            raise InvalidObservations(f"{label}:{line}: column '{name}' occurs twice.", "Remove one of them.")
    wanted = (*REQUIRED, "status", "revision", *groups)
    return Reader(label, {name: names.index(name) for name in wanted if name in names}, len(names))


def read_record(reader: Reader, line: int, cells: Sequence[str]) -> Record:
    """Read and check the cells of a row. Raises `InvalidObservations` for the first that does not fit."""
    if len(cells) != reader.width:
        raise InvalidObservations(
            f"{reader.label}:{line}: the row has {len(cells)} cells, but the header has {reader.width}.",
            "Restore the row; a cell that contains a comma needs quotes.",
        )
    unit, indicator = reader.cell(cells, "unit"), reader.cell(cells, "indicator")
    for name, text in (("unit", unit), ("indicator", indicator)):
        if not text:
            raise reader.refusal(line, name, "", "is empty", "Fill the cell, or remove the row.")
    year, status, revision = (reader.cell(cells, name) for name in ("year", "status", "revision"))
    if not YEAR.fullmatch(year):
        raise reader.refusal(line, "year", year, "is not a year", "Write four digits, as in 2024.")
    if status.upper() not in STATUSES:
        remedy = nearest(status.upper(), STATUSES) or "Write FINAL or PROVISIONAL."
        raise reader.refusal(line, "status", status, "is no status", remedy)
    if revision and not REVISION.fullmatch(revision):
        raise reader.refusal(line, "revision", revision, "is not a whole number", "Write 1, 2 and so on.")
    value = _value(reader, line, reader.cell(cells, "value"))
    return Record(unit, indicator, int(year), value, STATUSES[status.upper()], int(revision or 1), line)


def _value(reader: Reader, line: int, text: str) -> float | None:
    """Read a finite number; an empty cell is missing, never zero."""
    if not text:
        return None
    if NUMBER.fullmatch(text) and math.isfinite(value := float(text)):
        return value
    raise reader.refusal(
        line, "value", text, "is not a finite number", "Write it as in 1234.5, or leave the cell empty."
    )
