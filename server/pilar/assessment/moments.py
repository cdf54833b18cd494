"""Skewness and excess kurtosis, both corrected for bias: "type 2", as SAS, SPSS, Excel and COINr have them.

D. N. Joanes and C. A. Gill (1998): Comparing measures of sample skewness and kurtosis. The Statistician 47 (1),
183-189, doi:10.1111/1467-9884.00122.
"""

from __future__ import annotations

import math

import numpy as np

from pilar.assessment.arrays import Floats


def skewness(values: Floats) -> float:
    """G1 of values without NaN; NaN for fewer than three or without any spread."""
    n = len(values)
    deviations, square = _deviations(values)
    if n < 3 or square == 0:
        return math.nan
    g1 = math.sqrt(n) * float(np.sum(deviations * deviations * deviations)) / (square * math.sqrt(square))
    return g1 * math.sqrt(n * (n - 1)) / (n - 2)


def kurtosis(values: Floats) -> float:
    """G2, the excess over a normal distribution, of values without NaN; NaN for fewer than four or no spread."""
    n = len(values)
    deviations, square = _deviations(values)
    if n < 4 or square == 0:
        return math.nan
    g2 = n * float(np.sum(np.square(deviations * deviations))) / square**2 - 3
    return ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))


def _deviations(values: Floats) -> tuple[Floats, float]:
    """Deviations from the mean, in units of the largest (skewness and kurtosis have no unit), and their square sum."""
    if not len(values) or values.min() == values.max():
        return values, 0.0
    deviations = values - values.mean()
    deviations = deviations / np.abs(deviations).max()
    return deviations, float(np.sum(deviations * deviations))
