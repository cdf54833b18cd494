"""Faults of rows: kept for the report, and written with their rows to a file to be corrected and imported.

The rejects file has the columns of the original and behind them `_row`, `_column`, `_value`, `_rule`, `_remedy`, which
an import passes over. A row stands in it once, however many faults it has.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from pilar.commons.cells import UnfitCell
from pilar.errors import InvalidImport
from pilar.importing.headers import REJECT_COLUMNS
from pilar.importing.sheet import Record, Sheet

SHOWN: Final = 1_000
LONGEST: Final = 200
JOIN: Final = "; "


@dataclass(frozen=True)
class Fault:
    """A cell that breaks a rule: `rule` completes "'abc' ...", `remedy` says what to do."""

    row: int
    column: str
    value: str
    rule: str
    remedy: str

    @classmethod
    def of(cls, row: int, column: str, value: object, error: UnfitCell) -> Fault:
        """Make a fault of what a reader of cells raised; a huge value is cut."""
        text = str(value)
        return cls(
            row, column, text if len(text) <= LONGEST else f"{text[:LONGEST]}...", error.rule, error.remedy
        )

    def as_object(self) -> dict[str, Any]:
        """Return the fault for machines. Its keys are public."""
        return asdict(self)


@dataclass
class Faults:
    """The faults of one import: the first thousand in full, the others counted by column; `write` gets every one."""

    shown: list[Fault] = field(default_factory=list)
    by_column: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    write: Callable[[int, Sequence[Fault]], None] | None = None

    @property
    def count(self) -> int:
        """How many cells are faulty."""
        return self.by_column.total()

    def add(self, faults: Mapping[int, Sequence[Fault]]) -> None:
        """Take the faults of rows, by the numbers of the rows."""
        for row in sorted(faults):
            self.rows += 1
            for fault in faults[row]:
                self.by_column[fault.column] += 1
                if len(self.shown) < SHOWN:
                    self.shown.append(fault)
            if self.write is not None:
                self.write(row, faults[row])


class Rejects:
    """Writes the rejects file beside its final name, which it takes when the import is over."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        self.path = path
        self._sheet = sheet
        self._draft = path.with_name(f".{path.name}.{os.getpid()}")
        self._file: Any = None
        self._writer: Any = None
        kept = [name not in REJECT_COLUMNS for name in sheet.header]
        self._kept = [position for position, keep in enumerate(kept) if keep]

    def write(self, record: Record, faults: Sequence[Fault], changes: Mapping[int, str]) -> None:
        """Write a row with its faults; `changes` are cells that only the whole file could tell, now in full."""
        row, cells = record
        if self._writer is None:
            self._open()
        texts = [changes.get(at, cells[at] if at < len(cells) else "") for at in self._kept]
        said = [
            list(dict.fromkeys(getattr(fault, name) for fault in faults))
            for name in ("column", "value", "rule", "remedy")
        ]
        self._writer.writerow([*texts, row, *(JOIN.join(each) for each in said)])

    def _open(self) -> None:
        try:
            self._file = self._draft.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            raise InvalidImport(
                f"The rejects cannot be written to {self.path}: {error.strerror}.",
                "Name another file: --rejects FILE.",
            ) from error
        self._writer = csv.writer(self._file, delimiter=self._sheet.delimiter, lineterminator="\n")
        self._writer.writerow([*(self._sheet.header[at] for at in self._kept), *REJECT_COLUMNS])

    def close(self) -> Path | None:
        """Put the file in its place; None where nothing was rejected."""
        if self._file is None:
            return None
        self._file.close()
        self._draft.replace(self.path)
        return self.path

    def discard(self) -> None:
        """Forget what was written, after a failure of another kind."""
        if self._file is not None:
            self._file.close()
            with suppress(OSError):
                self._draft.unlink()


def rejects_path(file: Path, wanted: Path | None) -> Path:
    """Return where the rejects of `file` go: never over the file itself."""
    path = wanted or file.with_name(f"{file.stem}.rejects.csv")
    if path.resolve() == file.resolve():
        raise InvalidImport(f"{path} is the file that is imported.", "Name another file: --rejects FILE.")
    return path
