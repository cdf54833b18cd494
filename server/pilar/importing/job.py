"""A file, a target and options -> rows in the database, or none of them.

The file is one transaction: rows, the indicators that follow from them, the assessments, then the commit. Whatever ends
it before, a fault, a failure or a killed process, leaves the database as it was. Readers go on meanwhile; writers wait
their turn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa

from pilar.commons.derivations import derive
from pilar.database.engine import open_engine, widen_cache
from pilar.database.failures import translated
from pilar.database.tracking import keep_statistics
from pilar.errors import InvalidOption, RejectedRows
from pilar.hookspecs import Derivation, Importer
from pilar.importing.options import Options
from pilar.importing.outcome import Outcome
from pilar.importing.records import import_records
from pilar.importing.tables import import_table
from pilar.importing.targets import Target
from pilar.reassessing import reassess

Progress = Callable[[str, int, int], None]


def import_file(
    url: str,
    target: Target,
    file: Path,
    options: Options,
    derivations: Sequence[Derivation] = (),
    progress: Progress | None = None,
) -> Outcome:
    """Import a file into the database at `url`, all or nothing unless `accept_valid`.

    Raises `ImportFailure` for what concerns the file as a whole, and `DatabaseError` when it cannot be written; faults
    of rows are in the outcome, which `rejection` turns into an error.
    """
    engine = open_engine(url)
    try:
        with translated(engine.url):
            with engine.connect() as connection:
                widen_cache(connection)
                outcome = import_into(connection, target, file, options, derivations, progress)
            if outcome.stored:
                keep_statistics(engine)
    finally:
        engine.dispose()
    return outcome


def import_into(
    connection: sa.Connection,
    target: Target,
    file: Path,
    options: Options,
    derivations: Sequence[Derivation] = (),
    progress: Progress | None = None,
) -> Outcome:
    """Import a file over a connection of either database; begins, and commits or rolls back, a transaction."""
    outcome = Outcome(target.name, file.name, dry_run=options.dry_run)
    with connection.begin() as transaction:
        _load(connection, target, file, options, outcome, progress)
        whole = options.accept_valid or not outcome.faults.count
        if whole:
            outcome.derived = derive(connection, derivations)
        if whole and not options.dry_run:
            reassess(connection, progress)
        if options.dry_run or not whole:
            transaction.rollback()
    outcome.stored = whole and not options.dry_run
    return outcome


def rejection(outcome: Outcome, options: Options) -> RejectedRows | None:
    """Return what keeps a file out, or has kept rows of it out; None where all rows are well."""
    faults = outcome.faults
    if not faults.count:
        return None
    noun = "fault" if faults.count == 1 else "faults"
    others = "The other rows were imported." if outcome.stored else "Nothing of the file was imported."
    where = f" They are in {outcome.rejects}." if outcome.rejects else ""
    remedy = (
        "Correct the rejected rows and import them as they are."
        if options.accept_valid
        else "Correct the rows and import the file again, or take the others only: --accept-valid."
    )
    return RejectedRows(
        f"{faults.rows:,} of {outcome.records:,} rows are rejected, for {faults.count:,} {noun}.{where} {others}",
        remedy,
    )


def _load(
    connection: sa.Connection,
    target: Target,
    file: Path,
    options: Options,
    outcome: Outcome,
    progress: Progress | None,
) -> None:
    if isinstance(target.meant, Importer):
        if options.mapping or options.units:
            raise InvalidOption(
                f"'{target.name}' is a format of its own: --map and --unit say nothing about it.",
                "Leave them out.",
            )
        import_records(
            connection,
            target.meant,
            target.tables,
            file,
            options.constants,
            outcome,
            accept_valid=options.accept_valid,
            progress=progress,
        )
    else:
        import_table(connection, target.meant, file, options, outcome, progress)
