"""`CallMatch`: offers that answer calls."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Region, column, reference

from pilar_collaboration.call import Call
from pilar_collaboration.matching import MEANT_FOR
from pilar_collaboration.offer import Offer


class CallMatch(Entity, table=True):
    """An open offer that answers an open call: about the same indicator or theme, meant for the region that calls,
    and with a day on which both are open. Computed at each request.

    Matches on a day: `{openFrom: {lte: "2026-03-01"}, or: [{openUntil: {isNull: true}}, {openUntil: {gte:
    "2026-03-01"}}]}`. The best first: `orderBy: [{sameIndicator: DESC}, {sameTheme: DESC}]`.
    """

    __plural__: ClassVar[str] = "callMatches"
    __view__: ClassVar[str] = f"""
        SELECT c.id * 2147483648 + o.id AS id, c.id AS call_id, o.id AS offer_id, c.region_id,
            coalesce(c.indicator_id = o.indicator_id, FALSE) AS same_indicator, c.theme = o.theme AS same_theme,
            CASE WHEN c.opens_on > o.opens_on THEN c.opens_on ELSE o.opens_on END AS open_from,
            CASE WHEN o.closes_on IS NULL OR c.closes_on < o.closes_on THEN c.closes_on ELSE o.closes_on END
                AS open_until
        FROM {{collaboration_call}} c JOIN {{collaboration_offer}} o
            ON (c.theme = o.theme OR c.indicator_id = o.indicator_id)
            AND o.opens_on <= coalesce(c.closes_on, o.opens_on) AND c.opens_on <= coalesce(o.closes_on, c.opens_on)
        WHERE c.status = 'OPEN' AND o.status = 'OPEN' AND {MEANT_FOR % "c.region_id"}
    """

    call_id: int = reference(Call, back="matches")
    """The call."""
    offer_id: int = reference(Offer)
    """The offer that answers it."""
    region_id: int = reference(Region)
    """The region that calls."""
    same_indicator: bool = column()
    """Whether both name one indicator."""
    same_theme: bool = column()
    """Whether both have one theme."""
    open_from: datetime.date = column()
    """First day on which both are open."""
    open_until: datetime.date | None = column(default=None)
    """Last day on which both are open; null where neither has an end."""
