"""`ProgressReport`: how far an activity was on a day, and what it had cost."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, column, reference

from pilar_masterplan.activity import Activity


class ProgressReport(Entity, table=True):
    """What a region reports of an activity: its state on a day, not what the last report did not have. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("activity_id", "reported_on")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("activity_id", "reported_on"),)

    activity_id: int = reference(Activity)
    """The activity."""
    reported_on: datetime.date = column(index=True)
    """Day whose state is reported."""
    completed_pct: float = column(unit="%", ge=0, le=100)
    """Work done since the activity began."""
    spent: Decimal | None = column(default=None, scale=2, ge=0)
    """Money spent since the activity began, in `currency`."""
    currency: str = column(default="IDR", max_length=3)
    """Currency of the money spent, ISO 4217."""
    note: str | None = column(default=None, max_length=2000)
    """What went well or wrong."""
    source_id: int = reference("source")
    """Who reports."""
