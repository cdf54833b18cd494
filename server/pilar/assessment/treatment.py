"""Outliers -> values that no longer rule the index: winsorised point by point, and a record of what was done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilar.assessment.arrays import Floats
from pilar.assessment.definition import Index, Treatment
from pilar.assessment.moments import kurtosis, skewness

LOG_SHIFT = 0.01
"""Share of the range that is added before the logarithm of the fallback, as in `log_CT` of COINr."""


@dataclass(frozen=True)
class Limits:
    """What the treatment of one indicator in one year came to.

    Values are drawn to `lowest` and `highest`; `log_origin` is set where the logarithm of the distance from it took
    their place instead. `points` were winsorised; `is_passed` tells whether the values pass the test now.
    """

    lowest: float
    highest: float
    points: int
    skewness: float
    kurtosis: float
    is_passed: bool
    log_origin: float | None = None


def fit_limits(index: Index, imputed: Floats) -> tuple[Limits | None, ...]:
    """Return the limits of each indicator in one year; None where the index asks for no treatment."""
    return tuple(
        None if indicator.treatment is None else find_limits(imputed[:, at], indicator.treatment)
        for at, indicator in enumerate(index.indicators)
    )


def find_limits(column: Floats, treatment: Treatment) -> Limits:
    """Winsorise while |skewness| and excess kurtosis are both above their limits.

    A step draws all values that share the outermost place, on the side of the skew, to the next value inward. Each
    counts as a point, and `max_points` is looked at before each step: ties may exceed it, as in COINr. Fewer than four
    values, and values without spread, pass. If they do not pass in the end, the values stay winsorised, or their
    logarithm replaces them where the treatment says so.
    Source: OECD/JRC Handbook (2008), step 3; `winsorise` and `log_CT` of COINr, doi:10.21105/joss.04567.
    """
    values = np.sort(column[~np.isnan(column)])
    if not len(values):
        return Limits(-np.inf, np.inf, 0, np.nan, np.nan, is_passed=True)
    first, last = values[0], values[-1]
    skew, excess = skewness(values), kurtosis(values)
    drawn, points = values, 0
    while _fails(skew, excess, treatment) and points < treatment.max_points:
        if skew >= 0:
            last = drawn[drawn < last][-1]
        else:
            first = drawn[drawn > first][0]
        drawn = np.clip(values, first, last)
        points = int(np.sum(values < first) + np.sum(values > last))
        skew, excess = skewness(drawn), kurtosis(drawn)
    if _fails(skew, excess, treatment) and treatment.falls_back_to_log:
        return _logarithmic(values, treatment)
    lowest, highest = (float(first), float(last)) if points else (-np.inf, np.inf)
    return Limits(lowest, highest, points, skew, excess, not _fails(skew, excess, treatment))


def _fails(skew: float, excess: float, treatment: Treatment) -> bool:
    """NaN, of too few values or no spread, does not fail."""
    return abs(skew) > treatment.skewness and excess > treatment.kurtosis


def _logarithmic(values: Floats, treatment: Treatment) -> Limits:
    origin = float(values[0] - LOG_SHIFT * (values[-1] - values[0]))
    logarithms = np.log(values - origin)
    skew, excess = skewness(logarithms), kurtosis(logarithms)
    return Limits(-np.inf, np.inf, 0, skew, excess, not _fails(skew, excess, treatment), origin)


def treat(imputed: Floats, limits: tuple[Limits | None, ...]) -> Floats:
    """Return the values within the limits of their indicators. What lies below a logarithm's origin is missing."""
    treated = np.array(imputed, order="F")
    for at, limit in enumerate(limits):
        if limit is None:
            continue
        column = treated[:, at]
        if limit.log_origin is None:
            treated[:, at] = np.clip(column, limit.lowest, limit.highest)
        else:
            distance = column - limit.log_origin
            treated[:, at] = np.log(np.where(distance > 0, distance, np.nan))
    return treated
