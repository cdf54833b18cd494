"""Observations -> what was observed of each indicator in each year, for trends and projections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pilar.assessment.arrays import Floats, Integers, empty
from pilar.assessment.definition import Index
from pilar.assessment.denomination import denominate
from pilar.assessment.observations import Observations
from pilar.assessment.selection import Selection, select


@dataclass(frozen=True)
class History:
    """For each year, the denominated values (regions x indicators) and the positions of their observations."""

    regions: int
    indicators: int
    values: Mapping[int, Floats]
    places: Mapping[int, Integers]

    @property
    def years(self) -> tuple[int, ...]:
        """The years, ascending."""
        return tuple(sorted(self.values))

    def values_of(self, year: int) -> Floats:
        """Return the values of a year; all missing where nothing was observed."""
        return self.values[year] if year in self.values else empty(self.regions, self.indicators)


def read_history(index: Index, observations: Observations) -> History:
    """Collect every year as it was observed: nothing is carried forward."""
    selections: dict[int, Selection] = {
        year: select(observations, index.inputs, year) for year in observations.years
    }
    return History(
        regions=len(observations.units),
        indicators=len(index.indicators),
        values={year: denominate(index, selection.values) for year, selection in selections.items()},
        places={year: selection.place for year, selection in selections.items()},
    )
