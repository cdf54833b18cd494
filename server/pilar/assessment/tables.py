"""Results -> rows of the tables that `pilar assess` writes: plain values, None where there is none."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from pilar.assessment.arrays import Floats, Integers
from pilar.assessment.definition import Index
from pilar.assessment.explanation import describe
from pilar.assessment.findings import Finding
from pilar.assessment.observations import Observations
from pilar.assessment.pipeline import Assessment
from pilar.assessment.projection import Projection
from pilar.assessment.ranking import rank
from pilar.assessment.rules import RULE
from pilar.assessment.selection import Selection
from pilar.assessment.sensitivity import RankInterval

Cell = str | int | float | None
Row = Sequence[Cell]

RESULTS: Final = ("unit", "year", "node", "score", "rank", "coverage")
STAGE: Final = ("unit", "indicator", "year", "value")
STAGES: Final[dict[str, tuple[str, ...]]] = {
    "selected": (*STAGE, "observed_in", "line"),
    "denominated": STAGE,
    "imputed": STAGE,
    "treated": STAGE,
    "treatments": (
        "indicator",
        "year",
        "points",
        "lowest",
        "highest",
        "logarithm",
        "skewness",
        "kurtosis",
        "passed",
    ),
    "normalised": STAGE,
    "aggregated": ("unit", "node", "year", "value"),
}
FINDINGS: Final = (
    *("unit", "year", "kind", "rule", "subject", "score", "value", "reference", "gap", "priority"),
    *("projected_year", "deadline", "evidence", "text_en", "text_id"),
)
PROJECTIONS: Final = (
    *(
        "unit",
        "indicator",
        "base_year",
        "base",
        "year",
        "value",
        "target",
        "deadline",
        "projected_year",
        "course",
    ),
)
INTERVALS: Final = ("unit", "year", "rank", "rank_p5", "rank_p95", "rank_mean")


def result_rows(
    index: Index, units: Sequence[str], assessment: Assessment, peers: Integers | None = None
) -> Iterator[Row]:
    """Yield the rows of a year: unit by unit, the root first, its indicators last."""
    names, scores = node_scores(index, assessment)
    ranks = rank(scores, index.scale, peers)
    observed = (~np.isnan(assessment.denominated[:, index.scored])).astype(np.float64)
    coverage = np.concatenate([assessment.coverage[:, ::-1], observed], axis=1)
    for unit, name in enumerate(units):
        for at, node in enumerate(names):
            yield (
                name,
                assessment.year,
                node,
                _number(scores[unit, at]),
                int(ranks[unit, at]) or None,
                float(coverage[unit, at]),
            )


def node_scores(index: Index, assessment: Assessment) -> tuple[list[str], Floats]:
    """Return the names and scores of all nodes, the root first, and of all indicators that score."""
    names = [node.name for node in reversed(index.nodes)]
    names += [index.indicators[at].code for at in index.scored]
    columns = [assessment.scores[:, ::-1], assessment.normalised[:, index.scored]]
    return names, np.concatenate(columns, axis=1)


def stage_rows(
    stage: str, index: Index, observations: Observations, selection: Selection, assessment: Assessment
) -> Iterator[Row]:
    """Yield the rows of one stage of a year."""
    codes = [indicator.code for indicator in index.indicators]
    if stage == "selected":
        yield from _selected(index, observations, selection)
    elif stage == "treatments":
        yield from _treatments(index, assessment)
    elif stage == "aggregated":
        yield from _long(observations.units, *node_scores(index, assessment), assessment.year)
    else:
        table = {
            "denominated": assessment.denominated,
            "imputed": assessment.imputed,
            "treated": assessment.treated,
            "normalised": assessment.normalised,
        }[stage]
        yield from _long(observations.units, codes, table, assessment.year)


def _long(units: Sequence[str], columns: Sequence[str], table: Floats, year: int) -> Iterator[Row]:
    for unit, name in enumerate(units):
        for at, column in enumerate(columns):
            yield name, column, year, _number(table[unit, at])


def _selected(index: Index, observations: Observations, selection: Selection) -> Iterator[Row]:
    for unit, name in enumerate(observations.units):
        for at, code in enumerate(index.inputs):
            place = selection.place[unit, at]
            observed_in = int(selection.observed_in[unit, at]) or None
            line = int(observations.row[place]) if place >= 0 else None
            yield name, code, selection.year, _number(selection.values[unit, at]), observed_in, line


def _treatments(index: Index, assessment: Assessment) -> Iterator[Row]:
    for indicator, limits in zip(index.indicators, assessment.statistics.limits, strict=True):
        if limits is not None:
            yield (
                indicator.code,
                assessment.year,
                limits.points,
                _number(limits.lowest),
                _number(limits.highest),
                "true" if limits.log_origin is not None else "false",
                _number(limits.skewness),
                _number(limits.kurtosis),
                "true" if limits.is_passed else "false",
            )


def finding_rows(
    index: Index, observations: Observations, year: int, findings: Sequence[Finding]
) -> Iterator[Row]:
    """Yield the findings of a year; the evidence is `indicator@year:line` of each observation."""
    for finding in findings:
        yield (
            observations.units[finding.unit],
            year,
            RULE[finding.rule].kind,
            finding.rule,
            finding.subject,
            *map(_number, (finding.score, finding.value, finding.reference, finding.gap, finding.priority)),
            _number(finding.projected_year),
            finding.deadline,
            ";".join(_cited(observations, at) for at in finding.evidence),
            describe(finding, index, year, "en"),
            describe(finding, index, year, "id"),
        )


def _cited(observations: Observations, at: int) -> str:
    indicator = observations.indicators[observations.indicator[at]]
    return f"{indicator}@{observations.year[at]}:{observations.row[at]}"


def projection_rows(units: Sequence[str], projections: Iterator[Projection]) -> Iterator[Row]:
    """Yield the projections of a year."""
    for each in projections:
        base_year = None if math.isnan(each.base_year) else int(each.base_year)
        yield (
            units[each.unit],
            each.indicator,
            base_year,
            _number(each.base),
            each.year,
            each.value,
            each.target,
            each.deadline,
            _number(each.projected_year),
            each.course,
        )


def interval_rows(units: Sequence[str], year: int, intervals: RankInterval) -> Iterator[Row]:
    """Yield the rank intervals of a year; regions without a rank have none."""
    for unit, name in enumerate(units):
        ranks = (intervals.rank[unit], intervals.lowest[unit], intervals.highest[unit])
        yield name, year, *(int(each) or None for each in ranks), _number(intervals.mean[unit])


def _number(value: float) -> float | None:
    """A finite number as Python's, which prints all of it; None for NaN and for no limit."""
    return float(value) if math.isfinite(value) else None
