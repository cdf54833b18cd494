"""`TransitPattern`: one of the ways in which a route is run."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference

from pilar_mobility.transit_route import TransitRoute


class TransitPattern(Entity, table=True):
    """A sequence of stops in one direction of a route that trips follow: short runs and detours have their own.

    It says once what `stop_times.txt` of a GTFS feed says for every trip. Starts empty: operators import their feeds.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("route_id", "direction", "rank"),)

    code: str = column(max_length=220)
    """Code of the route, its direction, and a digest of the stops: the same stops always have the same code."""
    route_id: int = reference(TransitRoute, back="patterns")
    """The route."""
    direction: int = column(default=0, ge=0, le=1)
    """0 or 1, as the feed numbers the two directions of travel; 0 where it does not."""
    rank: int = column(index=True, ge=1)
    """1 for the pattern that most trips of the direction follow, 2 for the next, and so on."""
    headsign: str | None = column(default=None, max_length=300)
    """Destination that vehicles of its first trip show."""
    trips: int = column(unit="{trip}", index=True, big=True, ge=0, le=1e15)
    """Trips of the whole timetable, each counted on every day on which it runs."""
    stop_count: int = column(unit="{stop}", index=True, ge=0)
    """Calls at stops from end to end."""
    length_km: float | None = column(default=None, unit="km", index=True, ge=0)
    """Length along the drawn shape of its first trip; in straight lines from stop to stop where it has none."""
    duration_min: float | None = column(default=None, unit="min", index=True, ge=0)
    """Scheduled time from the departure at the first stop to the arrival at the last, mean of its trips."""
    source_id: int = reference("source")
    """The feed that the row was taken from."""
