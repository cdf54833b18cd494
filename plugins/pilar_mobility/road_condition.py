"""`RoadCondition`: how many kilometres of a road were in which state."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

from pilar_mobility.road_segment import RoadSegment

# Roughness by which Bina Marga's surveys grade paved roads: up to 4 m/km good, 8 fair, 12 lightly damaged.
BY_ROUGHNESS: Final = (
    "CASE WHEN iri_m_per_km <= 4 THEN 'GOOD' WHEN iri_m_per_km <= 8 THEN 'FAIR' "
    "WHEN iri_m_per_km <= 12 THEN 'LIGHTLY_DAMAGED' ELSE 'HEAVILY_DAMAGED' END"
)


class RoadState(enum.Enum):
    """Grades of the road surveys: baik, sedang, rusak ringan, rusak berat. Good and fair together are `mantap`."""

    GOOD = "GOOD"
    FAIR = "FAIR"
    LIGHTLY_DAMAGED = "LIGHTLY_DAMAGED"
    HEAVILY_DAMAGED = "HEAVILY_DAMAGED"


class RoadCondition(Entity, table=True):
    """Kilometres of a road segment found in one state by the survey of a year; a segment may have several states.

    Starts empty: public works offices enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("segment_id", "year", "state")

    segment_id: int = reference(RoadSegment, back="conditions")
    """The road segment."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the survey."""
    state: RoadState = column(index=True)
    """The state found."""
    length_km: float = column(unit="km", index=True, ge=0)
    """Kilometres of the segment in this state."""
    iri_m_per_km: float | None = column(default=None, unit="m/km", ge=0, le=50)
    """Mean international roughness index (IRI) of these kilometres, where it was measured."""
    stable: bool | None = computed("state IN ('GOOD', 'FAIR')", index=True)
    """Whether the state counts as stable (mantap): good or fair."""
    iri_plausible: bool | None = computed(
        f"CASE WHEN iri_m_per_km IS NOT NULL THEN state = {BY_ROUGHNESS} END", index=True
    )
    """Whether the roughness gives the same state by the thresholds of Bina Marga's surveys for paved roads (up to
    4 m/km good, 8 fair, 12 lightly damaged); null where it was not measured."""
    source_id: int = reference("source")
    """Where the row comes from."""
