"""`Effect`: outcomes, judged by the direction of their indicators."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Indicator, Region, column, reference

from pilar_innovation.deployment import Deployment
from pilar_innovation.innovation import Innovation
from pilar_innovation.outcome import Outcome


class Effect(Entity, table=True):
    """What an innovation achieved in a region, by one outcome: positive is better, whether the indicator should rise or
    fall. Outcomes in another unit than the indicator's, and of neutral indicators, have no row. Computed at each
    request.
    """

    __view__: ClassVar[str] = """
        SELECT o.id, o.id AS outcome_id, d.id AS deployment_id, d.innovation_id, d.region_id, o.indicator_id,
            o.measured_on,
            CASE i.direction WHEN 'UP' THEN o.after - o.before ELSE o.before - o.after END AS improvement,
            100.0 * CASE i.direction WHEN 'UP' THEN o.after - o.before ELSE o.before - o.after END
                / nullif(i.goalpost_upper - i.goalpost_lower, 0) AS improvement_pct,
            CASE i.direction WHEN 'UP' THEN o.after > o.before ELSE o.before > o.after END AS improved
        FROM {innovation_outcome} o JOIN {innovation_deployment} d ON d.id = o.deployment_id
            JOIN {indicator} i ON i.id = o.indicator_id AND i.unit = o.unit AND i.direction <> 'NEUTRAL'
    """

    outcome_id: int = reference(Outcome)
    """The measurement."""
    deployment_id: int = reference(Deployment)
    """The deployment that was measured."""
    innovation_id: int = reference(Innovation)
    """The innovation."""
    region_id: int = reference(Region)
    """Where it was measured."""
    indicator_id: int = reference(Indicator)
    """What was measured."""
    measured_on: datetime.date = column()
    """Last day of the period measured after."""
    improvement: float = column()
    """By how much the value got better, in the indicator's unit; negative where it got worse."""
    improvement_pct: float | None = column(default=None, unit="%")
    """The improvement as a share of the range between the indicator's goalposts: comparable between indicators."""
    improved: bool = column()
    """Whether the value got better at all."""
