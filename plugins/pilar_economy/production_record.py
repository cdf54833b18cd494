"""`ProductionRecord`: how much of a commodity a region produced in a year."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_economy.commodity import Commodity


class ProductionRecord(Entity, table=True):
    """A region's production of one commodity in a year. Starts empty: BPS and regional offices publish such figures."""

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "commodity_id", "year")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("commodity_id", "year"),)

    region_id: int = reference("region")
    """The region that produced."""
    commodity_id: int = reference(Commodity)
    """What was produced."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year."""
    quantity: float = column(index=True, ge=0)
    """Quantity in the unit of the commodity."""
    harvested_ha: float | None = column(default=None, unit="ha", ge=0)
    """Area harvested in the year, counted once for each harvest; null for what does not grow on fields."""
    yield_per_ha: float | None = computed("quantity / nullif(harvested_ha, 0)", index=True)
    """Quantity for each hectare harvested, in the unit of the commodity."""
    producers: int | None = column(default=None, unit="{enterprise}", ge=0)
    """Farms or businesses that produced it."""
    value_idr: Decimal | None = column(default=None, scale=2, index=True, ge=0)
    """Value at producers' prices of the year, in rupiah (ISO 4217: IDR)."""
    source_id: int = reference("source")
    """Where the figures come from."""
