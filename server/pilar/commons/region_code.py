"""`RegionCode`: what other registers call a region."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar.commons.entity import Entity, column, reference
from pilar.commons.region import Region


class CodeScheme(enum.Enum):
    """Who gives a code: the home ministry, the statistics office, or ISO (countries, provinces)."""

    KEMENDAGRI = "KEMENDAGRI"
    BPS = "BPS"
    ISO_3166_1 = "ISO_3166_1"
    ISO_3166_2 = "ISO_3166_2"


class RegionCode(Entity, table=True):
    """A code of a region in one scheme.

    Kemendagri and BPS number independently: of 514 kabupaten and kota, 315 have like codes but for the dot.
    """

    __key__: ClassVar[tuple[str, ...]] = ("scheme", "code", "region_id")

    region_id: int = reference(Region, back="codes")
    """The region that bears the code."""
    scheme: CodeScheme = column(index=True)
    """The scheme that the code belongs to."""
    code: str = column(index=True, max_length=20)
    """The code as its scheme writes it: `32.73` (Kemendagri), `3273` (BPS in 2020), `ID-JB` (ISO 3166-2)."""
    valid_from: datetime.date | None = column(default=None)
    """First day on which the code was valid; null where the register does not say."""
    valid_to: datetime.date | None = column(default=None)
    """Day from which the code was no longer valid; null while it is, or where the register does not say."""
