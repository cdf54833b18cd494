"""Columns of a file, and constants -> readers of the columns of a table: of plain cells, regions, references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pilar.commons.cells import UnfitCell
from pilar.commons.entity import Entity
from pilar.commons.seed_file import SeedColumn
from pilar.errors import InvalidColumns, InvalidOption, nearest
from pilar.importing.conversion import CellReader, Wrong, read_each
from pilar.importing.figures import Marks
from pilar.importing.headers import Use, describe, squeeze
from pilar.importing.options import Options
from pilar.importing.references import ReferenceColumn, References, region_table
from pilar.importing.regions import RegionMatcher

Cells = Sequence[Sequence[str]]
"""The cells of a chunk, column by column."""


@dataclass
class FieldReader:
    """Fills the column `name` of the table from the cells of a chunk; `header` is the column of the file."""

    name: str
    header: str
    position: int
    read: Callable[[Cells, Wrong], Sequence[object]]


@dataclass
class Fields:
    """All that fills the columns of a table: readers, and constants; with the matchers of the columns of regions."""

    readers: list[FieldReader]
    constants: Mapping[str, object]
    matchers: list[tuple[int, RegionMatcher]] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of the table that are filled."""
        return (*(reader.name for reader in self.readers), *self.constants)


def make_fields(
    entity: type[Entity],
    uses: Sequence[Use],
    options: Options,
    references: References,
    marks: Marks,
    column_cells: Callable[[int], Iterable[str]],
) -> Fields:
    """Make the readers of a table. `column_cells` yields all cells of a column. Raises `InvalidOption`."""
    contexts: dict[str, int] = {use.kind: use.position for use in uses if use.kind in ("province", "kind")}
    fields = Fields([], read_constants(entity, options, references))
    for use in uses:
        if use.column is None or use.kind != "column":
            continue
        if use.column.name in fields.constants:
            raise InvalidOption(
                f"--set gives '{use.column.header}', which the file gives in '{use.header}'.",
                f'Leave one out, as by --map "{use.header}=-".',
            )
        if use.column.target is region_table:
            reader, matcher = _region_reader(use, contexts, options, references, column_cells)
            fields.matchers.append((use.position, matcher))
        else:
            reader = _reader(use.column, use, options, references, marks)
        fields.readers.append(reader)
    return fields


def _reader(
    column: SeedColumn, use: Use, options: Options, references: References, marks: Marks
) -> FieldReader:
    at = use.position
    if column.target is None:
        cells = CellReader(column.type, marks, use.factor, options.nulls)
        return FieldReader(column.name, use.header, at, lambda chunk, wrong: cells.read(chunk[at], wrong))
    ids = ReferenceColumn(references, column.target)
    find = _optional(ids.__getitem__, column, options.nulls)
    return FieldReader(column.name, use.header, at, lambda chunk, wrong: read_each(chunk[at], find, wrong))


def _region_reader(
    use: Use,
    contexts: Mapping[str, int],
    options: Options,
    references: References,
    column_cells: Callable[[int], Iterable[str]],
) -> tuple[FieldReader, RegionMatcher]:
    assert use.column is not None
    at = use.position
    matcher = RegionMatcher(
        references.gazetteer, use.kinds, options.codes or use.scheme, lambda: column_cells(at)
    )
    find = _optional(matcher.match, use.column, options.nulls)
    places = [contexts[name] for name in ("province", "kind") if name in contexts]
    keywords = [name for name in ("province", "kind") if name in contexts]

    def read_alone(chunk: Cells, wrong: Wrong) -> Sequence[object]:
        return read_each(chunk[at], find, wrong)

    def read_in_context(chunk: Cells, wrong: Wrong) -> Sequence[object]:
        told = list(zip(chunk[at], *(chunk[place] for place in places), strict=True))
        return read_each(
            told, lambda cells: find(cells[0], **dict(zip(keywords, cells[1:], strict=True))), wrong
        )

    reader = FieldReader(use.column.name, use.header, at, read_in_context if places else read_alone)
    return reader, matcher


def _optional(
    find: Callable[..., int | None], column: SeedColumn, nulls: frozenset[str]
) -> Callable[..., int | None]:
    """Let an empty cell be null where the column may be."""

    def find_or_none(cell: str, **context: str) -> int | None:
        if cell and cell not in nulls:
            return find(cell, **context)
        if column.type.nullable:
            return None
        raise UnfitCell("is empty, but a value is required", "Fill the cell, or remove the row.")

    return find_or_none


def read_constants(entity: type[Entity], options: Options, references: References) -> dict[str, object]:
    """Read what `--set` gives. Raises `InvalidOption`."""
    known = {column.seed.header: column.seed for column in describe(entity) if column.seed}
    words = {squeeze(name): column for header, column in known.items() for name in (header, column.name)}
    values: dict[str, object] = {}
    for name, text in options.constants.items():
        column = words.get(squeeze(name))
        if column is None:
            raise InvalidOption(
                f"--set names '{name}', which is no column of {entity.__name__}.",
                nearest(name, known) or f"It has: {', '.join(known)}.",
            )
        try:
            values[column.name] = _constant(text, column, options, references)
        except UnfitCell as error:
            raise InvalidOption(f"--set {name}: '{text}' {error.rule}.", error.remedy) from error
    return values


def _constant(text: str, column: SeedColumn, options: Options, references: References) -> object:
    if column.target is None:
        return CellReader(column.type, Marks(certain=True)).read_one(text)
    if column.target is region_table:
        return RegionMatcher(references.gazetteer, scheme=options.codes).match(text)
    return ReferenceColumn(references, column.target)[text]


def refuse_missing(entity: type[Entity], names: Iterable[str], derivable: Iterable[str] = ()) -> None:
    """Raise `InvalidColumns` when a column that the table requires is neither in the file nor set."""
    given = {*names, *derivable}
    for column in describe(entity):
        seed = column.seed
        if seed and seed.name not in given and entity.model_fields[seed.name].is_required():
            raise InvalidColumns(
                f"The file has no column '{seed.header}', which {entity.__name__} requires.",
                f'Say which it is, --map "Header={seed.header}", or one value for all rows, --set {seed.header}=...',
            )
