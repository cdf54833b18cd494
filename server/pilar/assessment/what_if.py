"""Changed values -> the assessment that would follow; nothing that was given is altered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from pilar.assessment.arrays import Groups
from pilar.assessment.definition import Index
from pilar.assessment.pipeline import Assessment, assess
from pilar.assessment.selection import Selection
from pilar.errors import InvalidObservations, nearest


@dataclass(frozen=True)
class Change:
    """One value as it would be: NaN takes it away."""

    unit: int
    indicator: str
    value: float


def change(index: Index, selection: Selection, changes: Iterable[Change]) -> Selection:
    """Return the selection with the changed values, which rest on no observation.

    Raises `InvalidObservations` for an indicator that the index does not read and for a value that is infinite.
    """
    values, place = np.array(selection.values, order="F"), np.array(selection.place, order="F")
    observed_in = np.array(selection.observed_in, order="F")
    for each in changes:
        if each.indicator not in index.inputs:
            hint = nearest(each.indicator, index.inputs) or f"It reads {', '.join(index.inputs)}."
            raise InvalidObservations(f"The index '{index.code}' reads no '{each.indicator}'.", hint)
        if np.isinf(each.value):
            raise InvalidObservations(f"'{each.indicator}' cannot be infinite.", "Give a finite number.")
        at = each.unit, index.inputs.index(each.indicator)
        values[at], place[at] = each.value, -1
        observed_in[at] = 0 if np.isnan(each.value) else selection.year
    return replace(selection, values=values, place=place, observed_in=observed_in)


def assess_change(
    index: Index, selection: Selection, groups: Groups, changes: Iterable[Change]
) -> Assessment:
    """Assess the year with the changed values, of all regions: where they share a scale, it moves with the change."""
    changed = change(index, selection, changes)
    return assess(index, selection.year, changed.values, groups)
