"""A chunk of records -> batches of values for one table, with the faults of its rows; the flat form, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pilar.commons.cells import UnfitCell
from pilar.commons.entity import Entity
from pilar.importing.conversion import Wrong
from pilar.importing.faults import Fault
from pilar.importing.fields import Cells, FieldReader, Fields
from pilar.importing.sheet import Record


@dataclass
class Chunk:
    """Records with their cells column by column, and what is wrong with them, by position."""

    records: Sequence[Record]
    cells: Cells
    faults: dict[int, list[Fault]] = field(default_factory=dict)

    def blame(self, at: int, header: str, value: object, error: UnfitCell) -> None:
        """Note a fault of the record at a position."""
        self.faults.setdefault(at, []).append(Fault.of(self.records[at][0], header, value, error))

    def blame_all(self, reader: FieldReader, wrong: Wrong) -> None:
        """Note the faults of a column."""
        for at, error in wrong.items():
            self.blame(at, reader.header, self.cells[reader.position][at], error)


@dataclass(frozen=True)
class Batch:
    """Rows for the table: values by column, and for each row the position of its record in the chunk.

    `header` is the column of the file that stands for the rows as such in reports; none where a record is a row.
    """

    values: Mapping[str, Sequence[object]]
    positions: Sequence[int]
    header: str = ""

    def without(self, positions: Iterable[int]) -> Batch:
        """Leave out the rows of some records."""
        bad = set(positions)
        if bad.isdisjoint(self.positions):
            return self
        keep = [index for index, at in enumerate(self.positions) if at not in bad]
        values = {name: [column[index] for index in keep] for name, column in self.values.items()}
        return Batch(values, [self.positions[index] for index in keep], self.header)


class Form(Protocol):
    """A way to make rows of records. `columns` are those of the table that its batches fill."""

    columns: tuple[str, ...]

    def batches(self, chunk: Chunk) -> Iterator[Batch]:
        """Yield the rows of a chunk that are well as far as they were looked at; note the faults of the others."""
        ...


def read_fields(fields: Fields, chunk: Chunk) -> dict[str, Sequence[object]]:
    """Read all columns of a chunk, noting the faults."""
    values: dict[str, Sequence[object]] = {}
    for reader in fields.readers:
        wrong: Wrong = {}
        values[reader.name] = reader.read(chunk.cells, wrong)
        chunk.blame_all(reader, wrong)
    size = len(chunk.records)
    return values | {name: [value] * size for name, value in fields.constants.items()}


class FlatForm:
    """A record is a row of the table."""

    def __init__(self, entity: type[Entity], fields: Fields) -> None:
        self.columns = fields.names
        self._fields = fields

    def batches(self, chunk: Chunk) -> Iterator[Batch]:
        """See `Form`."""
        values = read_fields(self._fields, chunk)
        yield Batch(values, range(len(chunk.records))).without(chunk.faults)


def split_ragged(
    records: Sequence[Record], header: Sequence[str]
) -> tuple[list[Record], list[tuple[Record, Fault]]]:
    """Part the records that have as many cells as the header from the others; empty cells at the end do not count."""
    width = len(header)
    whole: list[Record] = []
    ragged: list[tuple[Record, Fault]] = []
    for record in records:
        row, cells = record
        if len(cells) == width:
            whole.append(record)
        elif len(cells) > width and not any(cells[width:]):
            whole.append((row, cells[:width]))
        else:
            rule = f"has {len(cells)} cells; the header has {width}"
            remedy = "Restore the row; a cell that contains the delimiter needs quotes."
            ragged.append((record, Fault(row, "", "the row", rule, remedy)))
    return whole, ragged
