"""`PublicSpace`: where everybody may be."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class PublicSpaceKind(enum.Enum):
    """Kinds of public space: an alun-alun is the central square of a town, a RPTRA one with services for children."""

    ALUN_ALUN = "ALUN_ALUN"
    PARK = "PARK"
    RPTRA = "RPTRA"
    PLAYGROUND = "PLAYGROUND"
    SPORTS_GROUND = "SPORTS_GROUND"
    WATERFRONT = "WATERFRONT"
    PEDESTRIAN_STREET = "PEDESTRIAN_STREET"
    LIBRARY = "LIBRARY"
    COMMUNITY_HALL = "COMMUNITY_HALL"


class PublicSpace(Entity, table=True):
    """A square, park, sports ground or building that is open to everybody. Starts empty: cities enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the space."""
    name: str = column(index=True, max_length=200)
    """Name of the space."""
    kind: PublicSpaceKind = column(index=True)
    """What kind of space it is."""
    region_id: int = reference("region")
    """The kabupaten or kota that it lies in."""
    area_m2: float | None = column(default=None, unit="m2", index=True, ge=0)
    """Area open to the public."""
    accessible: bool | None = column(default=None, index=True)
    """Whether people in wheelchairs can enter and use it; null where that was not examined."""
    free_wifi: bool | None = column(default=None, index=True)
    """Whether it offers internet access free of charge; null where that is not known."""
    opening_year: int | None = column(default=None, ge=1600, le=2200)
    """Year in which it was opened."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude of its middle (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude of its middle (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who looks after it."""
    source_id: int = reference("source")
    """Where the row comes from."""
