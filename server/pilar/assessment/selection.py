"""Observations -> the values of one year: final before provisional, latest revision, carried forward if need be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilar.assessment.arrays import Booleans, Floats, Integers, empty
from pilar.assessment.observations import Observations


@dataclass(frozen=True)
class Selection:
    """What is known of each region in one year, regions x columns.

    `place` is the position of the observation used, -1 where there is none; `observed_in` is its year, 0 where there
    is none, and earlier than `year` where the value was carried forward.
    """

    year: int
    values: Floats
    place: Integers
    observed_in: Integers

    @property
    def is_carried(self) -> Booleans:
        """Where the value is an earlier year's."""
        return (self.observed_in > 0) & (self.observed_in < self.year)


def select(
    observations: Observations, columns: tuple[str, ...], year: int, carry_forward_years: int = 0
) -> Selection:
    """Take, for each unit and column, the newest year of those allowed, and in it the best observation.

    Final beats provisional whatever the revisions; of equals the highest revision counts. Nothing is made up:
    what nobody observed stays NaN. O(n log n) in the observations of these years.
    """
    usable = (observations.year <= year) & (observations.year >= year - carry_forward_years)
    order = np.flatnonzero(usable)
    ranking = (observations.revision[order], observations.is_final[order], observations.year[order])
    order = order[np.lexsort(ranking)]
    position = {code: at for at, code in enumerate(columns)}
    column_of = np.array([position.get(code, -1) for code in observations.indicators], dtype=np.int64)
    column = column_of[observations.indicator[order]]
    order, column = order[column >= 0], column[column >= 0]
    place = np.full((len(observations.units), len(columns)), -1, dtype=np.int64, order="F")
    place[observations.unit[order], column] = order  # of several for one cell the last stays: the best
    return Selection(year, _taken(observations, place), place, _years(observations, place))


def _taken(observations: Observations, place: Integers) -> Floats:
    values = empty(*place.shape)
    found = place >= 0
    values[found] = observations.value[place[found]]
    return values


def _years(observations: Observations, place: Integers) -> Integers:
    years = np.zeros(place.shape, dtype=np.int64, order="F")
    found = place >= 0
    years[found] = observations.year[place[found]]
    return years


def group_regions(observations: Observations, name: str, year: int) -> Integers:
    """Number the groups of one column in one year; a region that has none this year keeps its latest earlier one.

    A region that has none until this year takes its first later one; one that never has any gets -1.
    """
    labels: dict[int, tuple[tuple[bool, int], str]] = {}
    for (unit, known_in), label in observations.groups[name].items():
        closeness = (known_in <= year, known_in if known_in <= year else -known_in)
        if unit not in labels or closeness > labels[unit][0]:
            labels[unit] = (closeness, label)
    numbers = {label: at for at, label in enumerate(sorted({label for _, label in labels.values()}))}
    groups = np.full(len(observations.units), -1, dtype=np.int64)
    for unit, (_, label) in labels.items():
        groups[unit] = numbers[label]
    return groups
