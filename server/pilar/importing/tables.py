"""A CSV or XLSX file -> rows of one table, checked chunk by chunk and loaded as long as nothing stands against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from pilar.commons.cells import CellType
from pilar.commons.entity import Entity
from pilar.commons.observation import Observation
from pilar.errors import InvalidOption
from pilar.importing.batches import Batch, Chunk, FlatForm, Form, split_ragged
from pilar.importing.conversion import NUMBERS, CellReader, Wrong
from pilar.importing.faults import Fault, Rejects, rejects_path
from pilar.importing.fields import Fields, make_fields, refuse_missing
from pilar.importing.figures import Marks, find_marks
from pilar.importing.headers import Use, match_headers
from pilar.importing.loading import Loader
from pilar.importing.observations import DERIVABLE, LongForm, WideForm, read_knowledge
from pilar.importing.opening import open_sheet
from pilar.importing.options import Options
from pilar.importing.outcome import Loaded, Outcome
from pilar.importing.references import References
from pilar.importing.sheet import Record, Sheet
from pilar.importing.uniqueness import Uniqueness
from pilar.importing.wide import is_wide, match_wide, read_catalogue

Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and how much there is."""

SAMPLE: Final = 2_000
VALUE: Final = CellType(float, nullable=True)


@dataclass
class TableImport:
    """One file on its way into one table."""

    connection: sa.Connection
    entity: type[Entity]
    sheet: Sheet
    options: Options
    outcome: Outcome
    form: Form
    fields: Fields
    loader: Loader
    uniqueness: Uniqueness
    rejects: Rejects

    def run(self, progress: Progress | None) -> None:
        """Read, check and load all chunks; without `accept_valid`, only check once there is a fault."""
        for records in self.sheet.chunks():
            self.outcome.records += len(records)
            self._load_chunk(records)
            if progress is not None:
                progress(self.sheet.name, self.sheet.position(), self.sheet.size)
        done = Loaded(self.loader.table.name, self.loader.rows, self.loader.inserted, 0)
        done.updated = max(self.loader.changed - done.inserted, 0)
        self.outcome.loaded.append(done)
        self._note_eliminated()

    def _load_chunk(self, records: Sequence[Record]) -> None:
        whole, ragged = split_ragged(records, self.sheet.header)
        faults: dict[int, list[Fault]] = {record[0]: [fault] for record, fault in ragged}
        if whole:
            cells = list(zip(*(cells for _, cells in whole), strict=True))
            chunk = Chunk(whole, cells)
            for batch in self.form.batches(chunk):
                self._load_batch(chunk, batch)
            faults |= {whole[at][0]: found for at, found in chunk.faults.items()}
        if faults:
            self._reject(records, faults)

    def _load_batch(self, chunk: Chunk, batch: Batch) -> None:
        wrong: Wrong = {}
        numbers = [chunk.records[at][0] for at in batch.positions]
        self.uniqueness.check(batch.values, numbers, wrong)
        header = batch.header or self._key_headers()
        for index, error in wrong.items():
            at = batch.positions[index]
            chunk.blame(at, header, self._shown_key(chunk, at), error)
        fit = batch.without(batch.positions[index] for index in wrong)
        if self.options.accept_valid or not (self.outcome.faults.rows or chunk.faults):
            refused: Wrong = {}
            self.loader.load(fit.values, refused)
            for index, error in refused.items():
                chunk.blame(fit.positions[index], batch.header, "the row", error)

    def _key_headers(self) -> str:
        readers = [reader for reader in self.fields.readers if reader.name in self.entity.__key__]
        return ", ".join(reader.header for reader in readers)

    def _shown_key(self, chunk: Chunk, at: int) -> str:
        cells = chunk.records[at][1]
        return ", ".join(
            cells[reader.position] for reader in self.fields.readers if reader.name in self.entity.__key__
        )

    def _reject(self, records: Sequence[Record], faults: dict[int, list[Fault]]) -> None:
        self.outcome.faults.add(faults)
        for record in records:
            if record[0] in faults:
                self.rejects.write(record, faults[record[0]], self._names_in_full(record))

    def _names_in_full(self, record: Record) -> dict[int, str]:
        """Names that were told by the rest of the file, which the rejects do not have."""
        return {
            at: matcher.eliminated[record[1][at]]
            for at, matcher in self.fields.matchers
            if at < len(record[1]) and record[1][at] in matcher.eliminated
        }

    def _note_eliminated(self) -> None:
        for at, matcher in self.fields.matchers:
            if matcher.eliminated:
                shown = "; ".join(
                    f"'{text}' is {name}" for text, name in islice(matcher.eliminated.items(), 3)
                )
                self.outcome.notes.append(
                    f"{len(matcher.eliminated)} names in '{self.sheet.header[at]}' fit several regions and were "
                    f"told by the others in the column: {shown}{', ...' if len(matcher.eliminated) > 3 else ''}."
                )


def import_table(
    connection: sa.Connection,
    entity: type[Entity],
    file: Path,
    options: Options,
    outcome: Outcome,
    progress: Progress | None = None,
) -> None:
    """Import a file into a table, within the transaction of the caller, who keeps it or not.

    Raises `InvalidImport`, `InvalidColumns` and `InvalidOption` for what concerns the file as a whole; faults of rows
    are in `outcome`, and in the rejects file.
    """
    sheet = open_sheet(file, options.delimiter, options.sheet)
    outcome.sheet = sheet.name
    rejects = Rejects(rejects_path(file, options.rejects), sheet)
    try:
        _prepare(connection, entity, sheet, options, outcome, rejects).run(progress)
    except BaseException:
        rejects.discard()
        raise
    outcome.rejects = rejects.close()


def _prepare(
    connection: sa.Connection,
    entity: type[Entity],
    sheet: Sheet,
    options: Options,
    outcome: Outcome,
    rejects: Rejects,
) -> TableImport:
    if not entity.__key__:
        raise InvalidOption(f"{entity.__name__} has no natural key, so its rows cannot be told apart.", "")
    references = References(connection)
    catalogue = read_catalogue(connection)
    wide = is_wide(entity, sheet.header, options, catalogue)
    uses = (
        match_wide(sheet.header, options, catalogue) if wide else match_headers(entity, sheet.header, options)
    )
    marks = _find_marks(sheet, uses, options, outcome)
    fields = make_fields(entity, uses, options, references, marks, partial(_column_cells, sheet))
    form = _make_form(connection, entity, fields, uses, options, marks, wide=wide)
    outcome.columns = {use.header: _shown(use) for use in uses}
    return TableImport(
        connection,
        entity,
        sheet,
        options,
        outcome,
        form,
        fields,
        Loader(connection, entity, form.columns),
        Uniqueness(entity.__key__),
        rejects,
    )


def _make_form(
    connection: sa.Connection,
    entity: type[Entity],
    fields: Fields,
    uses: Sequence[Use],
    options: Options,
    marks: Marks,
    *,
    wide: bool,
) -> Form:
    if entity is not Observation:
        refuse_missing(entity, fields.names)
        return FlatForm(entity, fields)
    knowledge = read_knowledge(connection, accept_implausible=options.accept_implausible)
    periods = () if {"year", "period_end"} & set(fields.names) else ("year",)
    derivable = [name for name in DERIVABLE if name not in periods]
    refuse_missing(entity, (*fields.names, *(("indicator_id", "value") if wide else ())), derivable)
    if wide:
        return WideForm(fields, uses, knowledge, CellReader(VALUE, marks, nulls=options.nulls))
    return LongForm(fields, knowledge)


def _find_marks(sheet: Sheet, uses: Sequence[Use], options: Options, outcome: Outcome) -> Marks:
    """Look for the decimal mark in the columns of numbers, at the beginning of the file."""
    numeric = [
        use.position
        for use in uses
        if use.indicator or (use.column and use.column.target is None and use.column.type.python in NUMBERS)
    ]
    sample = [cells for _, cells in islice(sheet.records(), SAMPLE)]
    cells = (row[at] for at in numeric for row in sample if at < len(row))
    marks = find_marks(cells, options.decimal)
    if marks.decimal == "," and not options.decimal:
        outcome.notes.append("Numbers were read with a decimal comma; --decimal says otherwise.")
    return marks


def _column_cells(sheet: Sheet, position: int) -> Iterable[str]:
    return chain.from_iterable(cells[position : position + 1] for _, cells in sheet.records())


def _shown(use: Use) -> str:
    if use.kind == "ignored":
        return f"left out{f' ({use.note})' if use.note else ''}"
    name = use.column.header if use.column else f"indicator:{use.indicator}" if use.indicator else use.kind
    return name if use.factor == 1 else f"{name}, from {use.unit}"
