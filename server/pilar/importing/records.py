"""What a plugin's importer reads from a file -> rows of several tables, each checked like the cells of a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from pilar.commons.cells import UnfitCell
from pilar.commons.entity import Entity, table_of
from pilar.commons.seed_file import SeedColumn, columns_of
from pilar.errors import InvalidImport, InvalidOption, PilarError, nearest
from pilar.hookspecs import ImportedRow, ImportedRows, Importer
from pilar.importing.conversion import Wrong, check_value, read_each
from pilar.importing.faults import Fault
from pilar.importing.headers import NOT_FILLED
from pilar.importing.loading import Loader
from pilar.importing.outcome import Loaded, Outcome
from pilar.importing.references import ReferenceColumn, References, region_table
from pilar.importing.replacement import Replacement
from pilar.importing.sheet import CHUNK
from pilar.importing.uniqueness import Uniqueness

Progress = Callable[[str, int, int], None]
PLACE: Final = ("_file", "_row")


@dataclass
class RecordsImport:
    """One file on its way into several tables. A loader lives as long as rows of one table and shape come."""

    connection: sa.Connection
    tables: Sequence[type[Entity]]
    accept_valid: bool
    outcome: Outcome
    references: References
    replacement: Replacement
    _loaders: dict[tuple[object, ...], Loader] = field(default_factory=dict)
    _unique: dict[type[Entity], Uniqueness] = field(default_factory=dict)
    _read: dict[tuple[object, ...], Callable[[object], object]] = field(default_factory=dict)

    def run(self, read: ImportedRows, progress: Progress | None) -> None:
        """Load all that the importer yields, table by table."""
        for entity, rows in read:
            self._check_table(entity)
            for chunk in _chunks(rows):
                for names, same in groupby(chunk, key=lambda numbered: tuple(numbered[1])):
                    self._load(entity, names, list(same))
                self.outcome.records += len(chunk)
                if progress is not None:
                    progress(str(entity.__tablename__), self.outcome.records, 0)
            self.references.forget(_table(entity))
            self._read.clear()
        self.outcome.loaded += _totals(self._loaders.values())
        if not self.outcome.faults.rows:
            self._replace()

    def _replace(self) -> None:
        for name, count in self.replacement.remove_others(self.connection).items():
            self.outcome.notes.append(f"{count:,} rows of {name} that the file has no more were removed.")

    def _check_table(self, entity: object) -> None:
        if not (isinstance(entity, type) and entity in self.tables):
            raise InvalidImport(
                f"The importer fills {getattr(entity, '__name__', entity)!r}, no table of its plugin or the core.",
                "Yield tables that the plugin registers.",
            )

    def _load(
        self, entity: type[Entity], names: tuple[str, ...], rows: list[tuple[int, ImportedRow]]
    ) -> None:
        columns = _columns(entity, tuple(name for name in names if not name.startswith("_")))
        values: dict[str, Sequence[object]] = {}
        faults: dict[int, list[Fault]] = {}
        for name, column in columns.items():
            wrong: Wrong = {}
            values[column.name] = self._values(entity, column, [row[name] for _, row in rows], wrong)
            self._blame(entity, name, rows, wrong, faults)
        keep = [at for at in range(len(rows)) if at not in faults]
        values = {name: [column[at] for at in keep] for name, column in values.items()}
        wrong = {}
        unique = self._unique.setdefault(entity, Uniqueness(entity.__key__))
        unique.check(values, [rows[at][0] for at in keep], wrong)
        wrong = {keep[at]: error for at, error in wrong.items()}
        self._blame(entity, ", ".join(entity.__key__), rows, wrong, faults)
        if faults:
            self.outcome.faults.add({rows[at][0]: found for at, found in faults.items()})
        if self.accept_valid or not self.outcome.faults.rows:
            self._store(
                entity, {n: [c[i] for i, at in enumerate(keep) if at not in wrong] for n, c in values.items()}
            )

    def _store(self, entity: type[Entity], values: Mapping[str, Sequence[object]]) -> None:
        loader = self._loaders.get((entity, *values))
        self.replacement.note(entity, values)
        if loader is None:
            loader = self._loaders[entity, *values] = Loader(self.connection, entity, tuple(values))
        refused: Wrong = {}
        loader.load(values, refused)
        for error in refused.values():
            fault = Fault.of(self.outcome.records, str(entity.__tablename__), "the row", error)
            self.outcome.faults.add({self.outcome.records: [fault]})

    def _values(
        self, entity: type[Entity], column: SeedColumn, given: list[object], wrong: Wrong
    ) -> Sequence[object]:
        read = self._read.get((entity, column.name))
        if read is None:
            read = self._read[entity, column.name] = self._reader(column)
        return read_each(given, read, wrong)

    def _reader(self, column: SeedColumn) -> Callable[[object], object]:
        if column.target is None:
            return lambda value: check_value(value, column.type)
        if column.target is region_table:
            matcher = self.references.matcher()
            return _unless_null(lambda value: matcher.match(str(value).strip()), column)
        return _unless_null(ReferenceColumn(self.references, column.target).__getitem__, column)

    def _blame(
        self,
        entity: type[Entity],
        name: str,
        rows: Sequence[tuple[int, ImportedRow]],
        wrong: Wrong,
        faults: dict[int, list[Fault]],
    ) -> None:
        for at, error in wrong.items():
            number, row = rows[at]
            place = row.get("_row", number)
            label = ".".join(filter(None, (str(row.get("_file", entity.__tablename__)), name)))
            fault = Fault.of(
                place if isinstance(place, int) else number, label, row.get(name, "the key"), error
            )
            faults.setdefault(at, []).append(fault)


def import_records(
    connection: sa.Connection,
    importer: Importer,
    tables: Sequence[type[Entity]],
    file: Path,
    options: Mapping[str, str],
    outcome: Outcome,
    *,
    accept_valid: bool = False,
    progress: Progress | None = None,
) -> None:
    """Run a plugin's importer within the transaction of the caller. Raises `InvalidImport`; faults are in `outcome`."""
    outcome.sheet = file.name
    replacement = Replacement(importer.replaces)
    work = RecordsImport(connection, tables, accept_valid, outcome, References(connection), replacement)
    try:
        work.run(importer.read(file, Given(importer.key, options)), progress)
    except (PilarError, sa.exc.SQLAlchemyError):
        raise
    except FileNotFoundError as error:
        raise InvalidImport(f"There is no file {error.filename}.", "Check its path.") from error
    except Exception as error:  # an importer is foreign code and can raise anything
        raise InvalidImport(
            f"The importer '{importer.key}' failed on {file}: {type(error).__name__}: {error}.",
            "Check that the file is what the importer reads; otherwise tell the owner of the plugin.",
        ) from error


class Given(dict[str, str]):
    """The values of `--set`; one that the importer cannot do without and nobody gave is an `InvalidOption`."""

    def __init__(self, importer: str, values: Mapping[str, str]) -> None:
        super().__init__(values)
        self.importer = importer

    def __missing__(self, name: str) -> str:
        raise InvalidOption(
            f"The importer '{self.importer}' needs a value for '{name}'.", f"Add it: --set {name}=..."
        )


def _chunks(rows: Iterable[ImportedRow]) -> Iterator[list[tuple[int, ImportedRow]]]:
    numbered = enumerate(rows, start=1)
    while chunk := list(islice(numbered, CHUNK)):
        yield chunk


def _columns(entity: type[Entity], names: tuple[str, ...]) -> dict[str, SeedColumn]:
    """Find the column of each key of a row. Raises `InvalidImport` for one that is unknown."""
    known = {column.header: column for column in columns_of(entity) if column.name not in NOT_FILLED}
    for name in names:
        if name not in known:
            raise InvalidImport(
                f"The importer fills '{name}', which is no column of {entity.__name__}.",
                nearest(name, known) or f"It has: {', '.join(known)}.",
            )
    for name, column in known.items():
        if name not in names and entity.model_fields[column.name].is_required():
            raise InvalidImport(
                f"The importer leaves out '{name}', which {entity.__name__} requires.", "Add it to the rows."
            )
    return {name: known[name] for name in names}


def _unless_null(find: Callable[[object], int | None], column: SeedColumn) -> Callable[[object], int | None]:
    def find_or_none(value: object) -> int | None:
        if value is not None and value != "":
            return find(value)
        if column.type.nullable:
            return None
        raise UnfitCell("is empty, but a value is required", "Give the key of the row referred to.")

    return find_or_none


def _totals(loaders: Iterable[Loader]) -> list[Loaded]:
    """Sum up by table: rows of one table may have come in several shapes."""
    totals: dict[str, Loaded] = {}
    for loader in loaders:
        total = totals.setdefault(loader.table.name, Loaded(loader.table.name, 0, loader.inserted, 0))
        total.rows += loader.rows
        total.updated += loader.changed
    for total in totals.values():
        total.updated = max(total.updated - total.inserted, 0)
    return list(totals.values())


def _table(entity: type[Entity]) -> sa.Table:
    table = table_of(entity)
    return table
