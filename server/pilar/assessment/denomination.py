"""Amounts -> amounts per something: each indicator divided by its denominator, region by region."""

from __future__ import annotations

import numpy as np

from pilar.assessment.arrays import Floats
from pilar.assessment.definition import Index


def denominate(index: Index, values: Floats) -> Floats:
    """Return the indicators (regions x `index.indicators`) out of all inputs (regions x `index.inputs`).

    Missing where value or denominator is missing, or the denominator is not above zero.
    Source: OECD/JRC Handbook (2008), step 3; `Denominate` of COINr.
    """
    denominated = np.array(values[:, : len(index.indicators)], order="F")
    for at, indicator in enumerate(index.indicators):
        if indicator.denominator is not None:
            divisor = values[:, index.inputs.index(indicator.denominator)]
            denominated[:, at] /= np.where(divisor > 0, divisor, np.nan)
    return denominated
