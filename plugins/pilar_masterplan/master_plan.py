"""`MasterPlan`: the road map of a region to a smart city, and how far it has come."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Final

from pilar import Entity, Expression, Region, column, expression, reference

from pilar_masterplan.status import COST_VARIANCE, GAP, STATUS, Status

PROGRAMMES: Final = "FROM {Programme p} WHERE {p.master_plan_id} = {id}"
BEGUN: Final = PROGRAMMES + " AND {p.activity_count} > 0"
QUICK_WINS: Final = "FROM {QuickWin q} WHERE {q.master_plan_id} = {id}"


class MasterPlan(Entity, table=True):
    """A smart-city master plan of a kabupaten or kota: a road map of five years in a horizon of ten.

    Progress is calculated as of any day, `on`, from the reports up to then: programmes count by their weights, a
    programme by the weights of its activities. Starts empty: none is published with its dates and money.
    """

    __key__: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(max_length=40)
    """Short name: the region's code and the first year, such as `32.73-2022`."""
    region_id: int = reference(Region)
    """The kabupaten or kota, or the province, whose plan it is."""
    name_id: str = column(max_length=300)
    """Title of the plan."""
    name_en: str | None = column(default=None, max_length=300)
    """Title of the plan, in English."""
    starts_on: datetime.date = column(index=True)
    """First day of the road map."""
    ends_on: datetime.date = column(index=True)
    """Last day of the road map, as a rule five years later."""
    horizon_year: int | None = column(default=None, ge=1900, le=2200, unit="a")
    """Year that the plan looks ahead to, as a rule ten years after its first."""
    legal_basis: str | None = column(default=None, max_length=300)
    """Regulation of the region that adopts the plan."""
    currency: str = column(default="IDR", max_length=3)
    """Currency of the sums below, ISO 4217; amounts of activities in another one are left out of them."""
    source_id: int = reference("source")
    """The document that the plan is published in."""
    programme_count: ClassVar[Expression] = expression(f"(SELECT count(*) {PROGRAMMES})", type=int)
    """Programmes of the plan."""
    programmes_completed: ClassVar[Expression] = expression(
        f"(SELECT count(*) {PROGRAMMES} AND {{p.completed}})", type=int
    )
    """Programmes all of whose activities were reported complete by the day."""
    completed_pct: ClassVar[Expression] = expression(
        "round(10000.0 * {programmes_completed} / nullif({programme_count}, 0)) / 100.0", type=float, unit="%"
    )
    """Completed programmes of those planned, to two decimals as the ministry publishes them; see `CompletionReport`."""
    planned_pct: ClassVar[Expression] = expression(
        f"(SELECT sum({{p.weight}} * {{p.planned_pct}}) / nullif(sum({{p.weight}}), 0) {BEGUN})",
        type=float,
        unit="%",
    )
    """Work that should be done by the day: the weighted mean of programmes that have activities."""
    actual_pct: ClassVar[Expression] = expression(
        f"(SELECT sum({{p.weight}} * {{p.actual_pct}}) / nullif(sum({{p.weight}}), 0) {BEGUN})",
        type=float,
        unit="%",
    )
    """Work that was reported done by the day: the weighted mean of programmes that have activities."""
    gap_pct: ClassVar[Expression] = expression(GAP, type=float, unit="%")
    """Actual less planned progress, in percentage points; negative when behind."""
    overdue_count: ClassVar[Expression] = expression(
        f"(SELECT sum({{p.overdue_count}}) {PROGRAMMES})", type=int
    )
    """Activities past their last day and not complete."""
    overdue: ClassVar[Expression] = expression("{ends_on} < {on} AND {actual_pct} < 100", type=bool)
    """Past the last day of the road map, and not complete."""
    days_late: ClassVar[Expression] = expression(
        f"(SELECT max({{p.days_late}}) {PROGRAMMES})", type=int, unit="d"
    )
    """Days that its latest activity is, or was, late."""
    status: ClassVar[Expression] = expression(STATUS, type=Status)
    """On course, at risk (10 points or more behind) or late (20 or more, or past the end); null without activities."""
    budget: ClassVar[Expression] = expression(
        f"(SELECT sum({{p.budget}}) {PROGRAMMES})", type=Decimal, scale=2
    )
    """Budget of the activities, in `currency`."""
    spent: ClassVar[Expression] = expression(f"(SELECT sum({{p.spent}}) {PROGRAMMES})", type=Decimal, scale=2)
    """Money spent by the day, in `currency`."""
    earned: ClassVar[Expression] = expression(
        f"(SELECT sum({{p.earned}}) {PROGRAMMES})", type=Decimal, scale=2
    )
    """Budget of the work done by the day (earned value), of activities whose spending is known; in `currency`."""
    cost_variance: ClassVar[Expression] = expression(COST_VARIANCE, type=Decimal, scale=2)
    """Earned value less money spent, in `currency`: negative when the work cost more than planned (ISO 21508)."""
    quick_win_count: ClassVar[Expression] = expression(f"(SELECT count(*) {QUICK_WINS})", type=int)
    """Quick wins of the plan."""
    quick_wins_done: ClassVar[Expression] = expression(
        f"(SELECT count(*) {QUICK_WINS} AND {{q.done}})", type=int
    )
    """Quick wins that were running by the day."""
