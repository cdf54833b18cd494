"""Scores of a year -> places among the regions that a region is ranked with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pilar.assessment.arrays import Floats, Integers
from pilar.assessment.ranking import DIGITS, count_ranked, rank
from pilar.commons.assessment import NEAR
from pilar.reassessing.catalogue import PROVINCE, Regions


@dataclass(frozen=True)
class Ranks:
    """For each region the rank and among how many; 0 where it is not ranked."""

    rank: Integers
    of: Integers


def rank_within(scores: Floats, scale: float, groups: Integers) -> Ranks:
    """Rank the columns of scores within groups; -1 is in none."""
    return Ranks(rank(scores, scale, groups), np.where(np.isnan(scores), 0, count_ranked(scores, groups)))


def ranks_in_nation(regions: Regions, scores: Floats, scale: float) -> Ranks:
    """Rank kabupaten and kota together, provinces among provinces."""
    return rank_within(scores, scale, regions.levels)


def ranks_in_province(regions: Regions, scores: Floats, scale: float) -> Ranks:
    """Rank the kabupaten and kota of a province."""
    return rank_within(scores, scale, np.where(regions.kinds > PROVINCE, regions.provinces, -1))


def ranks_in_kind(regions: Regions, scores: Floats, scale: float) -> Ranks:
    """Rank kabupaten among kabupaten, kota among kota."""
    return rank_within(scores, scale, regions.kinds)


def positions(regions: Regions, in_kind: Integers) -> Integers:
    """Number the regions that have a rank in their kind: kind by kind, the best first, equals by id; 0 for the others.

    Those of two kinds are too far apart to be peers.
    """
    listed = np.lexsort((in_kind, regions.kinds))
    listed = listed[in_kind[listed] > 0]
    numbers = np.zeros(len(in_kind), dtype=np.int64)
    numbers[listed] = np.arange(1, len(listed) + 1) + NEAR * regions.kinds[listed]
    return numbers


def percentiles(regions: Regions, scores: Floats, scale: float) -> Floats:
    """Return the share of the other ranked regions of the nation that score lower, in %; NaN without any other."""
    rounded = np.round(scores / scale, DIGITS)
    shares = np.full(len(scores), np.nan)
    for level in np.unique(regions.levels):
        members = np.flatnonzero((regions.levels == level) & ~np.isnan(rounded))
        if len(members) > 1:
            below = np.searchsorted(np.sort(rounded[members]), rounded[members], side="left")
            shares[members] = 100.0 * below / (len(members) - 1)
    return shares
