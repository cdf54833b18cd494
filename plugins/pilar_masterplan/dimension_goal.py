"""`DimensionGoal`: what a master plan wants to reach in one dimension."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference

from pilar_masterplan.dimension import Dimension
from pilar_masterplan.master_plan import MasterPlan


class DimensionGoal(Entity, table=True):
    """The goal of a master plan in a dimension, with the potential and the challenge that it answers. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("master_plan_id", "dimension")

    master_plan_id: int = reference(MasterPlan)
    """The plan."""
    dimension: Dimension = column(index=True)
    """Dimension of the smart city."""
    goal_id: str = column(max_length=2000)
    """What is to be reached by the end of the horizon."""
    goal_en: str | None = column(default=None, max_length=2000)
    """What is to be reached, in English."""
    potential_id: str | None = column(default=None, max_length=2000)
    """What the region can build on."""
    potential_en: str | None = column(default=None, max_length=2000)
    """What the region can build on, in English."""
    challenge_id: str | None = column(default=None, max_length=2000)
    """What stands in the way."""
    challenge_en: str | None = column(default=None, max_length=2000)
    """What stands in the way, in English."""
    source_id: int = reference("source")
    """The document that the goal is published in."""
