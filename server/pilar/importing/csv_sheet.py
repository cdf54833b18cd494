"""A CSV file -> `Sheet`: UTF-8 with or without a mark, any of four delimiters, fields quoted or not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from pilar.errors import InvalidImport
from pilar.importing.sheet import Record, Sheet, check_header

DELIMITERS: Final = (",", ";", "\t", "|")
MARKS: Final = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
MAX_FIELD: Final = 131_072
EXCEL_HINT: Final = "sep="
SNIFFED: Final = 20
AS_UTF8: Final = "Save it as UTF-8: in Excel 'CSV UTF-8', in LibreOffice the character set Unicode (UTF-8)."


def open_csv(path: Path, start: bytes, delimiter: str = "") -> Sheet:
    """Open a CSV file whose first bytes are `start`. Raises `InvalidImport`, with the line where it can be told."""
    _refuse_other_encodings(path, start)
    found = delimiter or _hinted_delimiter(start) or _sniff_delimiter(path)
    progress = [0]

    def records() -> Iterator[Record]:
        return _records(path, found, progress)

    header = next(_rows(path, found, [0]), (1, []))[1]
    return Sheet(
        path.name,
        check_header(path, header),
        records,
        path.stat().st_size,
        lambda: progress[0],
        delimiter=found,
    )


def _refuse_other_encodings(path: Path, start: bytes) -> None:
    name = MARKS.get(start[:2])
    if name is None and start.count(b"\0") > len(start) // 4:
        name = "UTF-16"
    if name is not None:
        raise InvalidImport(f"{path} is {name}, not UTF-8.", AS_UTF8)


def _hinted_delimiter(start: bytes) -> str:
    """Read the line `sep=;` that Excel heeds and writes."""
    first = start.removeprefix(b"\xef\xbb\xbf").splitlines()[0].decode("ascii", "replace")
    return first[len(EXCEL_HINT) :][:1] if first.startswith(EXCEL_HINT) else ""


def _sniff_delimiter(path: Path) -> str:
    """Take the delimiter that cuts the first rows into the most columns, the same number in each."""

    def columns(delimiter: str) -> int:
        widths: list[int] = []
        with suppress(InvalidImport):  # said when the file is read with the delimiter that fits best
            for _, cells in islice(_rows(path, delimiter, [0]), SNIFFED):
                widths.append(len(cells))
        return widths[0] if widths and max(widths) == min(widths) else min(widths[:1], default=1) - 1

    return max(DELIMITERS, key=columns)


def _records(path: Path, delimiter: str, progress: list[int]) -> Iterator[Record]:
    rows = _rows(path, delimiter, progress)
    next(rows, None)
    for number, cells in rows:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield number, stripped


def _rows(path: Path, delimiter: str, progress: list[int]) -> Iterator[Record]:
    """Yield all rows with their numbers, the header first; `progress[0]` follows the bytes read."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(_lines(path, file, progress), delimiter=delimiter, strict=True)
        number = 0
        try:
            for cells in reader:
                if number == 0 and reader.line_num == 1 and delimiter.join(cells).startswith(EXCEL_HINT):
                    continue
                number += 1
                yield number, cells
        except csv.Error as error:
            raise InvalidImport(
                f"{path}: line {reader.line_num} is not CSV: {error}.",
                "Close the quotes; a quote within a quoted field is written twice.",
            ) from error
        except UnicodeDecodeError as error:
            raise InvalidImport(f"{path}: line {_undecodable_line(path)} is not UTF-8.", AS_UTF8) from error


def _lines(path: Path, file: TextIO, progress: list[int]) -> Iterator[str]:
    csv.field_size_limit(MAX_FIELD)
    for number, line in enumerate(file, start=1):
        if "\0" in line:
            raise InvalidImport(
                f"{path}: line {number} has a null character.", "Remove it, or save the file anew."
            )
        if number % 1_000 == 0:
            progress[0] = file.buffer.tell()
        yield line


def _undecodable_line(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0
