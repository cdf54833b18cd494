"""`GreenSpace`: parks, urban forests and what else is kept open and green."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class GreenSpaceKind(enum.Enum):
    """Kinds of green open space (ruang terbuka hijau, RTH), after Permen ATR/BPN 14/2022."""

    CITY_PARK = "CITY_PARK"
    URBAN_FOREST = "URBAN_FOREST"
    GREEN_LANE = "GREEN_LANE"
    RIVERSIDE = "RIVERSIDE"
    SPORTS_FIELD = "SPORTS_FIELD"
    CEMETERY = "CEMETERY"
    URBAN_FARM = "URBAN_FARM"
    PRIVATE_YARD = "PRIVATE_YARD"
    OTHER = "OTHER"


class GreenSpace(Entity, table=True):
    """A green open space in its extent of one year. Starts empty: cities enter their own.

    A city needs 30 % of its area as green open space, 20 % as public ones (UU 26/2007, article 29).
    """

    __key__: ClassVar[tuple[str, ...]] = ("code", "year")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    code: str = column(index=True, max_length=80)
    """Stable short name, given by whoever enters the space; the same in every year."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year whose extent the row gives. A year's rows should list all spaces of a region."""
    name: str = column(index=True, max_length=200)
    """Name or place of the space."""
    kind: GreenSpaceKind = column(index=True)
    """What kind of green open space it is."""
    is_public: bool = column(index=True)
    """Whether the government owns it and everybody may enter (RTH publik)."""
    region_id: int = reference("region")
    """The kabupaten or kota that it lies in."""
    area_ha: float = column(unit="har", index=True, ge=0)
    """Area."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who looks after it."""
    source_id: int = reference("source")
    """Where the row comes from."""
