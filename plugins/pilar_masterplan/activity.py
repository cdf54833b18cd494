"""`Activity`: a piece of work with its dates and its money, and how far it is."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Final

from pilar import Entity, Expression, column, expression, reference

from pilar_masterplan.programme import Programme
from pilar_masterplan.status import COST_VARIANCE, GAP, STATUS, Status

REPORTS: Final = "FROM {ProgressReport r} WHERE {r.activity_id} = {id} AND {r.reported_on} <= {on}"
LATEST: Final = "ORDER BY {r.reported_on} DESC LIMIT 1"


class Activity(Entity, table=True):
    """A piece of work in a programme. Starts empty.

    It should advance evenly from its first day to its last; what it has done is what the latest report up to
    the day says.
    """

    __key__: ClassVar[tuple[str, ...]] = ("programme_id", "code")
    __plural__: ClassVar[str] = "activities"

    programme_id: int = reference(Programme)
    """The programme that the activity belongs to."""
    code: str = column(max_length=40)
    """Number of the activity in the programme."""
    name_id: str = column(max_length=300)
    """What is done."""
    name_en: str | None = column(default=None, max_length=300)
    """What is done, in English."""
    starts_on: datetime.date = column()
    """Planned first day."""
    ends_on: datetime.date = column(index=True)
    """Planned last day."""
    weight: float = column(default=1.0, ge=0)
    """How much it counts in the programme, beside the weights of the other activities."""
    budget: Decimal | None = column(default=None, scale=2, ge=0)
    """Planned cost, in `currency`."""
    currency: str = column(default="IDR", max_length=3)
    """Currency of the budget, ISO 4217."""
    source_id: int = reference("source")
    """The document that the activity is published in."""
    planned_pct: ClassVar[Expression] = expression(
        "CASE WHEN {on} < {starts_on} THEN 0.0 WHEN {on} >= {ends_on} THEN 100.0"
        " ELSE 100.0 * ({on:day} - {starts_on:day} + 1) / ({ends_on:day} - {starts_on:day} + 1) END",
        type=float,
        unit="%",
    )
    """Work that should be done at the end of the day: days gone of days planned, first and last day included."""
    actual_pct: ClassVar[Expression] = expression(
        f"coalesce((SELECT {{r.completed_pct}} {REPORTS} {LATEST}), 0.0)", type=float, unit="%"
    )
    """Work done, by the latest report up to the day; 0 before the first report."""
    gap_pct: ClassVar[Expression] = expression(GAP, type=float, unit="%")
    """Actual less planned progress, in percentage points; negative when behind."""
    completed_on: ClassVar[Expression] = expression(
        "CASE WHEN {actual_pct} >= 100 THEN"
        f" (SELECT min({{r.reported_on}}) {REPORTS} AND {{r.completed_pct}} >= 100) END",
        type=datetime.date,
    )
    """Day of the first report of completion; null as long as it is not complete."""
    overdue: ClassVar[Expression] = expression("{ends_on} < {on} AND {actual_pct} < 100", type=bool)
    """Past its last day and not complete."""
    days_late: ClassVar[Expression] = expression(
        "(SELECT CASE WHEN v.days > 0 THEN v.days ELSE 0 END"
        " FROM (SELECT coalesce({completed_on:day}, {on:day}) - {ends_on:day} AS days) v)",
        type=int,
        unit="d",
    )
    """Days past its last day: up to the report of completion, or to the day asked for; 0 when it is not late."""
    status: ClassVar[Expression] = expression(STATUS, type=Status)
    """On course, at risk (10 percentage points or more behind) or late (20 or more, or overdue)."""
    spent: ClassVar[Expression] = expression(
        f"(SELECT {{r.spent}} {REPORTS} AND {{r.spent}} IS NOT NULL AND {{r.currency}} = {{currency}} {LATEST})",
        type=Decimal,
        scale=2,
    )
    """Money spent in all, by the latest report up to the day that tells it in `currency`; null when none does."""
    earned: ClassVar[Expression] = expression("{budget} * {actual_pct} / 100.0", type=Decimal, scale=2)
    """Budget of the work done by the day (earned value), in `currency`."""
    cost_variance: ClassVar[Expression] = expression(COST_VARIANCE, type=Decimal, scale=2)
    """Earned value less money spent, in `currency`: negative when the work cost more than planned (ISO 21508)."""
