"""`HazardZone`: where a disaster is to be expected."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class Hazard(enum.Enum):
    """Hazards of the disaster risk index of the disaster agency BNPB (IRBI), and epidemics."""

    EARTHQUAKE = "EARTHQUAKE"
    TSUNAMI = "TSUNAMI"
    VOLCANIC_ERUPTION = "VOLCANIC_ERUPTION"
    FLOOD = "FLOOD"
    FLASH_FLOOD = "FLASH_FLOOD"
    LANDSLIDE = "LANDSLIDE"
    DROUGHT = "DROUGHT"
    FOREST_FIRE = "FOREST_FIRE"
    EXTREME_WEATHER = "EXTREME_WEATHER"
    EXTREME_WAVES_ABRASION = "EXTREME_WAVES_ABRASION"
    LIQUEFACTION = "LIQUEFACTION"
    TECHNOLOGICAL = "TECHNOLOGICAL"
    EPIDEMIC = "EPIDEMIC"


class HazardLevel(enum.Enum):
    """Classes of hazard on the maps of BNPB (Perka BNPB 2/2012)."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"


class HazardZone(Entity, table=True):
    """An area that a hazard threatens, as mapped for a region's disaster risk assessment. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "hazard"),)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the zone."""
    name: str = column(index=True, max_length=200)
    """Name of the zone."""
    region_id: int = reference("region")
    """The kabupaten or kota that it lies in."""
    hazard: Hazard = column(index=True)
    """What threatens it."""
    level: HazardLevel = column(index=True)
    """How much it is threatened."""
    area_ha: float | None = column(default=None, unit="har", index=True, ge=0)
    """Area, in hectares."""
    population: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """Inhabitants of the zone in the year of the map."""
    population_per_ha: float | None = computed("1.0 * population / nullif(area_ha, 0)", unit="{person}/har")
    """Inhabitants per hectare."""
    map_year: int | None = column(default=None, ge=1900, le=2200)
    """Year of the map."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude of its middle (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude of its middle (WGS 84), north positive."""
    source_id: int = reference("source")
    """Where the row comes from."""
