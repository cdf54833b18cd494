"""One file of a feed -> its rows: UTF-8 with or without a byte order mark, commas, quotes as in RFC 4180."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

from pilar_mobility.gtfs.archive import Archive
from pilar_mobility.gtfs.faults import Fault, Faults
from pilar_mobility.gtfs.record import Record


@dataclass
class Table:
    """A file of the feed that is being read: where each column is, and the rows that follow the header."""

    archive: Archive
    name: str
    faults: Faults
    raw: IO[bytes]
    reader: Any  # the type of csv.reader has no name
    positions: dict[str, int] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """Number of the line that was read last."""
        return int(self.reader.line_num)

    def at(self, column: str) -> int:
        """Return the position of a column in each row; where there is no such column, of an empty cell behind."""
        return self.positions.get(column, -1)

    def rows(self) -> Iterator[list[str]]:
        """Yield each row that has as many cells as the header, and an empty cell behind: see `at`. Then close."""
        width = len(self.positions)
        with self.raw:
            for row in self._lines():
                if len(row) == width:
                    row.append("")
                    yield row
                elif any(row):
                    rule = f"the row has {len(row)} cells, the header {width}"
                    remedy = "Quote cells that hold commas or line breaks."
                    self.faults.add(Fault(self.name, rule, remedy, self.line))

    def records(self) -> Iterator[Record]:
        """Yield each row as cells by the name of their column."""
        for row in self.rows():
            yield Record(self.positions, row, self.line)

    def _lines(self) -> Iterator[list[str]]:
        """Yield rows until the end, or until the file cannot be read on: that is a fault of the line."""
        fault = partial(Fault, self.name)
        try:
            yield from self.reader
        except csv.Error as error:
            self.faults.add(fault(f"it is no CSV: {error}", "Quote cells as in RFC 4180.", self.line))
        except UnicodeDecodeError:
            at = _first_foreign_line(self.archive, self.name)
            self.faults.add(fault("the line is not UTF-8", "Save the file in UTF-8.", at))
        except (zlib.error, zipfile.BadZipFile, EOFError) as error:
            self.faults.add(fault(f"it is damaged ({error})", "Download or zip the feed again."))


def read_table(archive: Archive, name: str, required: tuple[str, ...], faults: Faults) -> Table | None:
    """Open a file of the feed and read its header; None where it is missing or its header is unfit."""
    if name not in archive:
        return None
    raw = archive.open(name)
    reader = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), strict=True)
    table = Table(archive, name, faults, raw, reader)
    before = len(faults.found)
    header = [cell.strip() for cell in next(table._lines(), [])]
    if len(faults.found) == before:
        _check_header(name, header, required, faults)
    if len(faults.found) > before:
        raw.close()
        return None
    table.positions = {column: at for at, column in enumerate(header)}
    return table


def _check_header(name: str, header: list[str], required: tuple[str, ...], faults: Faults) -> None:
    for column in required:
        if column not in header:
            rule = "the column is required, but missing"
            faults.add(Fault(name, rule, f"Add it; the header is '{','.join(header)[:200]}'.", 1, column))
    for at, column in enumerate(header):
        if column in header[:at]:
            faults.add(Fault(name, "the column comes twice", "Remove or rename one.", 1, column))


def _first_foreign_line(archive: Archive, name: str) -> int | None:
    """Find the first line that is not UTF-8: the decoder works in blocks, and does not know lines."""
    with archive.open(name) as raw:
        for number, line in enumerate(raw, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return None
