"""`WasteReport`: what a kabupaten or kota reports of its waste in a year."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

# Two decimals, as the ministry publishes; round(x, 2) does not exist for doubles in PostgreSQL.
SHARE: Final = "round(10000.0 * ({tonnes}) / nullif(generated_tonnes, 0)) / 100.0"
RECYCLING: Final = "coalesce(recycled_tonnes, feedstock_tonnes) IS NOT NULL"
RECYCLED: Final = "coalesce(recycled_tonnes, 0.0) + coalesce(feedstock_tonnes, 0.0)"


class WasteReport(Entity, table=True):
    """Waste of a kabupaten or kota in a year, as reported to the national waste register SIPSN.

    Generated waste is either managed (reduced at source, or handled) or it is not. What a region did not
    report is null, which is not zero: for 2024, 315 of 514 report, 311 of them reduction and 308 handling.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "source_id")

    region_id: int = reference("region")
    """The kabupaten or kota that reports."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year."""
    generated_tonnes: float = column(unit="t/a", index=True, ge=0)
    """Household and similar waste generated (timbulan sampah)."""
    reduced_tonnes: float | None = column(default=None, unit="t/a", ge=0)
    """Of it, avoided, reused or recycled at the source (pengurangan)."""
    handled_tonnes: float | None = column(default=None, unit="t/a", ge=0)
    """Of it, sorted, collected, processed or landfilled under control (penanganan)."""
    managed_tonnes: float | None = column(default=None, unit="t/a", index=True, ge=0)
    """Of it, reduced or handled (sampah terkelola), as published."""
    recycled_tonnes: float | None = column(default=None, unit="t/a", ge=0)
    """Of it, recycled (daur ulang sampah)."""
    feedstock_tonnes: float | None = column(default=None, unit="t/a", ge=0)
    """Of it, made into raw material (bahan baku sampah)."""
    reduced_pct: float | None = computed(SHARE.format(tonnes="reduced_tonnes"), unit="%")
    """Reduced of generated; the national goal is 30 % in 2025 (Perpres 97/2017)."""
    handled_pct: float | None = computed(SHARE.format(tonnes="handled_tonnes"), unit="%")
    """Handled of generated; the national goal is 70 % in 2025 (Perpres 97/2017)."""
    managed_pct: float | None = computed(SHARE.format(tonnes="managed_tonnes"), unit="%", index=True)
    """Managed of generated."""
    recycling_pct: float | None = computed(
        f"CASE WHEN {RECYCLING} THEN {SHARE.format(tonnes=RECYCLED)} END", unit="%", index=True
    )
    """Recycled and made into raw material, of generated; null where neither is reported."""
    source_id: int = reference("source")
    """The dataset that the row was taken from."""
