"""The six tables of the data set, all of its rows published."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class RegionKind(enum.Enum):
    """The two levels of region."""

    PROVINCE = "PROVINCE"
    REGENCY = "REGENCY"


class Technology(enum.Enum):
    """What drives a facility."""

    SOLAR = "SOLAR"
    HYDRO = "HYDRO"
    WIND = "WIND"
    GEOTHERMAL = "GEOTHERMAL"
    BIOMASS = "BIOMASS"
    GAS = "GAS"
    COAL = "COAL"
    DIESEL = "DIESEL"


class Status(enum.Enum):
    """Where a programme stands."""

    PLANNED = "PLANNED"
    ACTIVE = "ACTIVE"
    DONE = "DONE"
    PAUSED = "PAUSED"


class Region(Entity, table=True):
    """A province or a regency."""

    __max_page__: ClassVar[int] = 600
    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=8)
    """`11` a province, `11.01` a regency."""
    name: str = column(max_length=60)
    """Made-up name."""
    kind: RegionKind = column(index=True)
    """Province or regency."""
    parent_id: int | None = reference("bench_region", optional=True, back="children")
    """The province of a regency."""


class Organization(Entity, table=True):
    """Whoever operates facilities."""

    name: str = column(max_length=60)
    """Made-up name."""


class Indicator(Entity, table=True):
    """What is observed."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=8)
    """Short name."""
    name: str = column(max_length=60)
    """Made-up name."""
    unit: str = column(max_length=10)
    """Unit of its values."""
    pillar: str = column(max_length=20)
    """What it belongs to."""


class Observation(Entity, table=True):
    """One value of one indicator in one regency and year."""

    __max_page__: ClassVar[int] = 2_000

    region_id: int = reference(Region)
    """The regency."""
    indicator_id: int = reference(Indicator)
    """What was observed."""
    year: int = column(ge=1900, le=2200)
    """Calendar year."""
    value: float = column()
    """The value, in the indicator's unit."""


class Facility(Entity, table=True):
    """A place where electricity is made."""

    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("technology", "capacity"),)

    region_id: int = reference(Region)
    """The regency that it stands in."""
    organization_id: int = reference(Organization)
    """Who runs it."""
    name: str = column(max_length=60)
    """Made-up name."""
    technology: Technology = column()
    """What drives it."""
    capacity: float = column(unit="MW", ge=0)
    """Installed electrical capacity."""


class Programme(Entity, table=True):
    """Something that a regency has undertaken."""

    region_id: int = reference(Region)
    """The regency."""
    title: str = column(max_length=80)
    """Made-up title."""
    status: Status = column()
    """Where it stands."""
    budget: int = column(ge=0)
    """Budget in units of a thousand."""
    progress: float = column(unit="%", ge=0, le=100)
    """How much of it is done."""
