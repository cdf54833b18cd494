"""`Procurement`: what a region's government bought in a year, by method, and whether electronically."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, computed, reference


class ProcurementMethod(enum.Enum):
    """Methods of public procurement (Perpres 16/2018).

    `TENDER`, `QUICK_TENDER` (tender cepat) and `SELECTION` (seleksi, of consultants) are competitive, `E_PURCHASING`
    buys from a catalogue, `DIRECT` (pengadaan langsung) is for small values, `APPOINTMENT` (penunjukan langsung) for
    special cases, `SELF_MANAGED` (swakelola) for what an office does itself.
    """

    TENDER = "TENDER"
    QUICK_TENDER = "QUICK_TENDER"
    SELECTION = "SELECTION"
    E_PURCHASING = "E_PURCHASING"
    DIRECT = "DIRECT"
    APPOINTMENT = "APPOINTMENT"
    SELF_MANAGED = "SELF_MANAGED"


class Procurement(Entity, table=True):
    """Procurement packages of a region's government in a year, by one method, electronic or not.

    Packages procured electronically of all packages is the indicator GOV.EPROCUREMENT, which U4SSC counts by number,
    not by value. Starts empty: governments enter their own.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "method", "is_electronic")

    region_id: int = reference("region")
    """The region whose government procures."""
    year: int = column(index=True, ge=1945, le=2200)
    """Budget year, which is the calendar year."""
    method: ProcurementMethod = column(index=True)
    """How the supplier was found."""
    is_electronic: bool = column(index=True)
    """Whether it was done in an electronic system (SPSE, electronic catalogue, online shop)."""
    packages: int = column(unit="{package}/a", index=True, ge=0)
    """Packages contracted in the year."""
    value_idr: Decimal | None = column(default=None, scale=2, ge=0)
    """Value of the contracts in rupiah (ISO 4217: IDR), at prices of the year."""
    ceiling_idr: Decimal | None = column(default=None, scale=2, ge=0)
    """Budget ceiling (pagu) of these packages in rupiah (ISO 4217: IDR), at prices of the year."""
    domestic_idr: Decimal | None = column(default=None, scale=2, ge=0)
    """Of the value, domestic products in rupiah (ISO 4217: IDR)."""
    small_enterprise_idr: Decimal | None = column(default=None, scale=2, ge=0)
    """Of the value, bought from micro and small enterprises and cooperatives in rupiah (ISO 4217: IDR)."""
    small_enterprise_pct: float | None = computed(
        "round(10000.0 * small_enterprise_idr / nullif(value_idr, 0)) / 100.0", unit="%"
    )
    """Share of micro and small enterprises and cooperatives in the value."""
    value_plausible: bool | None = computed(
        "value_idr <= coalesce(ceiling_idr, value_idr) AND coalesce(domestic_idr, 0) <= value_idr"
        " AND coalesce(small_enterprise_idr, 0) <= value_idr",
        index=True,
    )
    """Whether the value keeps within its ceiling and its parts within the value; null where no value is given."""
    source_id: int = reference("source")
    """Where the figures come from."""
