"""`Enterprise`: a business that takes part in a region's economy."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_economy.sector import Sector


class SizeClass(enum.Enum):
    """Size by capital without land and buildings (PP 7/2021, art. 35): micro up to 1 thousand million rupiah, small up
    to 5, medium up to 10, large beyond. Where capital is not known, by annual sales: up to 2, 15, 50 thousand million.
    """

    MICRO = "MICRO"
    SMALL = "SMALL"
    MEDIUM = "MEDIUM"
    LARGE = "LARGE"


class Enterprise(Entity, table=True):
    """A business, cooperative or start-up with its sector and size. Starts empty: regions and partners enter theirs.

    How many there are in a region is counted in `enterpriseCounts`, which does not need each to be listed here.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the business, or its registration number (NIB)."""
    name: str = column(index=True, max_length=200)
    """Name under which it trades."""
    region_id: int = reference("region")
    """The kabupaten or kota of its seat."""
    sector_id: int = reference(Sector)
    """Section of its main activity in KBLI 2020."""
    kbli_code: str | None = column(default=None, index=True, max_length=5)
    """Main activity in KBLI 2020, in up to five digits."""
    kbli_plausible: bool | None = computed("length(kbli_code) BETWEEN 2 AND 5")
    """Whether the code of the activity has from two to five digits; null where there is none."""
    size_class: SizeClass = column(index=True)
    """Its size."""
    workers: int | None = column(default=None, unit="{person}", index=True, ge=0)
    """People who work there."""
    founding_year: int | None = column(default=None, index=True, ge=1600, le=2200)
    """Year in which it was founded."""
    sells_online: bool | None = column(default=None, index=True)
    """Whether it sells through a shop, market place or app of the internet; null where nobody asked."""
    takes_digital_payment: bool | None = column(default=None, index=True)
    """Whether it takes digital payment, such as QRIS; null where nobody asked."""
    is_digital: bool | None = computed("sells_online OR takes_digital_payment", index=True)
    """Whether it sells online or takes digital payment."""
    is_exporter: bool | None = column(default=None, index=True)
    """Whether it sells abroad; null where nobody asked."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    url: str | None = column(default=None, max_length=500)
    """Its web site."""
    source_id: int = reference("source")
    """Where the row comes from."""
