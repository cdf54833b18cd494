"""`TransitRoute`: a line of public transport."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_mobility.transit_agency import TransitAgency


class TransitMode(enum.Enum):
    """What runs on a route: the basic types of GTFS, to which its extended types are brought back.

    Angkot and other minibuses of fixed routes are buses.
    """

    TRAM = "TRAM"
    METRO = "METRO"
    RAIL = "RAIL"
    BUS = "BUS"
    COACH = "COACH"
    FERRY = "FERRY"
    CABLE_TRAM = "CABLE_TRAM"
    AERIAL_LIFT = "AERIAL_LIFT"
    FUNICULAR = "FUNICULAR"
    TROLLEYBUS = "TROLLEYBUS"
    MONORAIL = "MONORAIL"
    OTHER = "OTHER"


class TransitRoute(Entity, table=True):
    """A line of public transport that passengers know by a number or a name, as in `routes.txt` of a GTFS feed.

    Starts empty: operators import their feeds.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    code: str = column(max_length=200)
    """Code of the source, a colon, and the id in the feed."""
    short_name: str | None = column(default=None, index=True, max_length=100)
    """Number or letters on the vehicle, such as `1A`."""
    long_name: str | None = column(default=None, index=True, max_length=500)
    """Name in words, often both ends."""
    mode: TransitMode = column(index=True)
    """What runs on it."""
    color: str | None = column(default=None, max_length=6)
    """Colour on maps, as six hexadecimal digits."""
    agency_id: int | None = reference(TransitAgency, optional=True, back="routes")
    """Who offers it."""
    length_km: float | None = column(default=None, unit="km", index=True, ge=0)
    """Length one way: of the longer of its two directions' main patterns. It is measured along the drawn
    shape, or in straight lines from stop to stop where there is none."""
    stop_count: int | None = column(default=None, unit="{stop}", index=True, ge=0)
    """Stops that at least one of its trips serves, either way; platforms count one by one."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the timetable, or of the survey that found the route."""
    valid_from: datetime.date | None = column(default=None)
    """First day of the timetable that the row was taken from."""
    valid_to: datetime.date | None = column(default=None)
    """Last day of the timetable that the row was taken from."""
    region_id: int = reference("region")
    """The region that it serves: that for which the feed was imported."""
    source_id: int = reference("source")
    """The feed or document that the row was taken from."""
