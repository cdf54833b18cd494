"""`Programme`: a bundle of activities in a master plan."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Final

from pilar import Entity, Expression, column, expression, reference

from pilar_masterplan.dimension import Dimension
from pilar_masterplan.master_plan import MasterPlan
from pilar_masterplan.status import COST_VARIANCE, GAP, STATUS, Status

ACTIVITIES: Final = "FROM {Activity a} WHERE {a.programme_id} = {id}"
IN_CURRENCY: Final = (
    "AND {a.currency} = (SELECT {m.currency} FROM {MasterPlan m} WHERE {m.id} = {master_plan_id})"
)


class Programme(Entity, table=True):
    """A programme of a master plan. Its progress is that of its activities, by their weights. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("master_plan_id", "code")

    master_plan_id: int = reference(MasterPlan)
    """The plan that the programme belongs to."""
    code: str = column(max_length=40)
    """Number of the programme in the plan."""
    name_id: str = column(max_length=300)
    """Name of the programme."""
    name_en: str | None = column(default=None, max_length=300)
    """Name of the programme, in English."""
    dimension: Dimension = column(index=True)
    """Dimension of the smart city that it serves."""
    weight: float = column(default=1.0, ge=0)
    """How much it counts in the plan, beside the weights of the other programmes."""
    responsible: str | None = column(default=None, max_length=200)
    """Office of the region that leads it."""
    source_id: int = reference("source")
    """The document that the programme is published in."""
    activity_count: ClassVar[Expression] = expression(f"(SELECT count(*) {ACTIVITIES})", type=int)
    """Activities of the programme."""
    planned_pct: ClassVar[Expression] = expression(
        f"(SELECT sum({{a.weight}} * {{a.planned_pct}}) / nullif(sum({{a.weight}}), 0) {ACTIVITIES})",
        type=float,
        unit="%",
    )
    """Work that should be done by the day: the weighted mean of the activities; null when there are none."""
    actual_pct: ClassVar[Expression] = expression(
        f"(SELECT sum({{a.weight}} * {{a.actual_pct}}) / nullif(sum({{a.weight}}), 0) {ACTIVITIES})",
        type=float,
        unit="%",
    )
    """Work that was reported done by the day: the weighted mean of the activities; null when there are none."""
    gap_pct: ClassVar[Expression] = expression(GAP, type=float, unit="%")
    """Actual less planned progress, in percentage points; negative when behind."""
    completed: ClassVar[Expression] = expression(
        f"coalesce((SELECT min({{a.actual_pct}}) {ACTIVITIES}), 0.0) >= 100", type=bool
    )
    """Every activity, of at least one, was reported complete by the day."""
    overdue_count: ClassVar[Expression] = expression(
        f"(SELECT count(*) {ACTIVITIES} AND {{a.overdue}})", type=int
    )
    """Activities past their last day and not complete."""
    overdue: ClassVar[Expression] = expression(
        f"(SELECT max({{a.ends_on}}) {ACTIVITIES}) < {{on}} AND NOT {{completed}}", type=bool
    )
    """Past the last day of its last activity, and not complete."""
    days_late: ClassVar[Expression] = expression(
        f"(SELECT max({{a.days_late}}) {ACTIVITIES})", type=int, unit="d"
    )
    """Days that its latest activity is, or was, late."""
    status: ClassVar[Expression] = expression(STATUS, type=Status)
    """On course, at risk (10 points or more behind) or late (20 or more, or past the end); null without activities."""
    budget: ClassVar[Expression] = expression(
        f"(SELECT sum({{a.budget}}) {ACTIVITIES} {IN_CURRENCY})", type=Decimal, scale=2
    )
    """Budget of its activities, in the currency of the plan."""
    spent: ClassVar[Expression] = expression(
        f"(SELECT sum({{a.spent}}) {ACTIVITIES} {IN_CURRENCY})", type=Decimal, scale=2
    )
    """Money spent by the day, in the currency of the plan."""
    earned: ClassVar[Expression] = expression(
        f"(SELECT sum({{a.earned}}) {ACTIVITIES} {IN_CURRENCY} AND {{a.spent}} IS NOT NULL)",
        type=Decimal,
        scale=2,
    )
    """Budget of the work done by the day (earned value), where spending is known; in the plan's currency."""
    cost_variance: ClassVar[Expression] = expression(COST_VARIANCE, type=Decimal, scale=2)
    """Earned value less money spent: negative when the work cost more than planned (ISO 21508)."""
