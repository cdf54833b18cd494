"""A CSV file of observations -> columns of numbers, or the first fault that its rows have together."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pilar.assessment.records import Reader, Record, match_header, read_record, read_rows
from pilar.errors import InvalidObservations


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


class Columns:
    """Observations on their way into columns: some 50 bytes each, however many there are."""

    def __init__(self, groups: Sequence[str]) -> None:
        self.units: dict[str, int] = {}
        self.indicators: dict[str, int] = {}
        self.labels: dict[str, dict[tuple[int, int], tuple[str, int]]] = {name: {} for name in groups}
        self.integers = {name: array("q") for name in ("unit", "indicator", "year", "revision", "row")}
        self.value = array("d")
        self.is_final = array("b")

    def add(self, record: Record) -> None:
        """Append an observation; a missing value only makes its unit known."""
        unit = self.units.setdefault(record.unit, len(self.units))
        if record.value is None:
            return
        indicator = self.indicators.setdefault(record.indicator, len(self.indicators))
        place = (unit, indicator, record.year, record.revision, record.line)
        for column, number in zip(self.integers.values(), place, strict=True):
            column.append(number)
        self.value.append(record.value)
        self.is_final.append(record.is_final)

    def add_label(self, reader: Reader, record: Record, name: str, label: str) -> None:
        """Keep the group of a unit in a year; rows that leave it empty say nothing. Refuses a contradiction."""
        if not label:
            return
        key = self.units[record.unit], record.year
        known, line = self.labels[name].setdefault(key, (label, record.line))
        if known != label:
            rule = f"contradicts '{known}' in line {line}, for unit '{record.unit}' in {record.year}"
            raise reader.refusal(record.line, name, label, rule, "Write one group for a unit and year.")

    def observations(self) -> Observations:
        """Return the columns as arrays, which share their memory."""
        integers = {name: np.frombuffer(column, dtype=np.int64) for name, column in self.integers.items()}
        return Observations(
            units=tuple(self.units),
            indicators=tuple(self.indicators),
            value=np.frombuffer(self.value, dtype=np.float64),
            is_final=np.frombuffer(self.is_final, dtype=np.bool_),
            groups={
                name: {key: label for key, (label, _) in labels.items()}
                for name, labels in self.labels.items()
            },
            **integers,
        )


def read_observations(
    label: str,
    content: bytes,
    groups: Sequence[str] = (),
    progress: Callable[[int], None] = lambda line: None,
) -> Observations:
    """Read `unit,indicator,year,value`, and `status` and `revision` where they are; an empty value is missing.

    `groups` are other columns to be kept. Raises `InvalidObservations` for the first fault.
    """
    rows = read_rows(label, content)
    line, header = next(rows, (1, []))
    reader = match_header(label, line, header, groups)
    columns = Columns(groups)
    for number, (line, cells) in enumerate(rows):
        if number % 100_000 == 0:
            progress(line)
        if any(cells):
            record = read_record(reader, line, cells)
            columns.add(record)
            for name in groups:
                columns.add_label(reader, record, name, reader.cell(cells, name))
    observations = columns.observations()
    _refuse_duplicates(label, observations)
    return observations


def _refuse_duplicates(label: str, observations: Observations) -> None:
    """Refuse two observations that nothing tells apart. O(n log n)."""
    cell = observations.unit * len(observations.indicators) + observations.indicator
    version = (observations.year * 2 + observations.is_final) * 10**9 + observations.revision
    order = np.lexsort((observations.row, version, cell))
    same = (np.diff(cell[order]) == 0) & (np.diff(version[order]) == 0)
    for earlier in sorted(np.flatnonzero(same), key=lambda at: int(observations.row[order[at + 1]]))[:1]:
        first, second = order[earlier], order[earlier + 1]
        unit = observations.units[observations.unit[second]]
        indicator = observations.indicators[observations.indicator[second]]
        raise InvalidObservations(
            f"{label}:{observations.row[second]}: unit '{unit}', indicator '{indicator}', year "
            f"{observations.year[second]} stands in line {observations.row[first]} already.",
            "Remove one of them, or number them in a column 'revision': the highest counts.",
        )
