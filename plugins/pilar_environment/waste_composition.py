"""`WasteComposition`: what a region's waste consists of."""

from __future__ import annotations

from typing import ClassVar, Final

from pilar import Entity, column, computed, reference

SHARES: Final = (
    "food_pct",
    "wood_twigs_pct",
    "paper_pct",
    "plastic_pct",
    "metal_pct",
    "textile_pct",
    "rubber_leather_pct",
    "glass_pct",
    "other_pct",
)
REPORTED: Final = f"coalesce({', '.join(SHARES)}) IS NOT NULL"
# Two decimals, as the ministry publishes: the sum of doubles would otherwise end in 99.99999999999999.
TOTAL: Final = f"round(100.0 * ({' + '.join(f'coalesce({share}, 0.0)' for share in SHARES)})) / 100.0"


class WasteComposition(Entity, table=True):
    """Shares of nine types in the waste of a kabupaten or kota in a year, as reported to SIPSN.

    Shares should total 100 %; `totalPlausible` tells where they do, within 2. Of 317 regions that report for
    2024, 68 give no share at all and 11 give shares that do not add up.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "source_id")

    region_id: int = reference("region")
    """The kabupaten or kota that reports."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year."""
    food_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Food remains (sisa makanan)."""
    wood_twigs_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Wood, twigs and leaves (kayu, ranting, daun)."""
    paper_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Paper and cardboard (kertas, karton)."""
    plastic_pct: float | None = column(default=None, unit="%", index=True, ge=0, le=100)
    """Plastic (plastik)."""
    metal_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Metal (logam)."""
    textile_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Textiles (kain)."""
    rubber_leather_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Rubber and leather (karet, kulit)."""
    glass_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Glass (kaca)."""
    other_pct: float | None = column(default=None, unit="%", ge=0, le=100)
    """Everything else (lainnya)."""
    total_pct: float | None = computed(f"CASE WHEN {REPORTED} THEN {TOTAL} END", unit="%")
    """Sum of the shares that are given; null where none is."""
    total_plausible: bool | None = computed(
        f"CASE WHEN {REPORTED} THEN {TOTAL} BETWEEN 98 AND 102 END", index=True
    )
    """Whether the shares total 100 % within 2; null where none is given."""
    source_id: int = reference("source")
    """The dataset that the row was taken from."""
