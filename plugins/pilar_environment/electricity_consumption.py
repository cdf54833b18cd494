"""`ElectricityConsumption`: how much electricity reached the customers of a region in a year."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference


class ElectricityConsumption(Entity, table=True):
    """Electricity that the utility PLN distributed to customers in a province in a year, published by BPS.

    Known for the 34 provinces before the splits of 2022: Papua and Papua Barat stand for their former area.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "source_id")

    region_id: int = reference("region")
    """The province."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year."""
    energy_gwh: float = column(unit="GW.h", index=True, ge=0)
    """Energy distributed in the year."""
    source_id: int = reference("source")
    """The dataset that the row was taken from."""
