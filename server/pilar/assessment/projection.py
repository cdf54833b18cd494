"""Two years of an indicator -> the year in which it will reach its target at the same rate."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pilar.assessment.arrays import Booleans, Floats
from pilar.assessment.definition import Direction, Index, Indicator, Target
from pilar.assessment.goals import Goals, state_goals
from pilar.assessment.history import History

Course = Literal["reached", "on_course", "late", "never", "unknown"]


@dataclass(frozen=True)
class Projection:
    """Where one indicator of one region is heading. NaN is what is not known."""

    unit: int
    indicator: str
    base_year: float
    base: float
    year: int
    value: float
    target: float
    deadline: int | None
    projected_year: float
    course: Course


def project_year(base_year: Floats, base: Floats, year: int, value: Floats, target: float | Floats) -> Floats:
    """Return y0 + (y - y0) ln(target / base) / ln(value / base): growth at a constant rate.

    NaN where that is not defined (a number not above zero, no change, one year only) or lies behind: the value moves
    away from the target.
    """
    known = (base > 0) & (value > 0) & (target > 0) & (base != value) & (base_year < year)
    start, now = np.where(known, base, 1.0), np.where(known, value, 2.0)
    share = np.log(np.maximum(target, np.finfo(np.float64).tiny) / start) / np.log(now / start)
    return np.where(known & (share >= 0), base_year + (year - base_year) * share, np.nan)


def is_reached(direction: Direction, value: Floats, target: float | Floats) -> Booleans:
    """Tell where a value is at the target or on its better side; missing values and targets are not."""
    return value >= target if direction == "up" else value <= target


def project(
    index: Index,
    history: History,
    year: int,
    goals: Goals | None = None,
    columns: Collection[int] | None = None,
    units: Booleans | None = None,
) -> Iterator[Projection]:
    """Yield the projection of each region in each indicator that has a target and a value in the year.

    The base is the first year observed; where the indicator has a `base_year`, its observation of that year, or else
    the start of its distance to a target. `goals` take the place of those that the definition states; `columns` and
    `units` are the indicators and regions that are asked for.
    """
    goals = goals or state_goals(index, history.regions)
    for at in index.scored if columns is None else sorted(columns):
        indicator, target = index.indicators[at], goals.aims[:, at]
        value = history.values_of(year)[:, at]
        asked = ~np.isnan(value) & ~np.isnan(target) & (True if units is None else units)
        if not np.any(asked):
            continue
        base_year, base = find_base(indicator, history, at, year)
        projected = project_year(base_year, base, year, value, target)
        reached = is_reached(indicator.direction, value, target)
        for unit in np.flatnonzero(asked):
            deadline = None if np.isnan(goals.deadlines[unit, at]) else int(goals.deadlines[unit, at])
            yield Projection(
                unit=int(unit),
                indicator=indicator.code,
                base_year=float(base_year[unit]),
                base=float(base[unit]),
                year=year,
                value=float(value[unit]),
                target=float(target[unit]),
                deadline=deadline,
                projected_year=float(projected[unit]),
                course=_course(bool(reached[unit]), float(base[unit]), float(projected[unit]), deadline),
            )


def find_base(indicator: Indicator, history: History, at: int, year: int) -> tuple[Floats, Floats]:
    """Return the year and the value from which each region set out, before `year`; NaN where there is none."""
    start = indicator.normalisation.start if isinstance(indicator.normalisation, Target) else np.nan
    base_year = np.full(history.regions, np.nan)
    base = np.full(history.regions, np.nan)
    if indicator.base_year is not None:
        base_year[:], base[:] = indicator.base_year, start
        if indicator.base_year in history.years:
            observed = history.values_of(indicator.base_year)[:, at]
            base = np.where(np.isnan(observed), base, observed)
        return base_year, base
    for earlier in (each for each in history.years if each < year):
        observed = history.values_of(earlier)[:, at]
        is_first = np.isnan(base) & ~np.isnan(observed)
        base_year[is_first], base[is_first] = earlier, observed[is_first]
    return base_year, base


def _course(is_reached: bool, base: float, projected_year: float, deadline: int | None) -> Course:
    if is_reached:
        return "reached"
    if np.isnan(base) or base <= 0:
        return "unknown"
    if np.isnan(projected_year):
        return "never"
    return "late" if deadline is not None and projected_year > deadline else "on_course"
