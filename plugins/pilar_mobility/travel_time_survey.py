"""`TravelTimeSurvey`: how much longer a journey takes in the rush hour."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, computed, reference


class TravelTimeSurvey(Entity, table=True):
    """Travel time along a corridor at the busiest hour and on a free road, measured in a year (U4SSC EC: I: T: 5A).

    Starts empty: cities enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "corridor", "source_id")

    region_id: int = reference("region")
    """The region that the corridor lies in."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the survey."""
    corridor: str = column(max_length=200)
    """Road, or beginning and end of the journey."""
    length_km: float | None = column(default=None, unit="km", ge=0)
    """Length of the corridor."""
    peak_min: float = column(unit="min", index=True, ge=0)
    """Mean travel time in the busiest hour."""
    free_flow_min: float = column(unit="min", ge=0)
    """Travel time on a free road, as at night."""
    travel_time_index: float | None = computed(
        "1.0 * peak_min / nullif(free_flow_min, 0)", unit="1", index=True
    )
    """Travel time in the busiest hour, divided by that on a free road: 1.5 is half as long again."""
    peak_speed_km_per_h: float | None = computed(
        "60.0 * length_km / nullif(peak_min, 0)", unit="km/h", index=True
    )
    """Mean speed in the busiest hour."""
    index_plausible: bool | None = computed(
        "CASE WHEN free_flow_min > 0 THEN peak_min >= free_flow_min AND peak_min <= 10.0 * free_flow_min END",
        index=True,
    )
    """Whether the busiest hour takes at least as long as a free road, and at most ten times as long; null where the
    latter is 0."""
    source_id: int = reference("source")
    """The survey that the row was taken from."""
