"""Missing values -> the mean of the region's group, where an indicator asks for it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pilar.assessment.arrays import Booleans, Floats, Groups
from pilar.assessment.definition import Index

GroupMeans = tuple[Mapping[int, float], ...]
"""For each indicator, the mean of each group that has any value; empty where nothing is imputed."""


def fit_group_means(index: Index, denominated: Floats, groups: Groups) -> GroupMeans:
    """Return the means of the observed values of one year.

    Source: OECD/JRC Handbook (2008), step 3, unconditional mean imputation within groups; `i_mean_grp` of COINr.
    """
    means = []
    for at, indicator in enumerate(index.indicators):
        name = indicator.imputation_group
        column = denominated[:, at]
        means.append({} if name is None else _means(column, groups[name]))
    return tuple(means)


def _means(column: Floats, group: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> dict[int, float]:
    usable = ~np.isnan(column) & (group >= 0)
    members = group[usable]
    return {int(each): float(column[usable][members == each].mean()) for each in np.unique(members)}


def impute(
    index: Index, denominated: Floats, means: GroupMeans, groups: Groups, is_present: Booleans
) -> Floats:
    """Fill what is missing of the regions that are present: a region without any observation stays without.

    A group in which nobody has a value, and a region in no group, stay missing.
    """
    imputed = np.array(denominated, order="F")
    for at, indicator in enumerate(index.indicators):
        if indicator.imputation_group is None:
            continue
        group = groups[indicator.imputation_group]
        missing = np.isnan(imputed[:, at]) & is_present
        imputed[missing, at] = [means[at].get(int(each), np.nan) for each in group[missing]]
    return imputed
