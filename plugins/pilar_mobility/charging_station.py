"""`ChargingStation`: where electric vehicles get their energy."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class ChargingKind(enum.Enum):
    """SPKLU is a public charging station, SPBKLU one that swaps batteries, mostly of motorcycles."""

    SPKLU = "SPKLU"
    SPBKLU = "SPBKLU"


class ChargingStation(Entity, table=True):
    """A public station at which electric vehicles are charged or their batteries swapped.

    Starts empty: operators enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by the operator."""
    name: str = column(index=True, max_length=200)
    """Name or place."""
    kind: ChargingKind = column(index=True)
    """Charging or swapping."""
    connectors: int | None = column(default=None, unit="{connector}", index=True, ge=0)
    """Vehicles that can be charged, or batteries that can be swapped, at one time."""
    power_kw: float | None = column(default=None, unit="kW", index=True, ge=0)
    """Power of all connectors together."""
    opening_year: int | None = column(default=None, ge=1990, le=2200)
    """Year in which it went into operation."""
    region_id: int = reference("region")
    """The kabupaten or kota that it stands in."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
