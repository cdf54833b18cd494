"""`Commodity`: the goods that regions produce and trade."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, reference


class CommodityKind(enum.Enum):
    """What kind of good it is."""

    FOOD_CROP = "FOOD_CROP"
    HORTICULTURE = "HORTICULTURE"
    ESTATE_CROP = "ESTATE_CROP"
    LIVESTOCK = "LIVESTOCK"
    FISHERY = "FISHERY"
    FORESTRY = "FORESTRY"
    MINERAL = "MINERAL"
    PROCESSED_FOOD = "PROCESSED_FOOD"
    MANUFACTURE = "MANUFACTURE"
    CRAFT = "CRAFT"


class Commodity(Entity, table=True):
    """A good whose production or price is followed, in one unit everywhere. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, such as `rice-medium`."""
    name_id: str = column(index=True, max_length=200)
    name_en: str | None = column(default=None, max_length=200)
    """Name of the good, with its quality where that matters."""
    kind: CommodityKind = column(index=True)
    """What kind of good it is."""
    unit: str = column(max_length=40)
    """Unit that its quantities and prices are given in, in UCUM: `t`, `kg`, `L`, `m3`, `{egg}`."""
    hs_code: str | None = column(default=None, index=True, max_length=10)
    """Code in the Harmonized System of the World Customs Organization, where there is one."""
    source_id: int = reference("source")
    """Where the definition comes from."""
