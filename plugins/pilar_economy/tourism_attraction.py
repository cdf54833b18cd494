"""`TourismAttraction`: what visitors come to a region for."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class AttractionKind(enum.Enum):
    """Kinds of attraction; UU 10/2009 names nature, culture and what is made by people. `VILLAGE` is a desa wisata."""

    NATURE = "NATURE"
    MARINE = "MARINE"
    CULTURE = "CULTURE"
    HERITAGE = "HERITAGE"
    RELIGIOUS = "RELIGIOUS"
    CULINARY = "CULINARY"
    VILLAGE = "VILLAGE"
    EVENT = "EVENT"
    MADE = "MADE"


class TourismAttraction(Entity, table=True):
    """A place or event that draws visitors. Starts empty: regions enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the attraction."""
    name_id: str = column(index=True, max_length=200)
    name_en: str | None = column(default=None, max_length=200)
    """Name of the attraction."""
    kind: AttractionKind = column(index=True)
    """What kind of attraction it is."""
    region_id: int = reference("region")
    """The kabupaten or kota that it lies in."""
    visitors: int | None = column(default=None, unit="{visit}/a", index=True, ge=0)
    """Visits in the year `visitorsYear`."""
    visitors_year: int | None = column(default=None, ge=1945, le=2200)
    """Calendar year of the visits."""
    capacity_per_day: int | None = column(default=None, unit="{visit}/d", ge=0)
    """Visits that it can bear in a day."""
    sells_tickets_online: bool | None = column(default=None, index=True)
    """Whether tickets or places can be had online; null where nobody asked."""
    is_accessible: bool | None = column(default=None, index=True)
    """Whether people with disabilities can visit it; null where nobody asked."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    url: str | None = column(default=None, max_length=500)
    """Where visitors read about it."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
