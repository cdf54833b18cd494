"""`RenewablePotential`: what renewable power a region could have."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class Resource(enum.Enum):
    """Renewable resources for making electricity."""

    SOLAR = "SOLAR"
    WIND = "WIND"
    HYDRO = "HYDRO"
    GEOTHERMAL = "GEOTHERMAL"
    BIOENERGY = "BIOENERGY"
    MARINE = "MARINE"


class RenewablePotential(Entity, table=True):
    """Capacity that a renewable resource of a region could carry, by one estimate. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "resource", "source_id")

    region_id: int = reference("region")
    """The region that has the resource."""
    resource: Resource = column(index=True)
    """The resource."""
    potential_mw: float = column(unit="MW", index=True, ge=0)
    """Electrical capacity that could be installed."""
    source_id: int = reference("source")
    """The study or plan that estimates it."""
