"""Scores -> ranks: 1 for the best, equals share a rank, the next one is left out."""

from __future__ import annotations

import numpy as np

from pilar.assessment.arrays import Floats, Integers

DIGITS = 12
"""Decimals of the share of the scale in which two scores must differ: beyond, floating point decides, not the data."""


def rank(scores: Floats, scale: float = 1.0, peers: Integers | None = None) -> Integers:
    """Return the rank of each region in each column; 0 where there is no score.

    `peers` numbers the group within which a region is ranked: nation, province, kind; -1 is in no group, rank 0.
    """
    rounded = np.round(scores / scale, DIGITS)
    groups = np.zeros(len(scores), dtype=np.int64) if peers is None else peers
    ranks = np.zeros(scores.shape, dtype=np.int64)
    for group in np.unique(groups[groups >= 0]):
        members = groups == group
        for at in range(scores.shape[1]):
            ranks[members, at] = rank_column(rounded[members, at])
    return ranks


def rank_column(scores: Floats) -> Integers:
    """Return one more than the number of better scores; 0 where there is none."""
    present = np.sort(scores[~np.isnan(scores)])
    better = len(present) - np.searchsorted(present, scores, side="right")
    return np.where(np.isnan(scores), 0, better + 1)


def count_ranked(scores: Floats, peers: Integers | None = None) -> Integers:
    """Return, for each region and column, among how many it is ranked."""
    groups = np.zeros(len(scores), dtype=np.int64) if peers is None else peers
    counts = np.zeros(scores.shape, dtype=np.int64)
    for group in np.unique(groups[groups >= 0]):
        members = groups == group
        counts[members] = np.sum(~np.isnan(scores[members]), axis=0)
    return counts
