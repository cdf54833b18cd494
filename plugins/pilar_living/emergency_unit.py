"""`EmergencyUnit`: who comes when help is needed."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

# Permendagri 114/2018: minimum service of the fire brigades of kabupaten and kota.
FIRE_STANDARD_MIN: Final = 15


class EmergencyKind(enum.Enum):
    """Who answers an emergency: fire brigade, ambulance (PSC 119), police, search and rescue, disaster agency (BPBD),
    or the common call centre (112)."""

    FIRE = "FIRE"
    AMBULANCE = "AMBULANCE"
    POLICE = "POLICE"
    SEARCH_AND_RESCUE = "SEARCH_AND_RESCUE"
    DISASTER_AGENCY = "DISASTER_AGENCY"
    CALL_CENTRE = "CALL_CENTRE"


class EmergencyUnit(Entity, table=True):
    """A station or post of an emergency service. Starts empty: cities enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "kind"),)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the unit."""
    name: str = column(index=True, max_length=200)
    """Name of the station or post."""
    kind: EmergencyKind = column(index=True)
    """Which service it belongs to."""
    region_id: int = reference("region")
    """The kabupaten or kota that it stands in."""
    staff: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """People who work there, all shifts together."""
    vehicles: int | None = column(default=None, unit="{vehicle}", ge=0)
    """Vehicles and boats ready for use."""
    response_min: float | None = column(default=None, unit="min", index=True, ge=0)
    """Median time from call to arrival over the last year."""
    meets_standard: bool | None = computed(
        f"CASE WHEN kind = 'FIRE' THEN response_min <= {FIRE_STANDARD_MIN} END", index=True
    )
    """Whether a fire station arrives within the 15 minutes of Permendagri 114/2018; null for other services."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
