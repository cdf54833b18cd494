"""`EnterpriseCount`: how many businesses of a sector and size a region has."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_economy.enterprise import SizeClass
from pilar_economy.sector import Sector


class EnterpriseCount(Entity, table=True):
    """Businesses of one sector and size in a region, at the end of a year, as a census or register counts them.

    Micro, small and medium of all is the indicator ECO.SME_SHARE; it needs the large ones to be counted, too. Starts
    empty: BPS's economic censuses and the registers of regions are imported into it.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "sector_id", "size_class")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    region_id: int = reference("region")
    """The region in which they are."""
    year: int = column(index=True, ge=1945, le=2200)
    """Calendar year at whose end they were counted."""
    sector_id: int = reference(Sector)
    """Section of their main activity in KBLI 2020."""
    size_class: SizeClass = column(index=True)
    """Their size, by PP 7/2021."""
    enterprises: int = column(unit="{enterprise}", index=True, ge=0)
    """Number of businesses."""
    digital_enterprises: int | None = column(default=None, unit="{enterprise}", ge=0)
    """Of them, those that sell online or take digital payment."""
    workers: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """People who work in them."""
    digital_pct: float | None = computed(
        "round(10000.0 * digital_enterprises / nullif(enterprises, 0)) / 100.0", unit="%", index=True
    )
    """Digital ones of all."""
    counts_consistent: bool | None = computed("digital_enterprises <= enterprises", index=True)
    """Whether no more are digital than there are; null where the digital ones were not counted."""
    source_id: int = reference("source")
    """The census or register."""
