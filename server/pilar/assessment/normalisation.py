"""Values in their own units -> scores that can be added: the better, the higher, whatever the direction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilar.assessment.arrays import Floats, empty
from pilar.assessment.definition import (
    Direction,
    Goalposts,
    Index,
    MinMax,
    Normalisation,
    Percentile,
    Rank,
    Target,
    ZScore,
)


@dataclass(frozen=True)
class Scale:
    """score = base + height (f(v) - origin) / span, where f is the identity or the natural logarithm."""

    origin: float
    span: float
    base: float
    height: float
    is_logarithmic: bool = False
    is_clamped: bool = False
    points: tuple[float, ...] = ()


@dataclass(frozen=True)
class Ladder:
    """score = height x the number of sorted `reference` values that are worse, plus `base`."""

    reference: Floats
    sign: int
    base: float
    height: float


Scoring = Scale | Ladder | None
"""How one indicator becomes a score in one year; None where it cannot: neutral, no value, or no spread."""


def fit_scales(index: Index, treated: Floats) -> tuple[Scoring, ...]:
    """Return how each indicator is scored, given all treated values of one year."""
    return tuple(
        fit_scale(indicator.normalisation, indicator.direction, index.scale, treated[:, at])
        for at, indicator in enumerate(index.indicators)
    )


def fit_scale(method: Normalisation, direction: Direction, full: float, column: Floats) -> Scoring:
    """Return how the values of one indicator are scored; `full` is the best score of the index.

    Source: OECD/JRC Handbook (2008), step 5; goalposts: UNDP, Human Development Report, technical note 1;
    target: U4SSC, distance to target; ties of ranks as in COINr (`n_rank`, `n_prank`).
    """
    if direction == "neutral":
        return None
    sign = 1 if direction == "up" else -1
    if isinstance(method, Target):
        return _way(method, method.start, method.target, full, method.points)
    if isinstance(method, Goalposts):
        worst, best = (method.lower, method.upper)[::sign]
        return _way(method, worst, best, full)
    values = column[~np.isnan(column)]
    if isinstance(method, Rank | Percentile):
        return _ladder(method, np.sort(sign * values), sign, full)
    if method.is_logarithmic:
        values = _logarithm(values[values > 0])
    if len(values) < 2 or values.min() == values.max():
        return None
    if isinstance(method, ZScore):
        return _standard(method, values, sign)
    return _between(method, float(values.min()), float(values.max()), sign, full)


def _way(
    method: Goalposts | Target, worst: float, best: float, full: float, points: tuple[float, ...] = ()
) -> Scale:
    """The way from one fixed value to another."""
    if method.is_logarithmic:
        worst, best = (float(end) for end in np.log([worst, best]))
    return Scale(worst, best - worst, 0.0, full, method.is_logarithmic, method.is_clamped, points)


def _standard(method: ZScore, values: Floats, sign: int) -> Scale:
    deviation = sign * float(values.std(ddof=1))
    return Scale(float(values.mean()), deviation, method.mean, method.deviation, method.is_logarithmic)


def _between(method: MinMax, lowest: float, highest: float, sign: int, full: float) -> Scale:
    low, high = method.spread or (0.0, full)
    worst, best = (lowest, highest)[::sign]
    return Scale(worst, best - worst, low, high - low, method.is_logarithmic)


def _ladder(method: Rank | Percentile, reference: Floats, sign: int, full: float) -> Scoring:
    others = len(reference) - 1
    if isinstance(method, Rank):
        return Ladder(reference, sign, 1.0, 1.0)
    return Ladder(reference, sign, 0.0, full / others) if others > 0 else None


def normalise(treated: Floats, scales: tuple[Scoring, ...]) -> Floats:
    """Return the scores, regions x indicators; NaN where the value is missing or cannot be scored."""
    scores = empty(*treated.shape)
    for at, scale in enumerate(scales):
        if scale is not None:
            scores[:, at] = score(treated[:, at], scale)
    return scores


def score(values: Floats, scale: Scale | Ladder) -> Floats:
    """Return the scores of the values of one indicator. The logarithm of what is not above zero is missing."""
    if isinstance(scale, Ladder):
        below = np.searchsorted(scale.reference, scale.sign * values, side="left")
        return np.where(np.isnan(values), np.nan, scale.base + scale.height * below)
    way = ((_logarithm(values) if scale.is_logarithmic else values) - scale.origin) / scale.span
    if scale.is_clamped:
        way = np.clip(way, 0.0, 1.0)
    if scale.points:
        reached = np.searchsorted(scale.points, np.round(100 * way, 9), side="right")
        return np.where(np.isnan(way), np.nan, 1.0 + reached)
    return scale.base + way * scale.height


def _logarithm(values: Floats) -> Floats:
    return np.log(np.where(values > 0, values, np.nan))
