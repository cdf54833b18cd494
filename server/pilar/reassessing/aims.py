"""Targets of the catalogue, of plans and of a definition -> the goals of each region in a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import sqlalchemy as sa

from pilar.assessment.definition import Index, Indicator
from pilar.assessment.goals import Goals
from pilar.commons.entity import table_of
from pilar.commons.target import Target
from pilar.reassessing.bulk import fetch
from pilar.reassessing.catalogue import PROVINCE, Catalogue, Regions

target: Final = table_of(Target)


@dataclass(frozen=True)
class Plan:
    """What a plan sets for a region, by its position, for an indicator of the index, by its position, and a year."""

    column: int
    region: int
    year: int
    value: float


def read_plans(
    connection: sa.Connection, index: Index, catalogue: Catalogue, regions: Regions
) -> tuple[Plan, ...]:
    """Read the published targets of the index's indicators: those of wider regions first, the latest row last.

    Of a range, the bound that is easier to reach counts. A target in another unit than the indicator's does not.
    """
    columns = {catalogue.id_of(each.code): at for at, each in enumerate(index.indicators)}
    names = ("indicator_id", "region_id", "year", "lower", "upper", "unit")
    query = sa.select(*(target.c[name] for name in names)).where(target.c.visibility == 0)
    plans = []
    for what, where, year, lower, upper, unit in fetch(connection, query.order_by(target.c.id)):
        at, region = columns.get(what), regions.positions.get(where)
        if at is None or region is None or unit != catalogue.unit_of(index.indicators[at].code):
            continue
        value = _easier(index.indicators[at], lower, upper)
        if value is not None:
            plans.append(Plan(at, region, year, value))
    return tuple(sorted(plans, key=lambda plan: min(int(regions.kinds[plan.region]), PROVINCE + 1)))


def _easier(indicator: Indicator, lower: float | None, upper: float | None) -> float | None:
    bounds = (lower, upper) if indicator.direction == "up" else (upper, lower)
    return next((each for each in bounds if each is not None), None)


def set_goals(
    index: Index, catalogue: Catalogue, regions: Regions, plans: Iterable[Plan], year: int
) -> Goals:
    """Return the goals of a year.

    The target is what a plan sets for the year: for the region itself, else for its province, else for the country; or
    else that of the catalogue, or that of the definition. The next aim is the target that a plan sets for the nearest
    later year, in the same order; or else the target without a plan, with the deadline that the definition states.
    """
    shape = len(regions.ids), len(index.indicators)
    standing = np.array([np.nan if value is None else value for value in _standing(index, catalogue)])
    dates = np.array([np.nan if each.deadline is None else float(each.deadline) for each in index.indicators])
    targets, aims, deadlines = (
        np.array(np.broadcast_to(each, shape)) for each in (standing, standing, dates)
    )
    plans = tuple(plans)
    for plan in plans:
        if plan.year == year:
            targets[regions.within(plan.region), plan.column] = plan.value
    later = [plan for plan in plans if plan.year > year]
    for plan in sorted(later, key=lambda plan: (_width(regions, plan), -plan.year)):
        where = regions.within(plan.region)
        aims[where, plan.column], deadlines[where, plan.column] = plan.value, plan.year
    return Goals(targets, aims, deadlines)


def _standing(index: Index, catalogue: Catalogue) -> Iterator[float | None]:
    """The target of each indicator that no plan sets: whoever changes the catalogue changes it everywhere."""
    for indicator in index.indicators:
        entry = catalogue.entries.get(indicator.code)
        value = entry.target_value if entry else None
        yield indicator.target if value is None else value


def _width(regions: Regions, plan: Plan) -> int:
    return min(int(regions.kinds[plan.region]), PROVINCE + 1)
