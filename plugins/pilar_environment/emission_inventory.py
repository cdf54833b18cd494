"""`EmissionInventory`: which greenhouse gases a region emits, and from what."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference


class EmissionSector(enum.Enum):
    """Sectors of the IPCC Guidelines for National Greenhouse Gas Inventories (2006).

    IPPU: industrial processes and product use; AFOLU: agriculture, forestry and other land use.
    """

    ENERGY = "ENERGY"
    IPPU = "IPPU"
    AFOLU = "AFOLU"
    WASTE = "WASTE"
    OTHER = "OTHER"


class EmissionScope(enum.Enum):
    """Where emissions arise, by the Global Protocol for Community-Scale Inventories (GPC).

    Scope 1 within the region; scope 2 from grid electricity, heat and cold used in it; scope 3 elsewhere, because of
    activities in it.
    """

    SCOPE_1 = "SCOPE_1"
    SCOPE_2 = "SCOPE_2"
    SCOPE_3 = "SCOPE_3"


CATEGORY: Final = (
    "substr(category, 1, 1) = CASE sector WHEN 'ENERGY' THEN '1' WHEN 'IPPU' THEN '2' "
    "WHEN 'AFOLU' THEN '3' WHEN 'WASTE' THEN '4' ELSE '5' END"
)


class EmissionInventory(Entity, table=True):
    """Greenhouse gases that one category of sources in a region emitted in a year.

    Starts empty: regions enter their own. Enter the categories at their finest and no totals beside
    them, for rows are added up.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "category", "scope", "source_id")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)
    __plural__: ClassVar[str] = "emissionInventories"

    region_id: int = reference("region")
    """The region whose inventory it is."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year."""
    sector: EmissionSector = column(index=True)
    """Sector of the category."""
    category: str = column(index=True, max_length=20)
    """Code of the category in the IPCC Guidelines of 2006, such as `1A3b` (road transport) or `4A` (solid waste)."""
    scope: EmissionScope = column(index=True)
    """Where the emissions arise."""
    emissions_t_co2e: float = column(unit="t/a", index=True)
    """Emissions, less what is removed from the air, in tonnes of carbon dioxide equivalent."""
    category_plausible: bool | None = computed(CATEGORY, index=True)
    """Whether the category belongs to the sector: 1 energy, 2 IPPU, 3 AFOLU, 4 waste, 5 other."""
    sign_plausible: bool | None = computed("emissions_t_co2e >= 0 OR sector = 'AFOLU'", index=True)
    """Whether more is emitted than removed; only land may take up more than it gives off."""
    source_id: int = reference("source")
    """The inventory that the row was taken from."""
