"""`RegionAlias`: the former and variant names under which published tables list a region."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar.commons.entity import Entity, column, reference
from pilar.commons.region import Region


class AliasKind(enum.Enum):
    """Why a region has another name: it was renamed, or the name is also spelt or put differently."""

    FORMER = "FORMER"
    VARIANT = "VARIANT"


class RegionAlias(Entity, table=True):
    """Another name of a region, as real tables use it: `Mamuju Utara` is Kabupaten Pasangkayu since 2017."""

    __key__: ClassVar[tuple[str, ...]] = ("name", "region_id")

    region_id: int = reference(Region, back="aliases")
    """The region that is meant."""
    name: str = column(index=True, max_length=200)
    """The other name, without `Kabupaten` or `Kota` where the tables leave it out."""
    kind: AliasKind = column()
    """Whether the name was once official or is a variant."""
    note: str | None = column(default=None, max_length=300)
    """The regulation that changed the name, for a former one."""
