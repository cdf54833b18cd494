"""`Milestone`: a date by which a programme has something to show."""

from __future__ import annotations

import datetime
from typing import ClassVar

from pilar import Entity, Expression, column, expression, reference

from pilar_masterplan.programme import Programme
from pilar_masterplan.status import DAYS_LATE, DONE, OVERDUE


class Milestone(Entity, table=True):
    """A milestone of a programme. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("programme_id", "code")

    programme_id: int = reference(Programme)
    """The programme."""
    code: str = column(max_length=40)
    """Number in the plan."""
    name_id: str = column(max_length=300)
    """What is to be there."""
    name_en: str | None = column(default=None, max_length=300)
    """What is to be there, in English."""
    due_on: datetime.date = column(index=True)
    """Day by which it is to be there."""
    done_on: datetime.date | None = column(default=None, index=True)
    """Day on which it was reached; null until then."""
    source_id: int = reference("source")
    """The document or report that says so."""
    done: ClassVar[Expression] = expression(DONE, type=bool)
    """It was there by the day asked for."""
    overdue: ClassVar[Expression] = expression(OVERDUE, type=bool)
    """It was due before the day asked for, and not there by then."""
    days_late: ClassVar[Expression] = expression(DAYS_LATE, type=int, unit="d")
    """Days past `due_on`: up to the day it was done, or to the day asked for; 0 when it is not late."""
