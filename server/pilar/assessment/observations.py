"""A CSV file of observations -> columns of numbers, or the first fault: file, line, column, value, rule, remedy."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pilar.errors import InvalidObservations, nearest

REQUIRED: Final = ("unit", "indicator", "year", "value")
NUMBER: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
YEAR: Final = re.compile(r"[0-9]{4}")
STATUSES: Final = {"": True, "FINAL": True, "PROVISIONAL": False}
REVISION: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Observations:
    """Columns of equal length, one entry an observation; `unit` and `indicator` are positions in `units` and
    `indicators`. `row` is what the caller knows it by: the line of a file, or the key of a database. `groups` has,
    for each column of the file that was asked for, a label by unit position and year."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    unit: npt.NDArray[np.int64]
    indicator: npt.NDArray[np.int64]
    year: npt.NDArray[np.int64]
    value: npt.NDArray[np.float64]
    is_final: npt.NDArray[np.bool_]
    revision: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]
    groups: Mapping[str, Mapping[tuple[int, int], str]]

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which anything was observed, ascending."""
        return tuple(int(year) for year in np.unique(self.year))


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


@dataclass(frozen=True)
class Record:
    """One observation as it was read."""

    unit: str
    indicator: str
    year: int
    value: float
    is_final: bool
    revision: int
    line: int


def read_observations(
    label: str,
    content: bytes,
    groups: Sequence[str] = (),
    progress: Callable[[int], None] = lambda line: None,
) -> Observations:
    """Read `unit,indicator,year,value`, and `status` and `revision` where they are; an empty value is missing.

    `groups` are other columns to be kept. Raises `InvalidObservations` for the first fault.
    """
    rows = _rows(label, content)
    line, header = next(rows, (1, []))
    reader = _match_header(label, line, header, groups)
    records: list[Record] = []
    labels: dict[str, dict[tuple[str, int], tuple[str, int]]] = {name: {} for name in groups}
    units: dict[str, int] = {}
    for number, (line, cells) in enumerate(rows):
        if number % 100_000 == 0:
            progress(line)
        if not any(cells):
            continue
        record = _record(reader, line, cells)
        units.setdefault(record.unit, len(units))
        for name in groups:
            _keep_label(reader, labels[name], record, name, reader.cell(cells, name))
        if not np.isnan(record.value):
            records.append(record)
    _refuse_duplicates(label, records)
    return _columns(units, records, labels)


def _rows(label: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its last line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidObservations(
            f"{label}:{line}: the text is not UTF-8.", "Save the file as UTF-8."
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InvalidObservations(
            f"{label}:{reader.line_num}: not CSV: {error}.", "Mend the quotes."
        ) from error


def _match_header(label: str, line: int, header: Sequence[str], groups: Sequence[str]) -> Reader:
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


def _record(reader: Reader, line: int, cells: Sequence[str]) -> Record:
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


def _value(reader: Reader, line: int, text: str) -> float:
    """Read a finite number; an empty cell is missing, never zero."""
    if not text:
        return float("nan")
    if NUMBER.fullmatch(text) and np.isfinite(value := float(text)):
        return value
    raise reader.refusal(
        line, "value", text, "is not a finite number", "Write it as in 1234.5, or leave the cell empty."
    )


def _keep_label(
    reader: Reader,
    labels: dict[tuple[str, int], tuple[str, int]],
    record: Record,
    column: str,
    label: str,
) -> None:
    """A unit is in one group a year; rows that leave the group empty say nothing."""
    if not label:
        return
    known, line = labels.setdefault((record.unit, record.year), (label, record.line))
    if known != label:
        rule = f"contradicts '{known}' in line {line}, for unit '{record.unit}' in {record.year}"
        raise reader.refusal(record.line, column, label, rule, "Write one group for a unit and year.")


def _refuse_duplicates(label: str, records: Sequence[Record]) -> None:
    lines: dict[tuple[str, str, int, bool, int], int] = {}
    for record in records:
        key = (record.unit, record.indicator, record.year, record.is_final, record.revision)
        line = lines.setdefault(key, record.line)
        if line != record.line:
            raise InvalidObservations(
                f"{label}:{record.line}: unit '{record.unit}', indicator '{record.indicator}', year {record.year} "
                f"stands in line {line} already.",
                "Remove one of them, or number them in a column 'revision': the highest counts.",
            )


def _columns(
    units: Mapping[str, int],
    records: Sequence[Record],
    labels: Mapping[str, Mapping[tuple[str, int], tuple[str, int]]],
) -> Observations:
    codes = {code: at for at, code in enumerate(dict.fromkeys(record.indicator for record in records))}
    return Observations(
        units=tuple(units),
        indicators=tuple(codes),
        unit=np.array([units[record.unit] for record in records], dtype=np.int64),
        indicator=np.array([codes[record.indicator] for record in records], dtype=np.int64),
        year=np.array([record.year for record in records], dtype=np.int64),
        value=np.array([record.value for record in records], dtype=np.float64),
        is_final=np.array([record.is_final for record in records], dtype=np.bool_),
        revision=np.array([record.revision for record in records], dtype=np.int64),
        row=np.array([record.line for record in records], dtype=np.int64),
        groups={
            name: {(units[unit], year): label for (unit, year), (label, _) in found.items()}
            for name, found in labels.items()
        },
    )
