"""`SanitationFacility`: where waste water and faecal sludge go."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class SanitationKind(enum.Enum):
    """Indonesian kinds of sanitation facility (Permen PUPR 4/2017 on domestic waste water).

    IPALD treats waste water that comes through sewers, from a town or from a neighbourhood; IPLT treats faecal sludge
    that trucks bring from septic tanks; MCK is a public block for bathing, washing and toilets.
    """

    IPALD_TOWN = "IPALD_TOWN"
    IPALD_NEIGHBOURHOOD = "IPALD_NEIGHBOURHOOD"
    IPLT = "IPLT"
    SHARED_SEPTIC_TANK = "SHARED_SEPTIC_TANK"
    MCK = "MCK"


class SanitationFacility(Entity, table=True):
    """A facility for waste water, faecal sludge or public sanitation. Starts empty: cities enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the facility."""
    name: str = column(index=True, max_length=200)
    """Name of the facility."""
    kind: SanitationKind = column(index=True)
    """What kind of facility it is."""
    region_id: int = reference("region")
    """The kabupaten or kota that it stands in."""
    capacity_m3_per_day: float | None = column(default=None, unit="m3/d", index=True, ge=0)
    """Waste water or sludge that it is designed to treat in a day."""
    inflow_m3_per_day: float | None = column(default=None, unit="m3/d", ge=0)
    """Waste water or sludge that it receives in a day, on the average of the last year."""
    used_pct: float | None = computed(
        "100.0 * inflow_m3_per_day / nullif(capacity_m3_per_day, 0)", unit="%", index=True
    )
    """Inflow of the capacity: far below 100 % it stands idle, above it is overloaded."""
    overloaded: bool | None = computed("inflow_m3_per_day > capacity_m3_per_day", index=True)
    """Whether it receives more than it was designed for."""
    households_served: int | None = column(default=None, unit="{household}", index=True, ge=0)
    """Households that are connected, or whose tanks are emptied here."""
    opening_year: int | None = column(default=None, ge=1900, le=2200)
    """Year in which it went into operation."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
