"""Observations that an index cannot use -> the first of them as an error; what is only odd -> a note."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pilar.assessment.arrays import Booleans
from pilar.assessment.definition import Goalposts, Index, MinMax, Target, ZScore
from pilar.assessment.observations import Observations
from pilar.assessment.pipeline import Assessment
from pilar.errors import InvalidObservations, nearest


def check_observations(label: str, index: Index, observations: Observations) -> None:
    """Refuse a table without any value of the index, and values that its formulas are not defined for.

    A logarithm needs values, and a division denominators, above zero. Raises `InvalidObservations`.
    """
    if not set(observations.indicators).intersection(indicator.code for indicator in index.indicators):
        raise InvalidObservations(
            f"{label}: no indicator of the index '{index.code}' has a value.",
            f"It reads {_some(index.inputs)}; the file has {_some(observations.indicators) or 'none'}.",
        )
    for code, use in _positive(index).items():
        if code in observations.indicators:
            wrong = (observations.indicator == observations.indicators.index(code)) & (
                observations.value <= 0
            )
            _refuse_first(label, observations, wrong, code, use)


def _positive(index: Index) -> dict[str, str]:
    """The indicators whose values must be above zero, and what they are used for."""
    needed = {
        indicator.denominator: f"is the denominator of '{indicator.code}'"
        for indicator in index.indicators
        if indicator.denominator is not None
    }
    for indicator in index.indicators:
        method = indicator.normalisation
        is_log = isinstance(method, Goalposts | Target | MinMax | ZScore) and method.is_logarithmic
        if is_log and indicator.direction != "neutral":
            needed[indicator.code] = "is scored by its logarithm"
    return needed


def _refuse_first(label: str, observations: Observations, wrong: Booleans, code: str, use: str) -> None:
    for at in np.flatnonzero(wrong)[:1]:
        unit = observations.units[observations.unit[at]]
        raise InvalidObservations(
            f"{label}:{observations.row[at]}: column 'value': '{observations.value[at]:g}' is not above 0, but "
            f"'{code}' {use} (unit '{unit}', {observations.year[at]}).",
            "Correct the value, or remove the row: then it is missing.",
        )


def note_absent(index: Index, observations: Observations) -> Iterator[str]:
    """Yield a note for each input of the index that the table never has."""
    for code in index.inputs:
        if code not in observations.indicators:
            spare = [name for name in observations.indicators if name not in index.inputs]
            hint = nearest(code, spare)
            yield f"No value of '{code}' anywhere. {hint}".rstrip()


def note_unscored(index: Index, assessment: Assessment) -> Iterator[str]:
    """Yield a note for each indicator that has values but no scale, and each that treatment could not calm."""
    for at, indicator in enumerate(index.indicators):
        has_values = bool(np.any(~np.isnan(assessment.treated[:, at])))
        if indicator.direction != "neutral" and has_values and assessment.statistics.scales[at] is None:
            yield f"{assessment.year}: '{indicator.code}' has no two different values: it is not scored."
        limits = assessment.statistics.limits[at]
        if limits is not None and not limits.is_passed:
            yield (
                f"{assessment.year}: '{indicator.code}' is still skewed ({limits.skewness:.2f}, kurtosis "
                f"{limits.kurtosis:.2f}) after {limits.points} winsorised points."
            )
    for at, node in enumerate(index.nodes):
        if node.mean in ("geometric", "harmonic") and _has_negative(index, assessment, at):
            yield f"{assessment.year}: '{node.name}' is missing where the {node.mean} mean meets a negative score."


def _has_negative(index: Index, assessment: Assessment, at: int) -> bool:
    names = [node.name for node in index.nodes]
    codes = [indicator.code for indicator in index.indicators]
    return any(
        bool(np.any(assessment.scores[:, names.index(child)] < 0))
        if child in names
        else bool(np.any(assessment.normalised[:, codes.index(child)] < 0))
        for child in index.nodes[at].children
    )


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
