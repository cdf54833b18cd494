"""`PowerPlant`: where electricity is made, and from what."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class Technology(enum.Enum):
    """What drives a power plant: its primary fuel or flow."""

    COAL = "COAL"
    GAS = "GAS"
    OIL = "OIL"
    GEOTHERMAL = "GEOTHERMAL"
    HYDRO = "HYDRO"
    SOLAR = "SOLAR"
    WIND = "WIND"
    BIOMASS = "BIOMASS"
    WASTE = "WASTE"
    MARINE = "MARINE"


class PowerPlant(Entity, table=True):
    """A power plant of at least 1 MW, from WRI's Global Power Plant Database (CC BY 4.0)."""

    __key__: ClassVar[tuple[str, ...]] = ("name",)

    name: str = column(max_length=200)
    """Name as the database gives it; PLTU is a steam plant, PLTG and PLTGU burn gas."""
    technology: Technology = column(index=True)
    """Primary fuel or flow. A plant with several is listed under the first."""
    capacity_mw: float = column(unit="MW", index=True, ge=0)
    """Installed electrical capacity."""
    commissioning_year: int | None = column(default=None, index=True, ge=1880, le=2200)
    """Year in which it went into operation, weighted by capacity where units differ; known for 20 of 178."""
    generation_gwh: float | None = column(default=None, unit="GW.h/a", index=True, ge=0)
    """Electricity made in a year, estimated by WRI from capacity and technology, not metered."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive, as published. Not all positions are good: that of the hydro plant
    Balambano (121.357, -2.5213) is also given for coal plants that stand elsewhere."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive, as published; see the longitude."""
    region_id: int | None = reference("region", optional=True)
    """The kabupaten or kota that it stands in, where that is certain; the database does not say."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it, where that is known."""
    source_id: int = reference("source")
    """The dataset that the row was taken from."""
