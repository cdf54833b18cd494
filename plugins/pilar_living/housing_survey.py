"""`HousingSurvey`: the state of a settlement's housing in a year."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

from pilar_living.housing_area import HousingArea

# Thresholds of Permen PUPR 14/PRT/M/2018 on slums: light from 16, moderate from 38, heavy from 60 of 80 points.
SLUM_FROM: Final = 16
LEVEL: Final = (
    "CASE WHEN slum_score >= 60 THEN 'HEAVY' WHEN slum_score >= 38 THEN 'MODERATE'"
    f" WHEN slum_score >= {SLUM_FROM} THEN 'LIGHT' WHEN slum_score >= 0 THEN 'NONE' END"
)


class SlumLevel(enum.Enum):
    """How much of a slum a settlement is, by the points of Permen PUPR 14/PRT/M/2018."""

    NONE = "NONE"
    LIGHT = "LIGHT"
    MODERATE = "MODERATE"
    HEAVY = "HEAVY"


class HousingSurvey(Entity, table=True):
    """Dwellings of a settlement and what they lack, found in a year. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("area_id", "year")

    area_id: int = reference(HousingArea, back="surveys")
    """The settlement surveyed."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the survey."""
    population: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """Inhabitants."""
    dwellings: int | None = column(default=None, unit="{dwelling}", ge=0)
    """Dwellings."""
    adequate_dwellings: int | None = column(default=None, unit="{dwelling}", ge=0)
    """Dwellings that are adequate (rumah layak huni): sound, large enough, with proper water and sanitation."""
    adequate_pct: float | None = computed(
        "100.0 * adequate_dwellings / nullif(dwellings, 0)", unit="%", index=True
    )
    """Adequate dwellings of all."""
    adequate_plausible: bool | None = computed("adequate_dwellings <= dwellings", index=True)
    """Whether no more dwellings are adequate than there are."""
    slum_score: int | None = column(default=None, unit="{point}", index=True, ge=0, le=80)
    """Points for what buildings, roads, water, drainage, waste water, waste and fire protection lack: 0 nothing, 80
    everything (Permen PUPR 14/PRT/M/2018)."""
    slum_level: SlumLevel | None = computed(LEVEL, index=True)
    """What the points say: light from 16, moderate from 38, heavy from 60."""
    source_id: int = reference("source")
    """Where the row comes from."""
