"""`Deployment`: where an innovation is used."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, Region, column, computed, reference

from pilar_innovation.innovation import Innovation


class DeploymentStage(enum.Enum):
    """How far a deployment has come."""

    PILOT = "PILOT"
    OPERATING = "OPERATING"
    ENDED = "ENDED"


class Deployment(Entity, table=True):
    """An innovation in use in a region. Starts empty: regions enter what they use."""

    __key__: ClassVar[tuple[str, ...]] = ("innovation_id", "region_id", "since")
    __checks__: ClassVar[dict[str, str]] = {"period": "ended_on >= since"}

    innovation_id: int = reference(Innovation)
    """The innovation."""
    region_id: int = reference(Region)
    """The region that uses it."""
    since: datetime.date = column(index=True)
    """First day of use."""
    ended_on: datetime.date | None = column(default=None)
    """Last day of use, not before the first; null while it is in use."""
    stage: DeploymentStage = column(index=True)
    """Pilot, in operation, or ended."""
    stage_plausible: bool | None = computed("(stage = 'ENDED') = (ended_on IS NOT NULL)", index=True)
    """Whether the stage agrees with the last day: an ended deployment has one, others have none."""
    note: str | None = column(default=None, max_length=1000)
    """What is particular about it."""
    source_id: int = reference("source")
    """Where the row comes from."""
