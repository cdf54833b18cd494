"""The header of a file and the columns of a table -> what each column of the file is, and in which unit.

A header names a column by the column's name, its name in the graph, what is left of either without the unit, an
Indonesian word in brackets of its description, or the description itself. What is given by `--map` goes before all.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, Literal

import sqlalchemy as sa

from pilar.commons.entity import Entity, table_of
from pilar.commons.region import RegionKind
from pilar.commons.seed_file import SeedColumn, columns_of
from pilar.errors import InvalidColumns, InvalidOption, nearest
from pilar.importing.options import IGNORE, Options
from pilar.importing.regions import EVERY_KIND, PROVINCES, REGENCIES, Scheme
from pilar.importing.units import factor_between, read_unit, split_suffix, split_unit

REJECT_COLUMNS: Final = ("_row", "_column", "_value", "_rule", "_remedy")
NOT_FILLED: Final = ("derived",)
CONTEXTS: Final = {
    "province": ("province", "provinsi", "propinsi", "prov", "namaprovinsi", "provincename"),
    "kind": ("kind", "jenis", "jeniswilayah", "tipe", "regionkind"),
}
SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "year": ("tahun", "thn"),
    "source": ("sumber", "sumberdata"),
    "indicator": ("indikator",),
    "value": ("nilai",),
    "unit": ("satuan",),
    "name_id": ("name", "nama"),
    "code": ("kode",),
    "longitude": ("lon", "lng", "long", "bujur"),
    "latitude": ("lat", "lintang"),
}
REGION_WORDS: Final = {
    "region": EVERY_KIND,
    "wilayah": EVERY_KIND,
    "namawilayah": EVERY_KIND,
    "kodewilayah": EVERY_KIND,
    "regioncode": EVERY_KIND,
    "regionname": EVERY_KIND,
    "kode": EVERY_KIND,
    "daerah": EVERY_KIND,
    "kodekemendagri": EVERY_KIND,
    "kemendagricode": EVERY_KIND,
    "kodebps": EVERY_KIND,
    "bpscode": EVERY_KIND,
    "regency": REGENCIES,
    "regencycity": REGENCIES,
    "kabupaten": REGENCIES,
    "kabupatenkota": REGENCIES,
    "kabkota": REGENCIES,
    "namakabupatenkota": REGENCIES,
    "namakabkota": REGENCIES,
    "kodekabupatenkota": REGENCIES,
    "kodekabkota": REGENCIES,
    "kota": REGENCIES,
    "city": REGENCIES,
}
REGION: Final = "region"

Kind = Literal["column", "indicator", "province", "kind", "ignored"]


@dataclass(frozen=True)
class Use:
    """What one column of the file is.

    `column` is set for a column of the table, `indicator` for a code; `factor` turns its values into the unit wanted.
    """

    position: int
    header: str
    kind: Kind
    column: SeedColumn | None = None
    indicator: str = ""
    unit: str = ""
    factor: Fraction = Fraction(1)
    kinds: frozenset[RegionKind] = EVERY_KIND
    scheme: Scheme | None = None
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the table with all names that a header may call it by; `seed` is None where the database computes."""

    name: str
    seed: SeedColumn | None
    unit: str
    names: frozenset[str]
    stem: str


def squeeze(text: str) -> str:
    """`Waste generated`, `waste_generated` and `wasteGenerated` are one header."""
    return re.sub(r"[\W_]+", "", text.casefold())


def describe(entity: type[Entity]) -> list[Column]:
    """Return the columns of a table that a header may name."""
    seeds = {column.name: column for column in columns_of(entity) if column.name not in NOT_FILLED}
    table = table_of(entity)
    return [
        _describe(entity, item, seeds.get(item.name))
        for item in table.columns
        if item.name in seeds or item.computed is not None
    ]


def _describe(entity: type[Entity], item: sa.Column[Any], seed: SeedColumn | None) -> Column:
    header = seed.header if seed else item.name
    said = entity.model_fields[item.name].description or ""
    labels = [text for bracket in re.findall(r"\(([^)]*)\)", said) for text in bracket.split(",")]
    names = {item.name, header, said.partition(".")[0], *SYNONYMS.get(header, ()), *labels}
    unit = item.info.get("unit") or ""
    return Column(item.name, seed, unit, frozenset(filter(None, map(squeeze, names))), _stem(header))


def _stem(name: str) -> str:
    """`generated_tonnes` -> `generated`."""
    return squeeze(split_suffix(name)[0])


def match_headers(entity: type[Entity], header: Sequence[str], options: Options) -> list[Use]:
    """Say what each column of the file is. Raises `InvalidColumns`, and `InvalidOption` for a wrong `--map`."""
    columns = describe(entity)
    check_mapping(header, options)
    uses, unknown = [], []
    for position, name in enumerate(header):
        use = mapped_use(position, name, columns, options) or find_use(position, name, columns)
        if use is None and options.ignore_unknown:
            use = Use(position, name, "ignored", note="unknown")
        if use is None:
            unknown.append(name)
        else:
            uses.append(use)
    if unknown:
        raise unknown_headers(entity, unknown, columns)
    uses = promote_province(uses, columns)
    refuse_twice(uses)
    return [_with_unit(use, columns, options) for use in uses]


def check_mapping(header: Sequence[str], options: Options) -> None:
    """Raise `InvalidOption` for a mapped header that the file does not have."""
    for name in options.mapping:
        if name not in header:
            raise InvalidOption(
                f"--map names the header '{name}', which the file does not have.",
                nearest(name, header) or f"It has: {', '.join(header)}.",
            )


def mapped_use(position: int, name: str, columns: Sequence[Column], options: Options) -> Use | None:
    """Return what `--map` says of a header; None where it says nothing. Raises `InvalidOption`."""
    wanted = options.mapping.get(name)
    if wanted is None:
        return None
    if wanted == IGNORE:
        return Use(position, name, "ignored")
    if wanted in CONTEXTS:
        return Use(position, name, "province" if wanted == "province" else "kind")
    for column in columns:
        if column.seed and squeeze(wanted) in (squeeze(column.name), squeeze(column.seed.header)):
            return _column_use(
                position, name, column, split_unit(name)[1] or fitting_suffix(name, column.unit), exact=True
            )
    known = [column.seed.header for column in columns if column.seed]
    raise InvalidOption(
        f"--map sends '{name}' to '{wanted}', which is no column of the table.",
        nearest(wanted, known) or f"The table has: {', '.join(known)}.",
    )


def fitting_suffix(header: str, unit: str) -> str:
    """Return the unit at the end of a header where values in it can be turned into `unit`; else an empty text."""
    suffix = split_suffix(header)[1]
    return suffix if suffix and factor_between(suffix, unit) is not None else ""


def find_use(position: int, name: str, columns: Sequence[Column]) -> Use | None:
    """Find what a header is by its words; None where nothing or several things fit."""
    if name in REJECT_COLUMNS or not name:
        return Use(position, name, "ignored")
    plain, unit = split_unit(name)
    word = squeeze(plain)
    found = [column for column in columns if word in column.names]
    if len(found) == 1:
        return _column_use(position, name, found[0], unit)
    region = next((column for column in columns if column.seed and column.seed.header == REGION), None)
    if region is not None and word in REGION_WORDS:
        return _column_use(position, name, region, "")
    if region is not None:
        for context, words in CONTEXTS.items():
            if word in words:
                return Use(position, name, "province" if context == "province" else "kind")
    return _by_stem(position, name, plain, unit, columns)


def _by_stem(position: int, name: str, plain: str, unit: str, columns: Sequence[Column]) -> Use | None:
    """Find the column of `generated_t` or `Generated (t/a)` by what is left without the unit."""
    stem, suffix = (plain, unit) if unit else split_suffix(plain)
    found = [column for column in columns if column.unit and column.stem == squeeze(stem)]
    if suffix:
        found = [column for column in found if factor_between(suffix, column.unit) is not None]
    if len(found) != 1:
        found = [column for column in found if column.seed] if not suffix else found
    return _column_use(position, name, found[0], suffix) if len(found) == 1 else None


def _column_use(position: int, name: str, column: Column, unit: str, *, exact: bool = False) -> Use:
    if column.seed is None:
        return Use(position, name, "ignored", note="computed by the database")
    word = squeeze(split_unit(name)[0])
    kinds = REGION_WORDS.get(word, EVERY_KIND) if column.seed.header == REGION and not exact else EVERY_KIND
    scheme: Scheme | None = "bps" if "bps" in word else "kemendagri" if "kemendagri" in word else None
    return Use(position, name, "column", column.seed, unit=unit, kinds=kinds, scheme=scheme)


def promote_province(uses: Sequence[Use], columns: Sequence[Column]) -> list[Use]:
    """Where the province is the only region that the file names, it is the region of the rows."""
    region = next((column.seed for column in columns if column.seed and column.seed.header == REGION), None)
    if region is None or any(use.column == region for use in uses):
        return list(uses)
    return [
        Use(use.position, use.header, "column", region, kinds=PROVINCES) if use.kind == "province" else use
        for use in uses
    ]


def refuse_twice(uses: Sequence[Use]) -> None:
    """Raise `InvalidColumns` when two columns of the file are the same one of the table."""
    taken: dict[object, str] = {}
    for use in uses:
        what = use.column.name if use.column else use.indicator or use.kind
        if use.kind != "ignored" and taken.setdefault(what, use.header) is not use.header:
            raise InvalidColumns(
                f"The headers '{taken[what]}' and '{use.header}' both stand for '{what}'.",
                f'Leave one out: --map "{use.header}=-".',
            )


def _with_unit(use: Use, columns: Sequence[Column], options: Options) -> Use:
    """Find the factor from the unit of the file to that of the table. Raises `InvalidColumns`."""
    if use.column is None:
        return use
    given = options.units.get(use.header) or options.units.get(use.column.header) or use.unit
    wanted = next(column.unit for column in columns if column.seed == use.column)
    if not given or use.column.type.python not in (int, float) or not wanted:
        return use
    return scaled(use, given, wanted, f"the column '{use.column.header}'")


def scaled(use: Use, given: str, wanted: str, what: str) -> Use:
    """Return `use` with the factor from `given` to `wanted`, the unit of `what`. Raises `InvalidColumns`."""
    factor = factor_between(given, wanted)
    if factor is None:
        reason = (
            "which measures something else" if read_unit(given) else f"and '{given}' is no unit known here"
        )
        raise InvalidColumns(
            f"The header '{use.header}' is in '{given}'; {what} is in '{wanted}', {reason}.",
            f'Convert the values, or correct their unit: --unit "{use.header}={wanted}".',
        )
    return replace(use, unit=given, factor=factor)


def unknown_headers(
    entity: type[Entity], unknown: Sequence[str], columns: Sequence[Column], more: Sequence[str] = ()
) -> InvalidColumns:
    """Return the error that names each unknown header with the nearest column."""
    known = [*(column.seed.header for column in columns if column.seed), *more]
    shown = "; ".join(f"'{name}'{_nearest(name, known)}" for name in unknown)
    first = unknown[0]
    return InvalidColumns(
        f"{entity.__name__} has no column for {shown}.",
        f'Say what it is, --map "{first}=column", or leave it out, --map "{first}=-". '
        f"The table has: {', '.join(known[:60])}.",
    )


def _nearest(name: str, known: Sequence[str]) -> str:
    words = {squeeze(each): each for each in known}
    found = difflib.get_close_matches(squeeze(name), list(words), n=1, cutoff=0.5)
    return f" (nearest: {words[found[0]]})" if found else ""
