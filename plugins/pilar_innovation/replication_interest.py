"""`ReplicationInterest`: regions that want an innovation, too."""

from __future__ import annotations

import datetime
import enum
from typing import ClassVar

from pilar import Entity, Region, column, reference

from pilar_innovation.innovation import Innovation


class InterestStage(enum.Enum):
    """How far a region has come with an innovation that it wants."""

    INTERESTED = "INTERESTED"
    IN_TALKS = "IN_TALKS"
    PLANNED = "PLANNED"
    REPLICATED = "REPLICATED"
    WITHDRAWN = "WITHDRAWN"


class ReplicationInterest(Entity, table=True):
    """A region's wish to adopt an innovation. Starts empty. Regions that have the challenge but have not asked are in
    `matches`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("innovation_id", "region_id")

    innovation_id: int = reference(Innovation)
    """The innovation."""
    region_id: int = reference(Region)
    """The region that wants it."""
    stated_on: datetime.date = column(index=True)
    """Day on which the region said so."""
    stage: InterestStage = column(index=True)
    """How far it has come."""
    source_id: int = reference("source")
    """Where the row comes from."""
