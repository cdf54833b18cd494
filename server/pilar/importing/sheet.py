"""A file -> `Sheet`: a header and records of text, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from pilar.errors import InvalidImport

Record = tuple[int, list[str]]
"""The number of a row as a spreadsheet counts it, the header being 1, and its cells without blanks around them."""

MAX_BYTES: Final = 500_000_000
MAX_COLUMNS: Final = 1_000
CHUNK: Final = 5_000
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in the file. `records` begins again at every call; rows without any text are left out.

    `size` and `position` measure how far the reading is, in bytes or rows. `delimiter` is that of a CSV file.
    """

    name: str
    header: tuple[str, ...]
    records: Callable[[], Iterator[Record]]
    size: int
    position: Callable[[], int]
    delimiter: str = ","

    def chunks(self) -> Iterator[list[Record]]:
        """Yield the records by thousands."""
        records = self.records()
        while chunk := list(islice(records, CHUNK)):
            yield chunk


def check_file(path: Path) -> bytes:
    """Return how the file begins. Raises `InvalidImport` when it cannot be read, is empty or too large."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise InvalidImport(
            f"{path} cannot be read: {error.strerror}.", "Name a file that is there."
        ) from error
    if not start.strip():
        raise InvalidImport(f"{path} is empty.", "Save the table with its header.")
    if size > MAX_BYTES:
        raise InvalidImport(
            f"{path} has {size:,} bytes; the limit is {MAX_BYTES:,}.",
            "Split the file, each part with the header.",
        )
    if start.startswith(OLD_EXCEL):
        raise InvalidImport(f"{path} is an old Excel file (XLS).", "Save it as XLSX or as UTF-8 CSV.")
    return start


def check_header(path: Path, header: list[str]) -> tuple[str, ...]:
    """Return the header without blanks around its cells and without empty ones at its end. Raises `InvalidImport`."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise InvalidImport(f"{path} has no header in its first row.", "Put the names of the columns there.")
    if len(names) > MAX_COLUMNS:
        raise InvalidImport(
            f"{path} has {len(names):,} columns; the limit is {MAX_COLUMNS:,}.",
            "Remove those that are not needed.",
        )
    return tuple(names)
