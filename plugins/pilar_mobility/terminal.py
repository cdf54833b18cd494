"""`Terminal`: where journeys begin, end and change."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class TerminalKind(enum.Enum):
    """What calls at a terminal."""

    BUS = "BUS"
    RAIL = "RAIL"
    FERRY = "FERRY"
    SEA = "SEA"
    AIR = "AIR"
    CARGO = "CARGO"


class TerminalType(enum.Enum):
    """Types of bus terminal, by the routes that they serve: A between provinces and abroad, B within a province,
    C within a kabupaten or kota. They are the government's, the province's and the kabupaten's or kota's (UU 23/2014).
    """

    A = "A"
    B = "B"
    C = "C"


class Terminal(Entity, table=True):
    """A bus terminal, railway station, port or airport of a region. Starts empty: cities enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the terminal."""
    name: str = column(index=True, max_length=200)
    """Name of the terminal."""
    kind: TerminalKind = column(index=True)
    """What calls there."""
    terminal_type: TerminalType | None = column(default=None, index=True)
    """Type of a bus terminal; null for others."""
    passengers_per_year: int | None = column(default=None, unit="{person}/a", index=True, big=True, ge=0)
    """Passengers who left or arrived in `year`."""
    year: int | None = column(default=None, ge=1900, le=2200)
    """Calendar year of the passengers."""
    wheelchair_accessible: bool | None = column(default=None, index=True)
    """Whether all of it that passengers use can be reached in a wheelchair."""
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
