"""`ShortfallMatch`: offers that answer a region's challenges, called for or not."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Indicator, Region, Shortfall, column, reference

from pilar_collaboration.matching import MEANT_FOR
from pilar_collaboration.offer import Offer


class ShortfallMatch(Entity, table=True):
    """An open offer for an indicator in which a region falls short, meant for that region: help for which the region
    has not called yet. Computed at each request from the latest observations.
    """

    __plural__: ClassVar[str] = "shortfallMatches"
    __view__: ClassVar[str] = f"""
        SELECT s.id * 2147483648 + o.id AS id, s.id AS shortfall_id, o.id AS offer_id, s.region_id, s.indicator_id,
            s.gap_pct, o.opens_on AS open_from, o.closes_on AS open_until
        FROM {{collaboration_offer}} o JOIN {{shortfall}} s ON s.indicator_id = o.indicator_id
        WHERE o.status = 'OPEN' AND {MEANT_FOR % "s.region_id"}
    """

    shortfall_id: int = reference(Shortfall)
    """Where the region falls short: value, what was wanted, observation."""
    offer_id: int = reference(Offer)
    """The offer that could help."""
    region_id: int = reference(Region)
    """The region that falls short."""
    indicator_id: int = reference(Indicator)
    """What is too low, or too high."""
    gap_pct: float | None = column(default=None, unit="%")
    """The gap as a share of the range between the indicator's goalposts: the larger, the more it would help."""
    open_from: datetime.date = column()
    """First day on which regions may ask for the offer."""
    open_until: datetime.date | None = column(default=None)
    """Last day on which regions may ask for it; null where there is none."""
