"""`Match`: which innovations answer a region's challenges, and who else has the challenge that an innovation solves."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, Indicator, Region, Shortfall, column, reference

from pilar_innovation.innovation import Innovation


class Match(Entity, table=True):
    """An innovation and a region that falls short in an indicator which the innovation improves. Computed at each
    request from the latest observations: what is better than its target, or than its goalpost, is no challenge.
    """

    __plural__: ClassVar[str] = "matches"
    __view__: ClassVar[str] = """
        SELECT s.id * 2147483648 + n.id AS id, n.innovation_id, s.region_id, s.indicator_id, s.id AS shortfall_id,
            s.gap_pct,
            EXISTS (SELECT 1 FROM {innovation_deployment} d
                WHERE d.innovation_id = n.innovation_id AND d.region_id = s.region_id AND d.stage <> 'ENDED')
                AS deployed,
            EXISTS (SELECT 1 FROM {innovation_replication_interest} r
                WHERE r.innovation_id = n.innovation_id AND r.region_id = s.region_id AND r.stage <> 'WITHDRAWN')
                AS interested,
            (SELECT count(*) FROM {innovation_effect} e
                WHERE e.innovation_id = n.innovation_id AND e.indicator_id = n.indicator_id) AS measurements,
            (SELECT avg(e.improvement_pct) FROM {innovation_effect} e
                WHERE e.innovation_id = n.innovation_id AND e.indicator_id = n.indicator_id) AS mean_improvement_pct
        FROM {innovation_innovation_indicator} n JOIN {innovation_innovation} v ON v.id = n.innovation_id
            JOIN {shortfall} s ON s.indicator_id = n.indicator_id
    """

    innovation_id: int = reference(Innovation)
    """The innovation that could help."""
    region_id: int = reference(Region)
    """The region that falls short."""
    indicator_id: int = reference(Indicator)
    """What is too low, or too high."""
    shortfall_id: int = reference(Shortfall)
    """Where the region falls short: value, what was wanted, observation."""
    gap_pct: float | None = column(default=None, unit="%")
    """The region's gap as a share of the range between the indicator's goalposts."""
    deployed: bool = column()
    """Whether the region uses the innovation already."""
    interested: bool = column()
    """Whether the region has said that it wants it, and has not withdrawn."""
    measurements: int = column()
    """How often the innovation's effect on the indicator was measured, anywhere."""
    mean_improvement_pct: float | None = column(default=None, unit="%")
    """Mean of the measured improvements, as a share of the range between the goalposts; null where nobody measured."""
