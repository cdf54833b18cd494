"""Triggers -> `assessment_pending`: what has changed since the assessments were last made to agree with the rows.

A trigger notes every change of an observation, a target, an indicator, a region or a definition in the transaction that
makes it: no writer can forget it. Who writes then calls `reassess`, which takes the notes; those of a writer that did
not are worked off by the next one, or at the next start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlmodel import SQLModel

assessment_pending = sa.Table(
    "assessment_pending",
    SQLModel.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("index_id", sa.Integer, nullable=True),
    sa.Column("indicator_id", sa.Integer, nullable=True),
    sa.Column("region_id", sa.Integer, nullable=True),
    sa.Column("year", sa.Integer, nullable=True),
)
"""A note: of a definition the index; of an observation indicator, region and year; of a target the indicator and the
region for which it is set, null for all; all null: anything may have changed."""

LOCK: Final = 0x70696C61
"""On PostgreSQL, of two transactions that reassess at once the second waits for the first: ranks depend on both, and
the changes in the log are numbered in the order of the commits, so that a subscription misses none."""


@dataclass(frozen=True)
class Watched:
    """Of what a table notes changes: the events, the columns that matter (none: all), and the note as columns."""

    name: str
    table: str
    events: tuple[str, ...]
    columns: tuple[str, ...]
    note: tuple[str, str, str, str]

    def values(self, row: str, nothing: str = "NULL") -> str:
        """Return the note as SQL; `row` is `NEW` or `OLD`."""
        return ", ".join(f"{row}.{name}" if name else nothing for name in self.note)


ALL: Final = ("INSERT", "UPDATE", "DELETE")
WATCHED: Final = (
    Watched("observation", "observation", ALL, (), ("", "indicator_id", "region_id", "year")),
    Watched("target", "target", ALL, (), ("", "indicator_id", "region_id", "")),
    Watched("goal", "indicator", ("UPDATE",), ("target_value",), ("", "id", "", "")),
    Watched(
        "indicator",
        "indicator",
        ("UPDATE",),
        ("code", "unit", "name_id", "name_en", "visibility"),
        ("", "", "", ""),
    ),
    Watched("region", "region", ("UPDATE",), ("kind", "parent_id", "visibility"), ("", "", "", "")),
    Watched("index", "composite_index", ("INSERT", "UPDATE"), ("version",), ("id", "", "", "")),
)
"""A new indicator or region changes nothing before it is observed, and none goes while it is."""
NOTHING: Final = "CAST(NULL AS integer)"
EMPTIED: Final = "pilar_pending_everything"
ROWS: Final = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def watch(connection: sa.Connection) -> None:
    """Note changes from now on. Doing it again changes nothing."""
    for statement in server_triggers() if connection.dialect.name == "postgresql" else triggers():
        connection.execute(sa.text(statement))


def triggers() -> Iterator[str]:
    """Yield a statement for each event of each table that is watched."""
    for watched in WATCHED:
        for event in watched.events:
            columns = f" OF {', '.join(watched.columns)}" if watched.columns and event == "UPDATE" else ""
            notes = " UNION ".join(f"SELECT {watched.values(row)}" for row in ROWS[event])
            yield (
                f"CREATE TRIGGER IF NOT EXISTS pilar_pending_{watched.name}_{event.lower()} "
                f"AFTER {event}{columns} ON {watched.table} BEGIN "
                f"INSERT INTO assessment_pending (index_id, indicator_id, region_id, year) {notes}; END"
            )


def server_triggers() -> Iterator[str]:
    """Yield the same for PostgreSQL, where a trigger calls a function, and a table can be emptied at a stroke."""
    for watched in WATCHED:
        for event in watched.events:
            columns = f" OF {', '.join(watched.columns)}" if watched.columns and event == "UPDATE" else ""
            notes = " UNION ".join(f"SELECT {watched.values(row, NOTHING)}" for row in ROWS[event])
            name = f"pilar_pending_{watched.name}_{event.lower()}"
            yield _function(name, notes)
            yield (
                f"CREATE OR REPLACE TRIGGER {name} AFTER {event}{columns} ON {watched.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
    yield _function(EMPTIED, f"SELECT {', '.join([NOTHING] * 4)}")
    for table in sorted({watched.table for watched in WATCHED}):
        yield (
            f"CREATE OR REPLACE TRIGGER {EMPTIED} AFTER TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {EMPTIED}()"
        )


def _function(name: str, notes: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO assessment_pending (index_id, indicator_id, region_id, year) {notes}; RETURN NULL; END $$"
    )


@dataclass(frozen=True)
class Cell:
    """Where an observation has changed, by the ids of indicator and region."""

    indicator_id: int
    region_id: int
    year: int


@dataclass(frozen=True)
class Pending:
    """What has changed. `targets` are pairs of the ids of an indicator and a region, None: of all regions."""

    is_everything: bool
    indices: frozenset[int]
    cells: tuple[Cell, ...]
    targets: frozenset[tuple[int, int | None]]


def take(connection: sa.Connection) -> Pending | None:
    """Take the notes away and return what they say; None where there is none."""
    columns = [assessment_pending.c[name] for name in ("index_id", "indicator_id", "region_id", "year")]
    if connection.dialect.name == "postgresql":  # where others may commit notes between reading and deleting
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        notes = list(
            {tuple(note) for note in connection.execute(assessment_pending.delete().returning(*columns))}
        )
    else:
        notes = [tuple(note) for note in connection.execute(sa.select(*columns).distinct())]
        if notes:
            connection.execute(assessment_pending.delete())
    if not notes:
        return None
    return Pending(
        is_everything=(None, None, None, None) in notes,
        indices=frozenset(index for index, *_ in notes if index is not None),
        cells=tuple(Cell(what, where, year) for _, what, where, year in sorted_cells(notes)),
        targets=frozenset(
            (what, where) for _, what, where, year in notes if what is not None and year is None
        ),
    )


def sorted_cells(notes: list[tuple[int | None, ...]]) -> list[tuple[None, int, int, int]]:
    """Return the notes of observations, in an order that does not depend on the database."""
    return sorted(
        (None, what, where, year)
        for _, what, where, year in notes
        if what is not None and where is not None and year is not None
    )
