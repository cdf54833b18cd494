"""`QuickWin`: what a plan shows its citizens first."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Expression, column, expression, reference

from pilar_masterplan.dimension import Dimension
from pilar_masterplan.master_plan import MasterPlan
from pilar_masterplan.status import DAYS_LATE, DONE, OVERDUE


class QuickWin(Entity, table=True):
    """A quick win of a master plan: a small service that is running within the year. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("master_plan_id", "code")

    master_plan_id: int = reference(MasterPlan)
    """The plan."""
    code: str = column(max_length=40)
    """Number in the plan."""
    name_id: str = column(max_length=300)
    """What is to be there."""
    name_en: str | None = column(default=None, max_length=300)
    """What is to be there, in English."""
    dimension: Dimension = column(index=True)
    """Dimension of the smart city that it serves."""
    due_on: datetime.date = column(index=True)
    """Day by which it is to be there."""
    done_on: datetime.date | None = column(default=None, index=True)
    """Day on which it began to run; null until then."""
    source_id: int = reference("source")
    """The document or report that says so."""
    done: ClassVar[Expression] = expression(DONE, type=bool)
    """It was there by the day asked for."""
    overdue: ClassVar[Expression] = expression(OVERDUE, type=bool)
    """It was due before the day asked for, and not there by then."""
    days_late: ClassVar[Expression] = expression(DAYS_LATE, type=int, unit="d")
    """Days past `due_on`: up to the day it was done, or to the day asked for; 0 when it is not late."""
