"""`Observation`: one value of an indicator, for a region and a period."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar, Final

from sqlalchemy import false
from sqlmodel import Field

from pilar.commons.entity import Entity, column, reference
from pilar.commons.indicator import Indicator
from pilar.commons.region import Region
from pilar.commons.source import Source

DERIVED_REVISION: Final = 0
"""What a derived value has for its revision: so its key never is that of a published one."""


class ObservationStatus(enum.Enum):
    """Whether the publisher reserves the right to change a value."""

    PROVISIONAL = "PROVISIONAL"
    FINAL = "FINAL"


class Observation(Entity, table=True):
    """A value of an indicator for a region and a period. What was not observed has no row.

    Values are as published, but for those marked `derived`: they are calculated from the rows of a pillar, follow
    every change of those, and give way to a published value for the same region, indicator and year.

    A corrected value is a row of its own with a higher `revision`, so that a report can cite what it saw. Two
    publishers may differ about one period: the source is part of the key.
    """

    __key__: ClassVar[tuple[str, ...]] = (
        "region_id",
        "indicator_id",
        "period_start",
        "period_end",
        "source_id",
        "revision",
    )
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("region_id", "indicator_id", "year"),
        ("indicator_id", "year", "region_id"),
    )

    region_id: int = reference(Region)
    """The region observed, as it was delimited then: Papua before 2022 is the whole that was split later."""
    indicator_id: int = reference(Indicator)
    """What was observed."""
    year: int = column(index=True, ge=1900, le=2200)
    """Year of the period's last day."""
    period_start: datetime.date = column()
    """First day of the period."""
    period_end: datetime.date = column()
    """Last day of the period."""
    value: float = column()
    """The value, exactly as published or as derived, in `unit`."""
    unit: str = column(max_length=40)
    """Unit of the value, in UCUM; money as in `MIDR/a`, million rupiah a year."""
    status: ObservationStatus = column(default=ObservationStatus.FINAL)
    """Whether the value is provisional or final. Values published without a reservation are final."""
    source_id: int = reference(Source)
    """The dataset that the value was taken from, or that the rows came from which it was derived of."""
    licence: str = column(max_length=200)
    """Licence or terms under which this value may be used."""
    revision: int = column(default=1, ge=1)
    """1 for the value first published, 2 for its correction, and so on; 0 for a derived value."""
    derived: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether the value was calculated from rows of a pillar, such as a share of tonnes, rather than published."""
    supersedes_id: int | None = reference("observation", optional=True, back="corrections")
    """The row that this one corrects."""
