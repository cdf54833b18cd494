"""`TransitService`: how often a route is run."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

from pilar_mobility.transit_route import TransitRoute

HEADWAY: Final = "1.0 * (last_departure_min - first_departure_min) / nullif(trips - 1, 0)"


class DayKind(enum.Enum):
    """Kinds of day that timetables tell apart: Monday to Friday, Saturday, Sunday."""

    WEEKDAY = "WEEKDAY"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


class TransitService(Entity, table=True):
    """Trips of a route in one direction on a day of a kind: the day of the timetable on which the whole feed runs most.

    Trips by headway (`frequencies.txt`) count one by one. Starts empty: operators import their feeds.
    """

    __key__: ClassVar[tuple[str, ...]] = ("route_id", "direction", "day_kind")

    route_id: int = reference(TransitRoute, back="services")
    """The route."""
    direction: int = column(default=0, ge=0, le=1)
    """0 or 1, as the feed numbers the two directions of travel; 0 where it does not."""
    day_kind: DayKind = column(index=True)
    """The kind of day."""
    service_date: datetime.date = column(index=True)
    """The day that was counted: of its kind, that with most trips in the feed, the earliest where several have."""
    trips: int = column(unit="{trip}/d", index=True, ge=0, le=1_000_000)
    """Trips that begin on the day."""
    first_departure_min: float | None = column(default=None, unit="min", ge=0)
    """First departure from the first stop, in minutes since midnight."""
    last_departure_min: float | None = column(default=None, unit="min", ge=0)
    """Last departure from the first stop, in minutes since midnight of the service day: 1500 is 01:00 the next day."""
    headway_min: float | None = computed(HEADWAY, unit="min", index=True)
    """Mean time between departures: from the first to the last, by the trips between; null where there is one trip."""
    vehicle_km: float | None = column(default=None, unit="km/d", index=True, ge=0)
    """Kilometres run by these trips, by the lengths of their patterns."""
    source_id: int = reference("source")
    """The feed that the row was taken from."""
