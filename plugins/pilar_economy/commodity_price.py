"""`CommodityPrice`: what a commodity costs at a market on a day."""

from __future__ import annotations

import datetime
import enum
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, computed, reference

from pilar_economy.commodity import Commodity
from pilar_economy.market import Market


class PriceLevel(enum.Enum):
    """Who pays the price: the first buyer, the trader, or the household."""

    PRODUCER = "PRODUCER"
    WHOLESALE = "WHOLESALE"
    RETAIL = "RETAIL"


class CommodityPrice(Entity, table=True):
    """The price of one unit of a commodity at a market on a day. Starts empty: markets report their own."""

    __key__: ClassVar[tuple[str, ...]] = ("market_id", "commodity_id", "level", "observed_on")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("commodity_id", "observed_on"),
        ("market_id", "commodity_id", "observed_on"),
    )
    __max_page__: ClassVar[int] = 400

    market_id: int = reference(Market, back="prices")
    """Where it was observed."""
    commodity_id: int = reference(Commodity, back="prices")
    """What was priced."""
    level: PriceLevel = column(index=True)
    """Who pays it."""
    observed_on: datetime.date = column(index=True)
    """Day on which it was observed."""
    price: Decimal = column(scale=2, index=True, ge=0)
    """Price of one unit of the commodity, in `currency`. What was not sold has no row."""
    price_plausible: bool | None = computed("price > 0", index=True)
    """Whether anything was to be paid: a price of zero is rather one that was not observed."""
    currency: str = column(default="IDR", index=True, max_length=3)
    """Currency of the price, ISO 4217."""
    source_id: int = reference("source")
    """Who reports it."""
