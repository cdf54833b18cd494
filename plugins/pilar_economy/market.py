"""`Market`: where a region's people buy and sell."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar import Entity, column, computed, reference


class MarketKind(enum.Enum):
    """Kinds of market. `PEOPLES_MARKET` is a pasar rakyat, `FISH` a market at a landing place."""

    PEOPLES_MARKET = "PEOPLES_MARKET"
    WHOLESALE = "WHOLESALE"
    SHOPPING_CENTRE = "SHOPPING_CENTRE"
    AUCTION = "AUCTION"
    FISH = "FISH"
    LIVESTOCK = "LIVESTOCK"


class Market(Entity, table=True):
    """A market place. Starts empty: regions enter their own."""

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=80)
    """Stable short name, given by whoever enters the market."""
    name: str = column(index=True, max_length=200)
    """Name of the market."""
    kind: MarketKind = column(index=True)
    """What kind of market it is."""
    region_id: int = reference("region")
    """The kabupaten or kota that it stands in."""
    stalls: int | None = column(default=None, unit="{stall}", index=True, ge=0)
    """Stalls, booths and kiosks."""
    traders: int | None = column(default=None, unit="{person}", ge=0)
    """Traders who are active there."""
    traders_digital: int | None = column(default=None, unit="{person}", ge=0)
    """Of them, those who take digital payment, such as QRIS."""
    digital_pct: float | None = computed(
        "round(10000.0 * traders_digital / nullif(traders, 0)) / 100.0", unit="%", index=True
    )
    """Traders who take digital payment, of all."""
    traders_consistent: bool | None = computed("traders_digital <= traders", index=True)
    """Whether no more traders take digital payment than there are; null where either is not known."""
    area_m2: float | None = column(default=None, unit="m2", ge=0)
    """Floor area."""
    meets_sni: bool | None = column(default=None, index=True)
    """Whether it is certified by the national standard for people's markets (SNI 8152)."""
    opening_year: int | None = column(default=None, ge=1600, le=2200)
    """Year in which it was opened."""
    longitude: float | None = column(default=None, unit="deg", ge=-180, le=180)
    """Longitude (WGS 84), east positive."""
    latitude: float | None = column(default=None, unit="deg", ge=-90, le=90)
    """Latitude (WGS 84), north positive."""
    operator_id: int | None = reference("organization", optional=True)
    """Who runs it."""
    source_id: int = reference("source")
    """Where the row comes from."""
