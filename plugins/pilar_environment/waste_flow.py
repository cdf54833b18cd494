"""`WasteFlow`: where a region's waste ends."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_environment.waste_facility import WasteFacility


class Fate(enum.Enum):
    """What becomes of waste."""

    RECYCLED = "RECYCLED"
    COMPOSTED = "COMPOSTED"
    ENERGY = "ENERGY"
    INCINERATED = "INCINERATED"
    LANDFILLED = "LANDFILLED"
    OPEN_DUMPED = "OPEN_DUMPED"
    OPEN_BURNT = "OPEN_BURNT"
    LEAKED = "LEAKED"


class WasteFlow(Entity, table=True):
    """Tonnes of a region's waste that met one fate in a year, through a facility or none.

    The flows of a region and year should total its generated waste. Starts empty: cities enter their own.
    """

    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    region_id: int = reference("region")
    """The kabupaten or kota that the waste comes from."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year."""
    facility_id: int | None = reference(WasteFacility, optional=True)
    """The facility that it went through; null where it went through none."""
    fate: Fate = column(index=True)
    """What became of it."""
    tonnes: float = column(unit="t/a", index=True, ge=0)
    """Mass in the year."""
    source_id: int = reference("source")
    """Where the row comes from."""
