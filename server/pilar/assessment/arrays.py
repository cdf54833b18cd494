"""The arrays that the steps hand on: regions x indicators, float64, NaN = missing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Groups = Mapping[str, Integers]
"""For each grouping a number by region; -1 is in no group."""


def empty(regions: int, columns: int) -> Floats:
    """Return a table of missing values, each column of which lies together in memory."""
    return np.full((regions, columns), np.nan, order="F")
