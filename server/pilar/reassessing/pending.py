"""Triggers -> `assessment_pending`: what has changed since the assessments were last made to agree with the rows.

A trigger notes every change of an observation, a target, an indicator or a region in the transaction that makes it: no
writer can forget it. Who writes then calls `reassess`, which takes the notes away; those of a writer that did not are
worked off by the next one, or at the next start.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlmodel import SQLModel

assessment_pending = sa.Table(
    "assessment_pending",
    SQLModel.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("indicator_id", sa.Integer, nullable=True),
    sa.Column("region_id", sa.Integer, nullable=True),
    sa.Column("year", sa.Integer, nullable=True),
)
"""Null is every: an observation has all three, a target no year, an indicator itself only, a region itself only."""


@dataclass(frozen=True)
class Watched:
    """Of what a table notes its changes: the columns that matter, and the values of the note."""

    table: str
    columns: tuple[str, ...]
    indicator_id: str
    region_id: str
    year: str

    def note(self, row: str) -> str:
        """Return the values of a note as SQL; `row` is `NEW` or `OLD`."""
        named = (self.indicator_id, self.region_id, self.year)
        return ", ".join(f"{row}.{name}" if name else "NULL" for name in named)


WATCHED: Final = (
    Watched("observation", (), "indicator_id", "region_id", "year"),
    Watched("target", (), "indicator_id", "region_id", ""),
    Watched("indicator", ("code", "unit", "target_value", "visibility"), "id", "", ""),
    Watched("region", ("kind", "parent_id", "visibility"), "", "id", ""),
)
"""Columns of which a change matters; without any, all."""
EVENTS: Final = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def watch(connection: sa.Connection) -> None:
    """Note changes from now on. Doing it again changes nothing."""
    for statement in triggers():
        connection.execute(sa.text(statement))


def triggers() -> Iterable[str]:
    """Yield a statement for each event of each table that is watched."""
    for watched in WATCHED:
        for event, rows in EVENTS.items():
            columns = f" OF {', '.join(watched.columns)}" if watched.columns and event == "UPDATE" else ""
            notes = " UNION ".join(f"SELECT {watched.note(row)}" for row in rows)
            yield (
                f"CREATE TRIGGER IF NOT EXISTS pilar_pending_{watched.table}_{event.lower()} "
                f"AFTER {event}{columns} ON {watched.table} BEGIN "
                f"INSERT INTO assessment_pending (indicator_id, region_id, year) {notes}; END"
            )
