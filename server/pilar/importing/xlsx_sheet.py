"""A workbook in XLSX -> `Sheet`: the values of one of its sheets, formulas by the values that were saved with them.

A number cell carries no trailing zeros: what was typed as `11.10` may be the number 11.1, and is refused as a code. The
archive is measured before it is unpacked, so that a small file cannot fill the memory.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import openpyxl

from pilar.errors import InvalidImport, PilarError, nearest
from pilar.importing.sheet import Record, Sheet, check_header

MAX_UNPACKED: Final = 500_000_000
MAX_RATIO: Final = 200
SMALL: Final = 10_000_000
MAX_MEMBERS: Final = 2_000
UNSAVED: Final = "#FORMULA!"
"""Stands for a formula whose value was not saved; it fits no column."""


def open_xlsx(path: Path, sheet: str = "") -> Sheet:
    """Open one sheet, by default the first that is not hidden. Raises `InvalidImport`."""
    _refuse_bombs(path)
    with _opened(path, values=True) as book:
        name = _choose(path, book, sheet)
        size = book[name].max_row or 0
    has_formulas = _has_formulas(path)
    progress = [0]

    def records() -> Iterator[Record]:
        return _records(path, name, has_formulas, progress)

    header = next(_rows(path, name, has_formulas, [0]), (1, []))[1]
    return Sheet(f"{path.name}: {name}", check_header(path, header), records, size, lambda: progress[0])


def _refuse_bombs(path: Path) -> None:
    """Measure what the archive would unpack to. Raises `InvalidImport`."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise InvalidImport(f"{path} is no whole XLSX file: {error}.", "Save it anew.") from error
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise InvalidImport(f"{path} is an archive, but no XLSX file.", "Save it as XLSX or as UTF-8 CSV.")
    unpacked, packed = sum(member.file_size for member in members), path.stat().st_size
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or unpacked > max(SMALL, MAX_RATIO * packed):
        raise InvalidImport(
            f"{path} would unpack to {unpacked:,} bytes in {len(members):,} parts; the limits are {MAX_UNPACKED:,} "
            f"bytes, {MAX_RATIO} times its own size, and {MAX_MEMBERS:,} parts.",
            "Save the table alone, as CSV or in a workbook of its own.",
        )


@contextmanager
def _opened(path: Path, *, values: bool) -> Iterator[Any]:
    """Open the workbook for reading; openpyxl has no types, and raises whatever its parsers raise, also later."""
    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except (PilarError, GeneratorExit):
        raise
    except Exception as error:
        raise InvalidImport(
            f"{path} cannot be read as XLSX: {error}.", "Save it anew, or as UTF-8 CSV."
        ) from error


def _choose(path: Path, book: Any, wanted: str) -> str:
    names = [sheet.title for sheet in book.worksheets]
    if wanted and wanted not in names:
        raise InvalidImport(
            f"{path} has no sheet '{wanted}'.", nearest(wanted, names) or f"It has: {', '.join(names)}."
        )
    visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not (wanted or visible):
        raise InvalidImport(f"{path} has no visible sheet.", "Say which to read: --sheet NAME.")
    return wanted or visible[0]


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.filename.startswith("xl/worksheets/"):
                with archive.open(member) as file:
                    before = b""
                    while block := file.read(1 << 20):
                        if b"<f>" in before + block or b"<f " in before + block:
                            return True
                        before = block[-2:]
    return False


def _records(path: Path, name: str, has_formulas: bool, progress: list[int]) -> Iterator[Record]:
    rows = _rows(path, name, has_formulas, progress)
    next(rows, None)
    for number, cells in rows:
        if any(cells):
            yield number, cells


def _rows(path: Path, name: str, has_formulas: bool, progress: list[int]) -> Iterator[Record]:
    """Yield all rows from the first one on, each cut behind its last filled cell but as wide as the header."""
    with ExitStack() as stack:
        book = stack.enter_context(_opened(path, values=True))
        formulas = stack.enter_context(_opened(path, values=False)) if has_formulas else None
        sources = _values(formulas[name]) if formulas else None
        width = 0
        for number, values in enumerate(_values(book[name]), start=1):
            cells = [_text(value) for value in values]
            if sources is not None:
                cells = _mark_unsaved(cells, next(sources, ()))
            while cells and not cells[-1]:
                cells.pop()
            width = width or len(cells)
            progress[0] = number
            yield number, cells + [""] * (width - len(cells))


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
    return rows


def _mark_unsaved(cells: list[str], sources: tuple[Any, ...]) -> list[str]:
    """A formula without a value would pass for an empty cell, and that for something not reported."""
    return [
        UNSAVED if not cell and isinstance(source, str) and source.startswith("=") else cell
        for cell, source in zip(cells, (*sources, *[None] * len(cells)), strict=False)
    ]


def _text(value: object) -> str:
    """Write a value as a CSV file would have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    return str(value).strip()
