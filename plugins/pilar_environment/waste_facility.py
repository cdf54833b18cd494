"""`WasteFacility`: where waste is sorted, treated, burnt or landfilled."""

from __future__ import annotations

import enum
from typing import ClassVar, Final

from pilar import Entity, column, computed, reference


class FacilityKind(enum.Enum):
    """Indonesian kinds of waste facility.

    TPA is a landfill, TPST an integrated treatment site, TPS3R a neighbourhood site for reducing, reusing and
    recycling; a waste bank buys sorted waste from households.
    """

    TPA = "TPA"
    TPST = "TPST"
    TPS3R = "TPS3R"
    WASTE_BANK = "WASTE_BANK"
    COMPOSTING = "COMPOSTING"
    RECYCLING_CENTRE = "RECYCLING_CENTRE"
    WASTE_TO_ENERGY = "WASTE_TO_ENERGY"


# Twice the largest of each kind that is known in Indonesia, by its owners: the landfill Bantargebang 7,500 t/d, the
# treatment site Rorotan 2,500 t/d, the power plant Benowo 1,000 t/d; neighbourhood sites serve some hundred households.
LARGEST_T_PER_DAY: Final = (
    "CASE kind WHEN 'TPA' THEN 15000 WHEN 'TPST' THEN 5000 WHEN 'WASTE_TO_ENERGY' THEN 2000 "
    "WHEN 'COMPOSTING' THEN 1000 WHEN 'RECYCLING_CENTRE' THEN 1000 ELSE 50 END"
)


class WasteFacility(Entity, table=True):
    """A facility that receives waste. Starts empty: cities enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the facility."""
    name: str = column(index=True, max_length=200)
    """Name of the facility."""
    kind: FacilityKind = column(index=True)
    """What it does with the waste."""
    region_id: int = reference("region")
    """The kabupaten or kota that it stands in."""
    capacity_t_per_day: float | None = column(default=None, unit="t/d", index=True, ge=0)
    """Waste that it is designed to receive in a day."""
    capacity_plausible: bool | None = computed(
        f"capacity_t_per_day > 0 AND capacity_t_per_day <= {LARGEST_T_PER_DAY}", index=True
    )
    """Whether the capacity is one that such a facility can have: above 0, and at most 15,000 t/d for a TPA, 5,000 for a
    TPST, 2,000 for waste to energy, 1,000 for composting or recycling, else 50. Larger ones often are tonnes a year."""
    opening_year: int | None = column(default=None, ge=1900, le=2200)
    """Year in which it went into operation."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
