"""Other weights and normalisations -> the ranks between which each kabupaten and kota lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pilar.assessment.pipeline import assess
from pilar.assessment.sensitivity import rank_intervals
from pilar.reassessing.catalogue import PROVINCE
from pilar.reassessing.panel import Panel

SEED: Final = 1
"""The draws are the same each time: the same question has the same answer."""


@dataclass(frozen=True)
class Interval:
    """Of a region: its rank, and the ranks between which nine draws of ten lie."""

    code: str
    name: str
    rank: int
    lowest: int
    highest: int
    mean: float


@dataclass(frozen=True)
class RankIntervals:
    """All ranked kabupaten and kota of a year, the best first."""

    index: str
    year: int
    draws: int
    regions: tuple[Interval, ...]


def rank_regions(panel: Panel, year: int, draws: int) -> RankIntervals:
    """Rank the kabupaten and kota that have a score, over and over. O(draws x regions x indicators)."""
    selected = panel.compute(panel.observations, year).selection
    wanted = np.flatnonzero(panel.regions.kinds > PROVINCE)
    names = {each.imputation_group for each in panel.index.indicators if each.imputation_group is not None}
    groups = {name: np.asarray(panel.regions.groups[name])[wanted] for name in names}
    assessment = assess(panel.index, year, np.asfortranarray(selected.values[wanted]), groups)
    found = rank_intervals(panel.index, assessment, SEED, draws)
    ranked = [
        Interval(
            panel.codes[at],
            panel.names[at],
            int(found.rank[place]),
            int(found.lowest[place]),
            int(found.highest[place]),
            float(found.mean[place]),
        )
        for place, at in enumerate(wanted.tolist())
        if found.rank[place] > 0
    ]
    return RankIntervals(
        panel.index.code, year, draws, tuple(sorted(ranked, key=lambda each: (each.rank, each.code)))
    )
