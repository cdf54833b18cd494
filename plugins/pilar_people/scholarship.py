"""`Scholarship`: money for those who learn."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, reference


class ScholarshipLevel(enum.Enum):
    """What a scholarship is for: school, vocational training, or the degrees of higher education (D diploma, S1
    bachelor, S2 master, S3 doctor)."""

    SCHOOL = "SCHOOL"
    TRAINING = "TRAINING"
    DIPLOMA = "DIPLOMA"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"


class Scholarship(Entity, table=True):
    """A scholarship of the state, a local government, a company or a foundation. Starts empty.

    Who got it, where and when, is in its `awards`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the scholarship."""
    name_id: str = column(index=True, max_length=200)
    name_en: str | None = column(default=None, max_length=200)
    """Name of the scholarship."""
    level: ScholarshipLevel = column(index=True)
    """What it is for."""
    amount_midr: Decimal | None = column(default=None, unit="MIDR/a", index=True, ge=0, scale=2)
    """Amount for one person and year, in million rupiah (ISO 4217: IDR) at current prices."""
    need_based: bool | None = column(default=None, index=True)
    """Whether it is for families of small means; null where that is not known."""
    provider_id: int | None = reference("organization", optional=True)
    """Who pays for it."""
    source_id: int = reference("source")
    """Where the row comes from."""
