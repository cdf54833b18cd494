"""`OutcomeTarget`: what a master plan wants an indicator to reach, and how far the region is."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, Expression, Indicator, column, expression, reference

from pilar_masterplan.master_plan import MasterPlan


class OutcomeTarget(Entity, table=True):
    """A value that a plan wants an indicator to reach in its region, measured by the observations. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("master_plan_id", "indicator_id", "year")

    master_plan_id: int = reference(MasterPlan)
    """The plan."""
    indicator_id: int = reference(Indicator)
    """What is measured, in which unit."""
    year: int = column(index=True, ge=1900, le=2200)
    """Calendar year in which the value is to be reached."""
    target_value: float = column()
    """The value to be reached, in the unit of the indicator."""
    baseline_year: int = column(ge=1900, le=2200)
    """Calendar year of the value at the beginning."""
    baseline_value: float = column()
    """The value at the beginning, in the unit of the indicator."""
    source_id: int = reference("source")
    """The document that the target is published in."""
    observed_value: ClassVar[Expression] = expression(
        "(SELECT {o.value} FROM {Observation o} WHERE {o.region_id} ="
        " (SELECT {m.region_id} FROM {MasterPlan m} WHERE {m.id} = {master_plan_id})"
        " AND {o.indicator_id} = {indicator_id} AND {o.year} BETWEEN {baseline_year} AND {year}"
        " AND {o.period_end} <= {on}"
        " ORDER BY {o.year} DESC, {o.status} ASC, {o.revision} DESC, {o.source_id} ASC LIMIT 1)",
        type=float,
    )
    """The latest value observed between the baseline and the target year, of periods over by the day; final before
    provisional, the last revision first. In the unit of the indicator."""
    achieved_pct: ClassVar[Expression] = expression(
        "100.0 * ({observed_value} - {baseline_value}) / nullif({target_value} - {baseline_value}, 0)",
        type=float,
        unit="%",
    )
    """Way from the baseline to the target that is done: 100 at the target, negative when it got worse."""
