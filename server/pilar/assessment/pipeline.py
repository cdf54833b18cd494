"""The values of one year -> scores, coverage and ranks, with the table after each step.

Each step is fitted on all regions of the year and then applied to each region by itself. Whoever keeps the
`Statistics` can assess one region again without its peers, as long as they would come out the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilar.assessment import aggregation, denomination, imputation, normalisation, ranking, treatment
from pilar.assessment.arrays import Floats, Groups, Integers
from pilar.assessment.definition import Goalposts, Index, Indicator, Target
from pilar.assessment.observations import Observations
from pilar.assessment.selection import Selection, group_regions, select


@dataclass(frozen=True)
class Statistics:
    """All that a region's score takes from the other regions of its year."""

    group_means: imputation.GroupMeans
    limits: tuple[treatment.Limits | None, ...]
    scales: tuple[normalisation.Scoring, ...]


@dataclass(frozen=True)
class Assessment:
    """One year: the tables after each step (regions x indicators), `scores` and `coverage` (regions x nodes)."""

    year: int
    denominated: Floats
    imputed: Floats
    treated: Floats
    normalised: Floats
    scores: Floats
    coverage: Floats
    statistics: Statistics


def assess(
    index: Index, year: int, values: Floats, groups: Groups, statistics: Statistics | None = None
) -> Assessment:
    """Assess one year; `values` are regions x `index.inputs`, NaN = missing.

    With `statistics` nothing is fitted: the regions are scored against the year that these were made of.
    """
    is_present = np.any(~np.isnan(values), axis=1)
    denominated = denomination.denominate(index, values)
    means = statistics.group_means if statistics else imputation.fit_group_means(index, denominated, groups)
    imputed = imputation.impute(index, denominated, means, groups, is_present)
    limits = statistics.limits if statistics else treatment.fit_limits(index, imputed)
    treated = treatment.treat(imputed, limits)
    scales = statistics.scales if statistics else normalisation.fit_scales(index, treated)
    normalised = normalisation.normalise(treated, scales)
    return Assessment(
        year=year,
        denominated=denominated,
        imputed=imputed,
        treated=treated,
        normalised=normalised,
        scores=aggregation.aggregate(index, normalised, index.weights(year)),
        coverage=aggregation.coverage(index, ~np.isnan(denominated)),
        statistics=Statistics(means, limits, scales),
    )


def assess_year(
    index: Index, observations: Observations, year: int
) -> tuple[Selection, dict[str, Integers], Assessment]:
    """Select the observations of a year and assess them; return the groups for imputation, too."""
    selection = select(observations, index.inputs, year, index.carry_forward_years)
    names = {each.imputation_group for each in index.indicators if each.imputation_group is not None}
    groups = {name: group_regions(observations, name, year) for name in sorted(names)}
    return selection, groups, assess(index, year, selection.values, groups)


def rank_nodes(index: Index, assessment: Assessment, peers: Integers | None = None) -> Integers:
    """Return the ranks of the regions in each node."""
    return ranking.rank(assessment.scores, index.scale, peers)


def is_local(indicator: Indicator) -> bool:
    """Whether a region's score in this indicator depends on its own value only: then its peers never change with it."""
    fixed = isinstance(indicator.normalisation, Goalposts | Target) or indicator.direction == "neutral"
    return fixed and indicator.treatment is None and indicator.imputation_group is None
