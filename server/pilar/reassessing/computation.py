"""The observations of an index -> arrays of one year: values, scores and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from pilar.assessment.arrays import Booleans, Floats, Integers, empty
from pilar.assessment.definition import Index
from pilar.assessment.findings import Context
from pilar.assessment.goals import Goals
from pilar.assessment.history import History
from pilar.assessment.observations import Observations
from pilar.assessment.pipeline import Assessment, assess, is_local
from pilar.assessment.selection import Selection, select
from pilar.reassessing.catalogue import Regions


@dataclass(frozen=True)
class Part:
    """Regions that are scored together: all, or those of one level where an index scores them against each other."""

    units: Booleans
    context: Context


@dataclass(frozen=True)
class Year:
    """One year, regions x indicators or regions x nodes. Entries of regions that were not read are without meaning."""

    year: int
    selection: Selection
    parts: tuple[Part, ...]
    values: Floats
    normalised: Floats
    scores: Floats
    coverage: Floats

    @property
    def is_present(self) -> Booleans:
        """Which regions have a value for any scored indicator."""
        present: Booleans = self.coverage[:, -1] > 0
        return present


def compute(
    index: Index, observations: Observations, regions: Regions, history: History, goals: Goals, year: int
) -> Year:
    """Select the observations of a year and assess them, each level of regions by itself where that matters."""
    selection = select(observations, index.inputs, year, index.carry_forward_years)
    shape = len(regions.ids)
    values, normalised = empty(shape, len(index.indicators)), empty(shape, len(index.indicators))
    scores, coverage = empty(shape, len(index.nodes)), np.zeros((shape, len(index.nodes)), order="F")
    parts = []
    for units in _levels(index, regions):
        part = _assess(index, selection, regions, units)
        values[units], normalised[units] = part.denominated[units], part.normalised[units]
        scores[units], coverage[units] = part.scores[units], part.coverage[units]
        peers = np.where(units, regions.peers, -1)
        chosen = _only(selection, units)
        parts.append(Part(units, Context(index, chosen, part, history, peers, regions.groups, goals)))
    return Year(year, selection, tuple(parts), values, normalised, scores, coverage)


def _levels(index: Index, regions: Regions) -> Iterator[Booleans]:
    if all(is_local(indicator) for indicator in index.indicators):
        yield np.ones(len(regions.ids), dtype=np.bool_)
        return
    for level in np.unique(regions.levels):
        yield regions.levels == level


def _only(selection: Selection, units: Booleans) -> Selection:
    if np.all(units):
        return selection
    return replace(
        selection,
        values=np.where(units[:, None], selection.values, np.nan),
        place=np.where(units[:, None], selection.place, -1),
        observed_in=np.where(units[:, None], selection.observed_in, 0),
    )


def _assess(index: Index, selection: Selection, regions: Regions, units: Booleans) -> Assessment:
    names = {each.imputation_group for each in index.indicators if each.imputation_group is not None}
    groups = {name: np.asarray(regions.groups[name]) for name in names}
    return assess(index, selection.year, _only(selection, units).values, groups)


def trends(scored: Mapping[int, float], years: int = 5) -> dict[int, float]:
    """Return, for each year with a score, the points a year of the line through the latest five up to it.

    By least squares: sum (t - mean t)(s - mean s) / sum (t - mean t)^2. A year with no score before it has none.
    """
    found: dict[int, float] = {}
    latest: list[int] = []
    for year in sorted(scored):
        latest = [*latest, year][-years:]
        if len(latest) > 1:
            middle = sum(latest) / len(latest)
            mean = sum(scored[each] for each in latest) / len(latest)
            spread = sum((each - middle) ** 2 for each in latest)
            found[year] = sum((each - middle) * (scored[each] - mean) for each in latest) / spread
    return found


def places_of(values: Integers, observations: Observations) -> Integers:
    """Return the ids of the observations at the positions; -1 where there is none."""
    rows = np.append(observations.row, -1)
    return rows[values]
