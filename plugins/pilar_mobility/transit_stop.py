"""`TransitStop`: where passengers board and alight."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

# Indonesia reaches from Sabang (95.0 E) to the border in Papua (141.02 E), from Miangas (5.57 N) to Ndana (11.01 S).
WITHIN_INDONESIA: Final = "longitude BETWEEN 94.9 AND 141.1 AND latitude BETWEEN -11.1 AND 6.1"


class StopKind(enum.Enum):
    """The location types of GTFS. A stop is a platform or a pole; a station holds several."""

    STOP = "STOP"
    STATION = "STATION"
    ENTRANCE = "ENTRANCE"
    NODE = "NODE"
    BOARDING_AREA = "BOARDING_AREA"


class TransitStop(Entity, table=True):
    """A stop, a station, or a part of one, as in `stops.txt` of a GTFS feed.

    Starts empty: operators import their feeds.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    code: str = column(max_length=200)
    """Code of the source, a colon, and the id in the feed."""
    name: str | None = column(default=None, index=True, max_length=300)
    """Name that passengers know; parts of a station may have none."""
    kind: StopKind = column(default=StopKind.STOP, index=True)
    """A stop, a station, or a part of one."""
    parent_id: int | None = reference("mobility_transit_stop", optional=True, back="parts")
    """The station that it belongs to."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    position_plausible: bool | None = computed(
        f"CASE WHEN longitude IS NOT NULL AND latitude IS NOT NULL THEN {WITHIN_INDONESIA} END", index=True
    )
    """Whether the position lies within the limits of Indonesia; null where there is none. A feed that exchanges
    longitude and latitude shows here."""
    wheelchair_accessible: bool | None = column(default=None, index=True)
    """Whether one can board in a wheelchair; null where the feed does not say."""
    real_time_information: bool | None = column(default=None, index=True)
    """Whether a display or announcement tells when the next vehicle comes (U4SSC EC: ICT: T: 1C). GTFS does not
    say; null where nobody entered it."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year of the timetable, or of the survey that found the stop."""
    region_id: int = reference("region")
    """The region that it stands in, or that for which the feed was imported."""
    source_id: int = reference("source")
    """The feed or document that the row was taken from."""
