"""The rows of the indicators and regions -> what an assessment has to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import sqlalchemy as sa

from pilar.assessment.arrays import Booleans, Groups, Integers
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.region import Region, RegionKind

indicator: Final = table_of(Indicator)
region: Final = table_of(Region)

KINDS: Final = tuple(kind.name for kind in RegionKind)
COUNTRY, PROVINCE = KINDS.index("COUNTRY"), KINDS.index("PROVINCE")


@dataclass(frozen=True)
class Entry:
    """An indicator of the catalogue."""

    id: int
    code: str
    unit: str
    name_id: str
    name_en: str | None
    target_value: float | None


@dataclass(frozen=True)
class Catalogue:
    """The published indicators, by code."""

    entries: Mapping[str, Entry]

    @cached_property
    def codes(self) -> Mapping[int, str]:
        """The codes by id."""
        return {entry.id: code for code, entry in self.entries.items()}

    def id_of(self, code: str) -> int | None:
        """Return the id of an indicator; None where the catalogue has none of that code."""
        entry = self.entries.get(code)
        return entry.id if entry else None

    def unit_of(self, code: str) -> str | None:
        """Return the unit of an indicator."""
        entry = self.entries.get(code)
        return entry.unit if entry else None


@dataclass(frozen=True)
class Regions:
    """The published regions by ascending id: their kinds, and the positions of their provinces, -1 without one."""

    ids: Integers
    kinds: Integers
    provinces: Integers

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """The positions by id."""
        return {int(each): at for at, each in enumerate(self.ids)}

    @cached_property
    def levels(self) -> Integers:
        """Number those that are ranked with each other: kabupaten and kota as one, provinces, the country."""
        return np.minimum(self.kinds, PROVINCE + 1)

    @cached_property
    def peers(self) -> Integers:
        """Number those that are compared with each other: of the same kind; the country has no peer."""
        return np.where(self.kinds == COUNTRY, -1, self.kinds)

    @property
    def groups(self) -> Groups:
        """The groups within which a missing value may be imputed."""
        return {"kind": self.kinds, "province": self.provinces}

    def within(self, at: int) -> Booleans:
        """Tell which regions a target of the region at a position holds for: itself and those in it."""
        if self.kinds[at] == COUNTRY:
            return np.ones(len(self.ids), dtype=np.bool_)
        within: Booleans = (self.provinces == at) | (np.arange(len(self.ids)) == at)
        return within


def read_catalogue(connection: sa.Connection) -> Catalogue:
    """Read the published indicators."""
    names = ("id", "code", "unit", "name_id", "name_en", "target_value")
    rows = connection.execute(
        sa.select(*(indicator.c[name] for name in names)).where(indicator.c.visibility == 0)
    )
    return Catalogue({row.code: Entry(*row) for row in rows})


def read_regions(connection: sa.Connection) -> Regions:
    """Read the published regions; the province is that of today."""
    query = sa.select(region.c.id, region.c.kind, region.c.parent_id).where(region.c.visibility == 0)
    rows = [tuple(row) for row in connection.execute(query.order_by(region.c.id))]
    positions = {row[0]: at for at, row in enumerate(rows)}
    kinds = np.array([KINDS.index(_name(kind)) for _, kind, _ in rows], dtype=np.int64)
    provinces = np.array(
        [
            positions.get(parent, -1) if kind > PROVINCE else -1
            for (_, _, parent), kind in zip(rows, kinds, strict=True)
        ],
        dtype=np.int64,
    )
    return Regions(np.array([row[0] for row in rows], dtype=np.int64), kinds, provinces)


def _name(kind: RegionKind | str) -> str:
    return kind.name if isinstance(kind, RegionKind) else kind
