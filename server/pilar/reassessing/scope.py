"""What has changed -> which years, regions and indicators of an index have to be computed again.

The rest is as it was: the score of a region rests on its own values (unless the index scores it against the others),
its ranks on the scores of all, a comparison with peers on one indicator of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from pilar.assessment.arrays import Booleans
from pilar.assessment.definition import Index
from pilar.assessment.observations import Observations
from pilar.assessment.pipeline import is_local
from pilar.assessment.rules import WORSENING_STEPS
from pilar.reassessing.aims import Plan
from pilar.reassessing.catalogue import Catalogue, Regions
from pilar.reassessing.pending import Pending

MOST_CELLS: Final = 300
"""Of changed observations: more are not worth following one by one."""


@dataclass
class Scope:
    """Of one year, by positions: the regions with changed values, and the indicators in which they changed; the
    indicators whose changes over the year before did; and the regions and indicators whose history or targets did.
    A whole year is computed as if for the first time.
    """

    is_whole: bool = False
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    improved: set[int] = field(default_factory=set)
    told_rows: set[int] = field(default_factory=set)
    told_columns: set[int] = field(default_factory=set)
    resources: bool = False


def whole(regions: Regions) -> Scope:
    """Return the scope of a whole year."""
    return Scope(is_whole=True, rows=set(range(len(regions.ids))))


@dataclass(frozen=True)
class Changes:
    """What has changed of the inputs of one index: cells by the positions of region and input, and the year."""

    cells: tuple[tuple[int, str, int], ...]
    targets: tuple[tuple[int, tuple[int, ...]], ...]

    def __bool__(self) -> bool:
        return bool(self.cells or self.targets)

    @property
    def rows(self) -> frozenset[int]:
        """The regions with changed values."""
        return frozenset(row for row, _, _ in self.cells)

    def codes(self, index: Index) -> frozenset[str]:
        """The inputs of which the values of all regions are needed."""
        columns = {at for _, code, _ in self.cells for at in columns_of(index, code)}
        columns |= {column for column, _ in self.targets}
        places = {place for at in columns for place in index.positions(index.indicators[at].code)}
        wanted = {index.inputs[place] for place in places}
        for resource in index.resources:
            pair = {resource.potential, resource.used}
            if any(code in pair for _, code, _ in self.cells):
                wanted |= pair
        return frozenset(wanted)


def columns_of(index: Index, code: str) -> tuple[int, ...]:
    """Return the positions of the indicators whose values an input enters: itself, and what it divides."""
    return tuple(at for at, each in enumerate(index.indicators) if code in (each.code, each.denominator))


def follow(index: Index, pending: Pending, catalogue: Catalogue, regions: Regions) -> Changes | None:
    """Return the changes of an index's inputs; None where so much has changed that it is computed as a whole."""
    cells = [
        (regions.positions[cell.region_id], code, cell.year)
        for cell in pending.cells
        if (code := catalogue.codes.get(cell.indicator_id, "")) in index.inputs
        and cell.region_id in regions.positions
    ]
    if len(cells) > MOST_CELLS:
        return None
    return Changes(tuple(cells), tuple(_targets(index, pending, catalogue, regions)))


def _targets(
    index: Index, pending: Pending, catalogue: Catalogue, regions: Regions
) -> Iterator[tuple[int, tuple[int, ...]]]:
    for what, where in sorted(pending.targets, key=str):
        code = catalogue.codes.get(what)
        for at, each in enumerate(index.indicators):
            if each.code == code and (where is None or where in regions.positions):
                everywhere = np.ones(len(regions.ids), dtype=np.bool_)
                within = everywhere if where is None else regions.within(regions.positions[where])
                yield at, tuple(int(each) for each in np.flatnonzero(within))


def spread(
    index: Index, changes: Changes, observations: Observations, plans: tuple[Plan, ...], years: frozenset[int]
) -> dict[int, Scope]:
    """Return what is to be computed again of each of the `years`."""
    scopes: dict[int, Scope] = defaultdict(Scope)
    for row, code, year in changes.cells:
        columns = columns_of(index, code)
        valued = _valued(index, observations, row, code, year, years)
        for each in valued:
            scopes[each].rows.add(row)
            scopes[each].columns.update(columns)
            scopes[each].resources |= any(code in (pair.potential, pair.used) for pair in index.resources)
        for each in {*valued, *(years & {year, year + 1})}:
            scopes[each].improved.update(columns)
        based = {at for at in columns if _is_base(index, observations, plans, at, row, code, year)}
        trending = {*valued, *(each for each in years if year <= each <= year + WORSENING_STEPS)}
        for each in {*trending, *(later for later in years if based and later > year)}:
            scopes[each].told_rows.add(row)
            scopes[each].told_columns.update(columns if each in trending else based)
    for column, rows in changes.targets:
        for each in years:
            scopes[each].told_rows.update(rows)
            scopes[each].told_columns.add(column)
    return scopes


def whole_years(
    index: Index, changes: Changes, years: frozenset[int], stored: frozenset[int]
) -> frozenset[int]:
    """Return the years to be computed as a whole: those that begin or cease to be assessed, and all that a change
    reaches where an index scores regions against each other."""
    reach = max(index.carry_forward_years, WORSENING_STEPS)
    reached = {
        each for _, _, year in changes.cells for each in years | stored if year <= each <= year + reach
    }
    if all(is_local(each) for each in index.indicators):
        return frozenset(reached & (years ^ stored))
    return frozenset(reached)


def _valued(
    index: Index, observations: Observations, row: int, code: str, year: int, years: frozenset[int]
) -> list[int]:
    """The years whose value an observation may be: its own, and those after it until the next observation."""
    later = observations.year[_own(index, observations, row, code)]
    later = later[later > year]
    end = year + index.carry_forward_years
    if len(later):
        end = min(end, int(later.min()) - 1)
    return [each for each in years if each == year or year < each <= end]


def _own(index: Index, observations: Observations, row: int, code: str) -> Booleans:
    own: Booleans = (observations.unit == row) & (observations.indicator == index.inputs.index(code))
    return own


def _is_base(
    index: Index, observations: Observations, plans: tuple[Plan, ...], at: int, row: int, code: str, year: int
) -> bool:
    """Whether a value may be the base of all later projections of an indicator."""
    indicator = index.indicators[at]
    if indicator.deadline is None and all(plan.column != at for plan in plans):
        return False
    if code != indicator.code or indicator.base_year is not None:
        return indicator.base_year is None or indicator.base_year == year
    return not np.any(observations.year[_own(index, observations, row, code)] < year)
