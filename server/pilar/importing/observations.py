"""Tables of indicators -> observations: a row each (long), or a column an indicator (wide).

What follows from a row is not asked for: the period is the calendar year, the unit that of the indicator, the licence
that of the source. Values are held against what the catalogue says of the indicator: see `Indicator.valid_lower`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from pilar.commons.cells import UnfitCell
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.source import Source
from pilar.importing.batches import Batch, Chunk, read_fields
from pilar.importing.conversion import CellReader, Wrong
from pilar.importing.fields import Fields
from pilar.importing.headers import Use
from pilar.importing.references import region_table
from pilar.importing.units import factor_between

SHARE: Final = "%"
DERIVABLE: Final = ("year", "period_start", "period_end", "unit", "licence")
indicator_table: Final = table_of(Indicator)
source_table: Final = table_of(Source)

Values = dict[str, Sequence[Any]]


@dataclass(frozen=True)
class Measure:
    """What the catalogue says of an indicator's values. Bounds are inclusive."""

    id: int
    code: str
    unit: str
    unit_label: str
    lowest: float
    highest: float
    per_capita: float


@dataclass(frozen=True)
class Knowledge:
    """What completes and checks observations: indicators by id, licences by source, inhabitants by region."""

    measures: Mapping[int, Measure]
    licences: Mapping[int, str]
    inhabitants: Mapping[int, int | None]


def read_knowledge(connection: sa.Connection, *, accept_implausible: bool) -> Knowledge:
    """Read the catalogue, the sources and the populations."""
    columns = indicator_table.c
    measures = {
        row.id: Measure(row.id, row.code, row.unit, row.unit_label, *_bounds(row, accept_implausible))
        for row in connection.execute(sa.select(*columns))
    }
    licences = connection.execute(sa.select(source_table.c.id, source_table.c.licence))
    inhabitants = connection.execute(sa.select(region_table.c.id, region_table.c.population))
    return Knowledge(
        measures,
        {number: licence for number, licence in licences},
        {number: population for number, population in inhabitants},
    )


def _bounds(row: Any, accept_implausible: bool) -> tuple[float, float, float]:
    infinity = float("inf")
    lowest, highest = (0.0, 100.0) if row.unit == SHARE else (-infinity, infinity)
    return (
        lowest if row.valid_lower is None else row.valid_lower,
        highest if row.valid_upper is None else row.valid_upper,
        infinity if row.plausible_per_capita is None or accept_implausible else row.plausible_per_capita,
    )


def check_range(value: float, measure: Measure, inhabitants: int | None) -> None:
    """Raise `UnfitCell` for a value that the indicator cannot have, or hardly."""
    if value < measure.lowest:
        raise UnfitCell(
            f"is below {measure.lowest:g}, the least that {measure.code} can be",
            f"Correct the value, which is in {measure.unit_label}.",
        )
    if value > measure.highest:
        raise UnfitCell(
            f"is above {measure.highest:g}, the most that {measure.code} can be",
            f"Correct the value, which is in {measure.unit_label}. Was its decimal mark lost?",
        )
    if inhabitants and value / inhabitants > measure.per_capita:
        raise UnfitCell(
            f"is {value / inhabitants:.1f} per inhabitant; above {measure.per_capita:g}, {measure.code} is implausible",
            f"Correct the value, which is in {measure.unit_label}. If it is right, say --accept-implausible.",
        )


@cache
def year_days(year: int) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a calendar year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def complete(values: Values, knowledge: Knowledge, size: int) -> Values:
    """Add what follows: the period of a year, the year of a period, unit and licence. Faulty rows are gone already."""
    done = dict(values)
    if "year" not in done and "period_end" in done:
        done["year"] = [day.year for day in done["period_end"]]
    if "period_start" not in done:
        done["period_start"] = [year_days(year)[0] for year in done["year"]]
    if "period_end" not in done:
        done["period_end"] = [year_days(year)[1] for year in done["year"]]
    if "licence" not in done:
        done["licence"] = [knowledge.licences[source] for source in done["source_id"]]
    done["unit"] = [knowledge.measures[number].unit for number in done["indicator_id"]]
    return done


def completed_columns(names: Sequence[str]) -> tuple[str, ...]:
    """The columns that `complete` fills beside `names`."""
    return tuple(dict.fromkeys((*names, *DERIVABLE)))


class LongForm:
    """A record is an observation."""

    def __init__(self, fields: Fields, knowledge: Knowledge) -> None:
        self.columns = completed_columns(fields.names)
        self._fields = fields
        self._knowledge = knowledge
        self._header = {reader.name: reader.header for reader in fields.readers}

    def batches(self, chunk: Chunk) -> Iterator[Batch]:
        """See `Form`."""
        read = read_fields(self._fields, chunk)
        batch = Batch(read, range(len(chunk.records))).without(chunk.faults)
        values: Values = dict(batch.values)
        values["value"] = [
            self._check(chunk, at, *row)
            for at, row in zip(batch.positions, _rows(values, len(batch.positions)), strict=True)
        ]
        batch = Batch(values, batch.positions).without(chunk.faults)
        yield Batch(complete(dict(batch.values), self._knowledge, len(batch.positions)), batch.positions)

    def _check(
        self, chunk: Chunk, at: int, value: float, indicator: int, region: int, unit: str | None
    ) -> float:
        """Return the value in the unit of its indicator; note what is wrong with it."""
        measure = self._knowledge.measures[indicator]
        try:
            if unit is not None and unit != measure.unit:
                value = _converted(value, unit, measure)
            check_range(value, measure, self._knowledge.inhabitants.get(region))
        except UnfitCell as error:
            name = "unit" if "unit" in error.rule.split()[:3] else "value"
            shown = unit if name == "unit" else value
            chunk.blame(
                at, self._header.get(name, name), f"{shown:g}" if isinstance(shown, float) else shown, error
            )
        return value


def _rows(values: Values, size: int) -> Iterator[tuple[Any, ...]]:
    units = values.get("unit", [None] * size)
    return zip(values["value"], values["indicator_id"], values["region_id"], units, strict=True)


def _converted(value: float, unit: str, measure: Measure) -> float:
    factor = factor_between(unit, measure.unit)
    if factor is None:
        raise UnfitCell(
            f"is no unit that turns into '{measure.unit}', that of {measure.code}",
            f"Give the value in '{measure.unit}'.",
        )
    return value * factor.numerator / factor.denominator


class WideForm:
    """A record has a column for each indicator; an empty cell is no observation. Cells stand or fall singly."""

    def __init__(self, fields: Fields, uses: Sequence[Use], knowledge: Knowledge, reader: CellReader) -> None:
        self.columns = completed_columns((*fields.names, "indicator_id", "value"))
        self._fields = fields
        self._knowledge = knowledge
        codes = {measure.code: measure for measure in knowledge.measures.values()}
        self._series = [
            (use, codes[use.indicator], CellReader(reader.type, reader.marks, use.factor, reader.nulls))
            for use in uses
            if use.kind == "indicator"
        ]

    def batches(self, chunk: Chunk) -> Iterator[Batch]:
        """See `Form`."""
        shared = read_fields(self._fields, chunk)
        unusable = set(chunk.faults)
        for use, measure, reader in self._series:
            wrong: Wrong = {}
            cells = chunk.cells[use.position]
            values = reader.read(cells, wrong)
            self._check_ranges(values, measure, shared["region_id"], wrong)
            for at, error in wrong.items():
                chunk.blame(at, use.header, cells[at], error)
            given = [
                at
                for at, value in enumerate(values)
                if value is not None and at not in unusable and at not in wrong
            ]
            columns: Values = {name: [column[at] for at in given] for name, column in shared.items()}
            columns["indicator_id"] = [measure.id] * len(given)
            columns["value"] = [values[at] for at in given]
            yield Batch(complete(columns, self._knowledge, len(given)), given, use.header)

    def _check_ranges(
        self, values: Sequence[Any], measure: Measure, regions: Sequence[Any], wrong: Wrong
    ) -> None:
        for at, value in enumerate(values):
            if value is not None and at not in wrong:
                try:
                    check_range(value, measure, self._knowledge.inhabitants.get(regions[at]))
                except UnfitCell as error:
                    wrong[at] = error
