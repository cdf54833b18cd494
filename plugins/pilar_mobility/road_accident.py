"""`RoadAccident`: an accident and whom it hurt."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_mobility.road_segment import RoadSegment


class CollisionKind(enum.Enum):
    """How an accident happened."""

    HEAD_ON = "HEAD_ON"
    REAR_END = "REAR_END"
    SIDE = "SIDE"
    SINGLE_VEHICLE = "SINGLE_VEHICLE"
    PEDESTRIAN = "PEDESTRIAN"
    LEVEL_CROSSING = "LEVEL_CROSSING"
    OTHER = "OTHER"


class RoadAccident(Entity, table=True):
    """One accident on a road, as the traffic police records it. Names and number plates have no place here.

    Figures of a whole year are an `AccidentReport`. Starts empty: cities enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "occurred_on"),)

    code: str = column(max_length=80)
    """Number of the record, without names."""
    occurred_on: datetime.date = column(index=True)
    """Day of the accident."""
    region_id: int = reference("region")
    """The kabupaten or kota in which it happened."""
    segment_id: int | None = reference(RoadSegment, optional=True)
    """The road segment, where that is known."""
    collision: CollisionKind | None = column(default=None, index=True)
    """How it happened."""
    killed: int = column(unit="{person}", index=True, ge=0)
    """Persons who died of it, at once or within 30 days (the definition of SDG indicator 3.6.1)."""
    seriously_injured: int | None = column(default=None, unit="{person}", ge=0)
    """Persons seriously injured (luka berat)."""
    slightly_injured: int | None = column(default=None, unit="{person}", ge=0)
    """Persons slightly injured (luka ringan)."""
    fatal: bool | None = computed("killed > 0", index=True)
    """Whether somebody died of it."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    source_id: int = reference("source")
    """Where the row comes from."""
