"""`TrafficCount`: vehicles that passed a place."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

from pilar_mobility.road_segment import RoadSegment

CLASSES: Final = ("motorcycles", "cars", "buses", "trucks", "non_motorised")
COUNTED: Final = f"coalesce({', '.join(CLASSES)}) IS NOT NULL"
TOTAL: Final = " + ".join(f"coalesce({name}, 0)" for name in CLASSES)


class CountDirection(enum.Enum):
    """Which traffic was counted: that in the direction of rising kilometres, the other, or both together."""

    FORWARD = "FORWARD"
    BACKWARD = "BACKWARD"
    BOTH = "BOTH"


class TrafficCount(Entity, table=True):
    """Vehicles that passed a place on a road segment within some hours of a day, by class.

    Starts empty: transport offices enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("segment_id", "counted_on", "direction")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "counted_on"),)

    segment_id: int = reference(RoadSegment)
    """The road segment."""
    region_id: int = reference("region")
    """The region that the place lies in."""
    counted_on: datetime.date = column(index=True)
    """Day on which the count began."""
    direction: CountDirection = column(default=CountDirection.BOTH, index=True)
    """Which traffic was counted."""
    hours: float = column(unit="h", ge=0.25, le=24)
    """How long was counted."""
    motorcycles: int | None = column(default=None, unit="{vehicle}", ge=0)
    """Motorcycles (sepeda motor)."""
    cars: int | None = column(default=None, unit="{vehicle}", ge=0)
    """Cars, vans and minibuses, angkot among them."""
    buses: int | None = column(default=None, unit="{vehicle}", ge=0)
    """Buses."""
    trucks: int | None = column(default=None, unit="{vehicle}", ge=0)
    """Trucks of all sizes."""
    non_motorised: int | None = column(default=None, unit="{vehicle}", ge=0)
    """Bicycles, becak, carts."""
    peak_hour_vehicles: int | None = column(default=None, unit="{vehicle}/h", index=True, ge=0)
    """Vehicles in the busiest hour."""
    total_vehicles: int | None = computed(
        f"CASE WHEN {COUNTED} THEN {TOTAL} END", unit="{vehicle}", index=True
    )
    """Sum of the classes that were counted; null where none was."""
    vehicles_per_hour: float | None = computed(
        f"CASE WHEN {COUNTED} THEN 1.0 * ({TOTAL}) / nullif(hours, 0) END", unit="{vehicle}/h", index=True
    )
    """Mean of the hours that were counted."""
    peak_plausible: bool | None = computed(
        f"CASE WHEN {COUNTED} AND peak_hour_vehicles IS NOT NULL THEN "
        f"peak_hour_vehicles <= {TOTAL} AND peak_hour_vehicles * hours >= {TOTAL} END",
        index=True,
    )
    """Whether the busiest hour has no more vehicles than all hours and no fewer than their mean; null where either
    was not counted."""
    source_id: int = reference("source")
    """Where the row comes from."""
