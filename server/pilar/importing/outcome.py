"""What became of an import, for people and machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pilar.importing.faults import Faults


@dataclass
class Loaded:
    """The rows of one table. `unchanged` were in the database already, as they stand in the file."""

    table: str
    rows: int
    inserted: int
    updated: int

    @property
    def unchanged(self) -> int:
        """How many rows were there already."""
        return self.rows - self.inserted - self.updated


@dataclass
class Outcome:
    """One import. `stored` is False when nothing was kept: of a dry run, or of a file with faults."""

    target: str
    sheet: str
    records: int = 0
    stored: bool = False
    dry_run: bool = False
    loaded: list[Loaded] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    derived: int = 0
    rejects: Path | None = None

    def as_object(self) -> dict[str, Any]:
        """Return the outcome for machines. Its keys are public."""
        return {
            "target": self.target,
            "source": self.sheet,
            "records": self.records,
            "stored": self.stored,
            "dryRun": self.dry_run,
            "tables": [
                {
                    "table": each.table,
                    "rows": each.rows,
                    "inserted": each.inserted,
                    "updated": each.updated,
                    "unchanged": each.unchanged,
                }
                for each in self.loaded
            ],
            "derived": self.derived,
            "rejectedRows": self.faults.rows,
            "faultCount": self.faults.count,
            "faultsByColumn": dict(self.faults.by_column),
            "faults": [fault.as_object() for fault in self.faults.shown],
            "rejects": str(self.rejects) if self.rejects else None,
            "columns": self.columns,
            "notes": self.notes,
        }
