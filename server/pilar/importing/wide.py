"""The header of a wide table -> which of its columns are indicators: by `--map`, by code or by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from pilar.commons.entity import Entity
from pilar.commons.observation import Observation
from pilar.errors import InvalidOption, nearest
from pilar.importing.headers import (
    Use,
    check_mapping,
    describe,
    find_use,
    fitting_suffix,
    mapped_use,
    promote_province,
    refuse_twice,
    scaled,
    squeeze,
    unknown_headers,
)
from pilar.importing.observations import indicator_table
from pilar.importing.options import Options
from pilar.importing.units import split_suffix, split_unit

PREFIX: Final = "indicator:"
SHARED: Final = (
    "region_id",
    "year",
    "period_start",
    "period_end",
    "source_id",
    "status",
    "revision",
    "licence",
)
"""Columns of observations that a wide table may have beside those of its indicators."""


@dataclass(frozen=True)
class Catalogue:
    """The indicators of a database: units by code, and codes by all that a header may call them."""

    units: Mapping[str, str]
    codes: Mapping[str, str]


def read_catalogue(connection: sa.Connection) -> Catalogue:
    """Read the indicators. A name that two of them share names neither."""
    columns = indicator_table.c
    codes: dict[str, set[str]] = {}
    units: dict[str, str] = {}
    for row in connection.execute(sa.select(columns.code, columns.unit, columns.name_id, columns.name_en)):
        units[row.code] = row.unit
        for name in filter(None, (row.code, row.name_id, row.name_en)):
            codes.setdefault(squeeze(name), set()).add(row.code)
    return Catalogue(units, {name: next(iter(found)) for name, found in codes.items() if len(found) == 1})


def is_wide(entity: type[Entity], header: Sequence[str], options: Options, catalogue: Catalogue) -> bool:
    """Tell whether the columns of the file are indicators: as said, or as the header and `--map` show."""
    if entity is not Observation or options.indicators != "auto":
        return options.indicators == "wide"
    if any(name.startswith(PREFIX) for name in options.mapping.values()):
        return True
    words = {squeeze(name) for name in header}
    return not words & {"value", "nilai"} and any(_code(name, catalogue) for name in header)


def match_wide(header: Sequence[str], options: Options, catalogue: Catalogue) -> list[Use]:
    """Say what each column of a wide file is. Raises `InvalidColumns` and `InvalidOption`."""
    columns = [column for column in describe(Observation) if column.name in SHARED]
    check_mapping(header, options)
    uses: list[Use] = []
    unknown: list[str] = []
    for position, name in enumerate(header):
        wanted = options.mapping.get(name, "")
        if wanted.startswith(PREFIX):
            use: Use | None = _mapped_indicator(position, name, wanted.removeprefix(PREFIX), catalogue)
        else:
            use = mapped_use(position, name, columns, options) or find_use(position, name, columns)
            use = use or _indicator(position, name, _code(name, catalogue))
        if use is None and options.ignore_unknown:
            use = Use(position, name, "ignored", note="unknown")
        if use is None:
            unknown.append(name)
        else:
            uses.append(_with_unit(use, options, catalogue))
    if unknown:
        raise unknown_headers(Observation, unknown, columns, [f"{PREFIX}{code}" for code in catalogue.units])
    uses = promote_province(uses, columns)
    refuse_twice(uses)
    return uses


def _mapped_indicator(position: int, name: str, code: str, catalogue: Catalogue) -> Use:
    if code not in catalogue.units:
        raise InvalidOption(
            f"--map sends '{name}' to the indicator '{code}', which is not in the catalogue.",
            nearest(code, catalogue.units) or "`{ indicators { nodes { code name } } }` lists all.",
        )
    return Use(position, name, "indicator", indicator=code)


def _indicator(position: int, name: str, code: str) -> Use | None:
    return Use(position, name, "indicator", indicator=code) if code else None


def _code(name: str, catalogue: Catalogue) -> str:
    """Find the indicator that a header names, with or without a unit behind it."""
    texts: Iterable[str] = (name, split_unit(name)[0], split_suffix(name)[0])
    return next((catalogue.codes[word] for word in map(squeeze, texts) if word in catalogue.codes), "")


def _with_unit(use: Use, options: Options, catalogue: Catalogue) -> Use:
    """Find the factor to the unit of the indicator: as said, as in brackets, or as at the end where that fits."""
    if not use.indicator:
        return use
    wanted = catalogue.units[use.indicator]
    given = options.units.get(use.header) or options.units.get(use.indicator) or split_unit(use.header)[1]
    if given:
        return scaled(use, given, wanted, use.indicator)
    suffix = fitting_suffix(use.header, wanted)
    return scaled(use, suffix, wanted, use.indicator) if suffix else use
