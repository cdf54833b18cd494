"""A path -> `Sheet`, by what the file begins with and not by its name."""

from __future__ import annotations

from pathlib import Path

from pilar.importing.csv_sheet import open_csv
from pilar.importing.sheet import ZIP, Sheet, check_file
from pilar.importing.xlsx_sheet import open_xlsx


def open_sheet(path: Path, delimiter: str = "", sheet: str = "") -> Sheet:
    """Open a CSV or XLSX file. Raises `InvalidImport`."""
    start = check_file(path)
    return open_xlsx(path, sheet) if start.startswith(ZIP) else open_csv(path, start, delimiter)
