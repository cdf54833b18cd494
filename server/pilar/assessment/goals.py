"""An index -> what each region is to reach, and by when: targets may differ from region to region and year to year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilar.assessment.arrays import Floats
from pilar.assessment.definition import Index


@dataclass(frozen=True)
class Goals:
    """Regions x indicators, NaN = none: the target of the year, and the next aim with the year of its deadline."""

    targets: Floats
    aims: Floats
    deadlines: Floats


def state_goals(index: Index, regions: int) -> Goals:
    """Return the goals that the definition states: the same ones for every region."""
    targets = [np.nan if each.target is None else each.target for each in index.indicators]
    deadlines = [np.nan if each.deadline is None else float(each.deadline) for each in index.indicators]
    shape = regions, len(index.indicators)
    stated = np.broadcast_to(np.array(targets), shape)
    return Goals(stated, stated, np.broadcast_to(np.array(deadlines), shape))
