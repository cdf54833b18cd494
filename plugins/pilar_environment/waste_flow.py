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

    The flows of a region and year should total its generated waste: the indicator `ENV.WASTE_BALANCE` tells by how much
    they do, and is provisional where they are off by more than 5 %. Starts empty: cities enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the flow, such as `32.73-2024-LANDFILLED`."""
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
