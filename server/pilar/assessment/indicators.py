"""The TOML table of one indicator -> an `Indicator`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final, get_args

from pilar.assessment.definition import (
    Direction,
    Goalposts,
    Indicator,
    MinMax,
    Normalisation,
    Percentile,
    Rank,
    Target,
    Title,
    Treatment,
    ZScore,
)
from pilar.assessment.document import Table

INDICATOR_KEYS: Final = (
    "direction",
    "normalisation",
    "treatment",
    "denominator",
    "imputation",
    "target",
    "deadline",
    "base_year",
    "resolution",
    "title",
)
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
MIN_POSITIVE_HINT: Final = "The logarithm needs a number above 0."


def read_indicator(code: str, table: Table, defaults: Table) -> Indicator:
    """Read one indicator; a key that it lacks is taken from `[defaults]`. Raises `InvalidIndex`."""
    defaults.check_keys(INDICATOR_KEYS)
    table = Table(table.label, table.name, {**defaults.keys, **table.keys})
    table.check_keys(INDICATOR_KEYS)
    normalisation = read_normalisation(table.table("normalisation"))
    direction = _direction(table, normalisation)
    return Indicator(
        code=code,
        direction=direction,
        normalisation=normalisation,
        treatment=_treatment(table.table("treatment")),
        denominator=table.text("denominator") or None,
        imputation_group=_imputation_group(table.table("imputation")),
        target=_target(table, normalisation),
        deadline=table.integer("deadline", None, 1000, 9999),
        base_year=table.integer("base_year", None, 1000, 9999),
        resolution=table.bounded("resolution", 0.0, 0.0, float("inf")),
        title=read_title(table),
    )


def read_title(table: Table) -> Title:
    """Read `title = { en = "...", id = "..." }`."""
    title = table.table("title")
    title.check_keys(("en", "id"))
    return Title(title.text("en"), title.text("id"))


def read_normalisation(table: Table) -> Normalisation:
    """Read the method and its parameters; without any, it is min-max."""
    method = table.choice("method", tuple(METHODS), "minmax")
    return METHODS[method](table)


def _direction(table: Table, normalisation: Normalisation) -> Direction:
    """Read the direction; a way to a target has one of its own, which must not contradict."""
    rises = not isinstance(normalisation, Target) or normalisation.target > normalisation.start
    own: Direction = "up" if rises else "down"
    word = table.choice("direction", DIRECTIONS, own)
    if isinstance(normalisation, Target) and word not in (own, "neutral"):
        way = f"{normalisation.start:g} to {normalisation.target:g}"
        raise table.refusal(
            "direction", f"The way from {way} leads {own}: exchange start and target, or say so."
        )
    return next(known for known in DIRECTIONS if known == word)


def _goalposts(table: Table) -> Goalposts:
    table.check_keys(("method", "lower", "upper", "transform", "clamp"), required=("lower", "upper"))
    lower, upper, is_log = table.number("lower"), table.number("upper"), _is_logarithmic(table)
    if not lower < upper:
        raise table.refusal(
            "lower", f'It lies below upper, {upper:g}. Where less is better, write direction = "down".'
        )
    if is_log and lower <= 0:
        raise table.refusal("lower", MIN_POSITIVE_HINT)
    return Goalposts(lower, upper, is_log, table.flag("clamp"))


def _distance_to_target(table: Table) -> Target:
    keys = ("method", "start", "target", "transform", "clamp", "points")
    table.check_keys(keys, required=("start", "target"))
    start, target, points = table.number("start"), table.number("target"), table.numbers("points")
    is_log = _is_logarithmic(table)
    if start == target:
        raise table.refusal("target", "It differs from the start.")
    for key in ("start", "target"):
        if is_log and table.number(key) <= 0:
            raise table.refusal(key, MIN_POSITIVE_HINT)
    if any(low >= high for low, high in pairwise(points)):
        raise table.refusal("points", "The thresholds rise, as in [33, 66, 95].")
    return Target(start, target, is_log, table.flag("clamp"), points)


def _minmax(table: Table) -> MinMax:
    table.check_keys(("method", "range", "transform"))
    spread = table.numbers("range")
    if "range" not in table.keys:
        return MinMax(is_logarithmic=_is_logarithmic(table))
    if len(spread) != 2 or not spread[0] < spread[1]:
        raise table.refusal("range", "It is the score of the worst and of the best, such as [1, 100].")
    return MinMax((spread[0], spread[1]), _is_logarithmic(table))


def _zscore(table: Table) -> ZScore:
    table.check_keys(("method", "mean", "deviation", "transform"))
    deviation = table.number("deviation") if "deviation" in table.keys else 1.0
    if deviation <= 0:
        raise table.refusal("deviation", "It is a number above 0.")
    mean = table.number("mean") if "mean" in table.keys else 0.0
    return ZScore(mean, deviation, _is_logarithmic(table))


def _rank(table: Table) -> Rank:
    table.check_keys(("method",))
    return Rank()


def _percentile(table: Table) -> Percentile:
    table.check_keys(("method",))
    return Percentile()


METHODS: Final[Mapping[str, Callable[[Table], Normalisation]]] = {
    "goalposts": _goalposts,
    "minmax": _minmax,
    "zscore": _zscore,
    "rank": _rank,
    "percentile": _percentile,
    "target": _distance_to_target,
}


def _is_logarithmic(table: Table) -> bool:
    return table.choice("transform", ("none", "log"), "none") == "log"


def _treatment(table: Table) -> Treatment | None:
    if not table.keys:
        return None
    table.check_keys(("method", "skewness", "kurtosis", "max_points", "fallback"), required=("method",))
    if table.choice("method", ("winsorise", "none"), "none") == "none":
        return None
    infinity = float("inf")
    return Treatment(
        skewness=table.bounded("skewness", Treatment.skewness, 0.0, infinity),
        kurtosis=table.bounded("kurtosis", Treatment.kurtosis, -infinity, infinity),
        max_points=table.integer("max_points", Treatment.max_points, 0, 10**9) or 0,
        falls_back_to_log=table.choice("fallback", ("none", "log"), "none") == "log",
    )


def _imputation_group(table: Table) -> str | None:
    if not table.keys:
        return None
    table.check_keys(("method", "group"), required=("method",))
    if table.choice("method", ("group_mean", "none"), "none") == "none":
        return None
    table.check_keys(("method", "group"), required=("group",))
    return table.text("group")


def _target(table: Table, normalisation: Normalisation) -> float | None:
    """A distance to a target has one already."""
    if "target" in table.keys:
        return table.number("target")
    return normalisation.target if isinstance(normalisation, Target) else None
