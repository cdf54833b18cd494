"""A CSV file of seed rows -> typed rows, or the first fault: file, line, column, value, rule, remedy."""

from __future__ import annotations

import csv
import io
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Union, get_args, get_origin

import sqlalchemy as sa

from pilar.commons.cells import CellType, UnfitCell, read_cell
from pilar.commons.entity import Entity, table_of
from pilar.errors import InvalidSeed, nearest
from pilar.hookspecs import Seed

SMALL: Final = 2**31 - 1
BIG: Final = 2**63 - 1


@dataclass(frozen=True)
class SeedColumn:
    """A header and the column that its cells go to; `target` is the table that a reference points to."""

    header: str
    name: str
    type: CellType
    target: sa.Table | None = None


@dataclass(frozen=True)
class SeedRow:
    """The values of one row in the order of the columns; references are still natural keys."""

    line: int
    values: tuple[object, ...]


@dataclass(frozen=True)
class SeedRows:
    """A file that is whole and well typed; `label` is its namespace and name."""

    label: str
    columns: tuple[SeedColumn, ...]
    rows: tuple[SeedRow, ...]


def read_seed(label: str, seed: Seed, content: bytes) -> SeedRows:
    """Read and check the `content` of a seed's file. Raises `InvalidSeed`, naming line and column."""
    records = read_records(label, content)
    line, header = next(records, (1, []))
    columns = match_header(f"{label}:{line}", seed.table, header)
    rows = tuple(SeedRow(at, read_record(f"{label}:{at}", columns, cells)) for at, cells in records)
    if len(rows) != seed.rows:
        raise InvalidSeed(
            f"{label}: the file has {len(rows)} rows, but {seed.rows} are declared.",
            "Restore the whole file, or declare its new number of rows in `Seed(rows=...)`.",
        )
    refuse_duplicates(label, seed.table, columns, rows)
    return SeedRows(label, columns, rows)


def read_records(label: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the number of its last line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidSeed(f"{label}:{line}: the text is not UTF-8.", "Save the file as UTF-8.") from error
    if not text.endswith("\n"):
        last = text.count("\n") + 1
        raise InvalidSeed(f"{label}:{last}: the file ends within a line.", "Restore the whole file.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InvalidSeed(f"{label}:{reader.line_num}: not CSV: {error}.", "Mend the quotes.") from error


def match_header(place: str, table: type[Entity], header: Sequence[str]) -> tuple[SeedColumn, ...]:
    """Find the column of each header. Raises `InvalidSeed` for one that is unknown, repeated or missing."""
    known = {column.header: column for column in columns_of(table)}
    for position, name in enumerate(header):
        if name not in known:
            hint = nearest(name, known) or f"The table has: {', '.join(known)}."
            raise InvalidSeed(f"{place}: {table.__name__} has no column '{name}'.", hint)
        if name in header[:position]:
            raise InvalidSeed(f"{place}: column '{name}' occurs twice.", "Remove one of them.")
    for name, column in known.items():
        if name not in header and table.model_fields[column.name].is_required():
            raise InvalidSeed(
                f"{place}: column '{name}' is missing.", f"Add it: {table.__name__} requires it."
            )
    return tuple(known[name] for name in header)


def read_record(place: str, columns: Sequence[SeedColumn], cells: Sequence[str]) -> tuple[object, ...]:
    """Turn the cells of one row into values. Raises `InvalidSeed` for the first that does not fit."""
    if len(cells) != len(columns):
        raise InvalidSeed(
            f"{place}: the row has {len(cells)} cells, but the header has {len(columns)}.",
            "Restore the row; a cell that contains a comma needs quotes.",
        )
    return tuple(read_value(place, column, text) for column, text in zip(columns, cells, strict=True))


def read_value(place: str, column: SeedColumn, text: str) -> object:
    """Read one cell. Raises `InvalidSeed`."""
    try:
        return read_cell(text, column.type)
    except UnfitCell as error:
        raise InvalidSeed(
            f"{place}: column '{column.header}': '{text}' {error.rule}.", error.remedy
        ) from error


def refuse_duplicates(
    label: str, table: type[Entity], columns: Sequence[SeedColumn], rows: Sequence[SeedRow]
) -> None:
    """Refuse two rows with one natural key. Raises `InvalidSeed`, naming both lines."""
    positions = [at for at, column in enumerate(columns) if column.name in table.__key__]
    lines: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(row.values[at] for at in positions)
        first = lines.setdefault(key, row.line)
        if first != row.line:
            shown = ", ".join(f"{columns[at].header} '{row.values[at]}'" for at in positions)
            raise InvalidSeed(
                f"{label}:{row.line}: {shown} stands in line {first} already.", "Remove one of them."
            )


def columns_of(table: type[Entity]) -> Iterator[SeedColumn]:
    """Yield the columns that a file may fill: all but the id and those that the database computes."""
    sql = table_of(table)
    for column in sql.columns:
        if column.primary_key or column.computed is not None:
            continue
        key = next(iter(column.foreign_keys), None)
        if key is None:
            yield SeedColumn(column.name, column.name, cell_type(table, column))
        else:
            text = CellType(str, nullable=bool(column.nullable))
            yield SeedColumn(column.name.removesuffix("_id"), column.name, text, key.column.table)


def cell_type(table: type[Entity], column: sa.Column[Any]) -> CellType:
    """Derive what a cell may hold from the annotation and the bounds of its attribute."""
    info = table.model_fields[column.name]
    python = plain_type(info.annotation)
    limit = None if python is not int else BIG if isinstance(column.type, sa.BigInteger) else SMALL
    return CellType(
        python,
        nullable=bool(column.nullable),
        lowest=find_bound(info.metadata, "ge", None if limit is None else -limit),
        highest=find_bound(info.metadata, "le", limit),
        longest=find_bound(info.metadata, "max_length", None),
    )


def find_bound(rules: Sequence[object], name: str, otherwise: int | None) -> int | None:
    """Return the bound called `name` among the annotated rules of an attribute."""
    return next((getattr(rule, name) for rule in rules if hasattr(rule, name)), otherwise)


def plain_type(annotation: Any) -> type:
    """`int | None` -> `int`."""
    parts = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
    plain: type = next(part for part in parts if part is not types.NoneType)
    return plain
