"""`Shortfall`: where a region falls short of what an indicator is to reach."""

from __future__ import annotations

import enum
from typing import ClassVar

from pilar.commons.entity import Entity, column, reference
from pilar.commons.indicator import Indicator
from pilar.commons.observation import Observation
from pilar.commons.region import Region


class ShortfallBasis(enum.Enum):
    """What a value falls short of: a target that somebody set, or, where nobody did, the goalpost that scores 100."""

    TARGET = "TARGET"
    GOALPOST = "GOALPOST"


class Shortfall(Entity, table=True):
    """A region's latest value of an indicator, where it is worse than the indicator's target, or than the goalpost
    that scores 100 where there is no target. Worse is lower or higher as the indicator's direction says.

    A challenge of the region in the plainest sense. The period is that of the latest observation (a final value
    before a provisional one, then the latest revision), the source that of the observation. Computed at each request;
    regions without an observation have no row.
    """

    __view__: ClassVar[str] = """
        SELECT o.id, o.id AS observation_id, o.region_id, o.indicator_id, o.year, o.value, o.unit,
            CASE WHEN i.target_value IS NULL THEN 'GOALPOST' ELSE 'TARGET' END AS basis,
            coalesce(i.target_value, CASE i.direction WHEN 'UP' THEN i.goalpost_upper ELSE i.goalpost_lower END)
                AS wanted,
            abs(o.value - coalesce(i.target_value,
                CASE i.direction WHEN 'UP' THEN i.goalpost_upper ELSE i.goalpost_lower END)) AS gap,
            100.0 * abs(o.value - coalesce(i.target_value,
                CASE i.direction WHEN 'UP' THEN i.goalpost_upper ELSE i.goalpost_lower END))
                / nullif(i.goalpost_upper - i.goalpost_lower, 0) AS gap_pct
        FROM {observation} o JOIN {indicator} i ON i.id = o.indicator_id
        WHERE (i.direction = 'UP' AND o.value < coalesce(i.target_value, i.goalpost_upper)
                OR i.direction = 'DOWN' AND o.value > coalesce(i.target_value, i.goalpost_lower))
            AND o.id = (SELECT l.id FROM {observation} l
                WHERE l.region_id = o.region_id AND l.indicator_id = o.indicator_id
                ORDER BY l.year DESC, l.period_end DESC, l.status, l.revision DESC, l.id DESC LIMIT 1)
    """

    observation_id: int = reference(Observation)
    """The observation that this rests on: its period, status and source."""
    region_id: int = reference(Region)
    """The region that falls short."""
    indicator_id: int = reference(Indicator)
    """What is too low, or too high."""
    year: int = column()
    """Year of the observation."""
    value: float = column()
    """The observed value, in `unit`."""
    unit: str = column(max_length=40)
    """Unit of `value`, `wanted` and `gap`, in UCUM; money as in `MIDR/a`, million rupiah a year."""
    basis: ShortfallBasis = column()
    """Whether `wanted` is a target or a goalpost."""
    wanted: float = column()
    """What the value should have reached, in `unit`."""
    gap: float = column()
    """How much is missing, or too much, in `unit`; always positive."""
    gap_pct: float | None = column(default=None, unit="%")
    """The gap as a share of the range between the indicator's goalposts: comparable between indicators."""
