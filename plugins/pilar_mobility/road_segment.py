"""`RoadSegment`: a stretch of road and who answers for it."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class RoadClass(enum.Enum):
    """Who answers for a road: its status in the law on roads (UU 38/2004, article 9), and toll roads."""

    TOLL = "TOLL"
    NATIONAL = "NATIONAL"
    PROVINCIAL = "PROVINCIAL"
    KABUPATEN = "KABUPATEN"
    KOTA = "KOTA"
    VILLAGE = "VILLAGE"


class RoadFunction(enum.Enum):
    """What a road is for: its function in the law on roads (UU 38/2004, article 8)."""

    ARTERIAL = "ARTERIAL"
    COLLECTOR = "COLLECTOR"
    LOCAL = "LOCAL"
    NEIGHBOURHOOD = "NEIGHBOURHOOD"


class RoadSurface(enum.Enum):
    """What a road is made of."""

    ASPHALT = "ASPHALT"
    CONCRETE = "CONCRETE"
    PAVING = "PAVING"
    GRAVEL = "GRAVEL"
    EARTH = "EARTH"


class RoadSegment(Entity, table=True):
    """A numbered stretch (ruas) of road within one kabupaten, kota or province. Its state by year is in `conditions`.

    Starts empty: public works offices enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "length_km"),)

    code: str = column(max_length=80)
    """Number of the stretch (nomor ruas) after the code of its region, such as `32.73/014`."""
    name: str = column(index=True, max_length=200)
    """Name of the road."""
    road_class: RoadClass = column(index=True)
    """Who answers for it (status jalan)."""
    function: RoadFunction | None = column(default=None, index=True)
    """What it is for (fungsi jalan)."""
    surface: RoadSurface | None = column(default=None, index=True)
    """What most of it is made of."""
    length_km: float = column(unit="km", index=True, ge=0)
    """Length along the centre line."""
    width_m: float | None = column(default=None, unit="m", ge=0, le=200)
    """Mean width of the carriageway."""
    lanes: int | None = column(default=None, unit="{lane}", ge=1, le=30)
    """Lanes of both directions together."""
    region_id: int = reference("region")
    """The region that it lies in."""
    source_id: int = reference("source")
    """Where the row comes from."""
