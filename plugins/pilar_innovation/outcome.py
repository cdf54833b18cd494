"""`Outcome`: what was measured before and after an innovation came."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Indicator, column, computed, reference

from pilar_innovation.deployment import Deployment


class Outcome(Entity, table=True):
    """A measurement of an indicator before a deployment and after, where it is deployed. Starts empty.

    It says what changed, not that the innovation alone did it.
    """

    __key__: ClassVar[tuple[str, ...]] = ("deployment_id", "indicator_id", "measured_on")
    __checks__: ClassVar[dict[str, str]] = {"period": "measured_on > baseline_on"}

    deployment_id: int = reference(Deployment)
    """The deployment."""
    indicator_id: int = reference(Indicator)
    """What was measured."""
    baseline_on: datetime.date = column()
    """Last day of the period to which `before` refers."""
    measured_on: datetime.date = column(index=True)
    """Last day of the period to which `after` refers; later than the baseline."""
    before: float = column()
    """The value before, in `unit`."""
    after: float = column()
    """The value after, in `unit`."""
    unit: str = column(max_length=40)
    """Unit of both values, in UCUM: that of the indicator."""
    change: float | None = computed("after - before")
    """After less before, in `unit`. Whether that is better depends on the indicator: see `effects`."""
    source_id: int = reference("source")
    """Who measured it."""
