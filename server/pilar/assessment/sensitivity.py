"""Other weights, other normalisations -> the ranks that a region would have had: how sure its rank is.

Source: OECD/JRC Handbook (2008), step 8; M. Saisana, A. Saltelli and S. Tarantola (2005),
doi:10.1111/j.1467-985X.2005.00350.x.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pilar.assessment.aggregation import aggregate
from pilar.assessment.arrays import Floats, Integers
from pilar.assessment.definition import Index, MinMax, Normalisation, Percentile
from pilar.assessment.normalisation import fit_scales, normalise
from pilar.assessment.pipeline import Assessment
from pilar.assessment.ranking import rank

CONCENTRATION: Final = 100.0
"""Sum of the parameters of the Dirichlet distribution: one of three equal weights then varies by 14 % (one sd)."""
TAIL: Final = 0.05
CHUNK: Final = 50
"""Draws whose ranks are held at a time."""
FLOOR: Final = 0.01
"""Share of the scale that the worst region scores in the alternatives: a zero would rule every geometric mean."""


@dataclass(frozen=True)
class RankInterval:
    """Of each region the stated rank, and the ranks between which nine draws of ten lie; 0 = no rank."""

    rank: Integers
    lowest: Integers
    highest: Integers
    mean: Floats


def rank_intervals(
    index: Index,
    assessment: Assessment,
    seed: int,
    draws: int = 1000,
    progress: Callable[[int], None] = lambda draws: None,
) -> RankInterval:
    """Rank the regions by the root `draws` times, with random weights and one of the normalisations each time.

    The weights of a node's children are Dirichlet distributed around the stated ones; the normalisation is the stated
    one, min-max or percentile, each as likely. The bounds are ranks that did occur, rounded outward. The same seed
    gives the same answer. O(draws x regions x indicators); the memory grows with a tenth of the draws.
    """
    random = np.random.default_rng(seed)
    tables = alternatives(index, assessment)
    kept = int(np.floor(TAIL * (draws - 1))) + 1
    low = high = np.zeros((len(assessment.scores), 0), dtype=np.int32)
    total = np.zeros(len(assessment.scores))
    for start in range(0, draws, CHUNK):
        chunk = [draw_ranks(index, assessment.year, tables, random) for _ in range(min(CHUNK, draws - start))]
        ranks = np.stack(chunk, axis=1)
        low = np.sort(np.concatenate([low, ranks], axis=1), axis=1)[:, :kept]
        high = np.sort(np.concatenate([high, ranks], axis=1), axis=1)[:, -kept:]
        total += ranks.sum(axis=1)
        progress(len(chunk))
    stated = rank(assessment.scores[:, -1:], index.scale)[:, 0]
    lowest, highest = low[:, -1].astype(np.int64), high[:, 0].astype(np.int64)
    return RankInterval(stated, lowest, highest, np.where(stated > 0, total / draws, np.nan))


def alternatives(index: Index, assessment: Assessment) -> list[Floats]:
    """Return the scores of the indicators as stated, by min-max and by percentile."""
    methods = (MinMax((FLOOR * index.scale, index.scale)), Percentile())
    return [assessment.normalised, *(_alternative(index, assessment, method) for method in methods)]


def _alternative(index: Index, assessment: Assessment, method: Normalisation) -> Floats:
    """All indicators normalised by one method, from the treated values."""
    indicators = tuple(replace(indicator, normalisation=method) for indicator in index.indicators)
    other = replace(index, indicators=indicators)
    scores = normalise(assessment.treated, fit_scales(other, assessment.treated))
    floored = np.maximum(scores, FLOOR * index.scale)
    return np.where(np.isnan(assessment.normalised), np.nan, floored)


def draw_ranks(
    index: Index, year: int, tables: Sequence[Floats], random: np.random.Generator
) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """Return the ranks of the regions by the root, with random weights on one of the tables."""
    table = tables[int(random.integers(len(tables)))]
    weights = {name: random_weights(np.array(stated), random) for name, stated in index.weights(year).items()}
    root = aggregate(index, table, weights)[:, -1:]
    return rank(root, index.scale)[:, 0].astype(np.int32)


def random_weights(stated: Floats, random: np.random.Generator) -> tuple[float, ...]:
    """Draw weights with the stated ones as their mean and the sum 1; a weight of zero stays zero."""
    drawn = np.zeros(len(stated))
    weighing = stated > 0
    drawn[weighing] = random.dirichlet(CONCENTRATION * stated[weighing] / stated.sum())
    return tuple(float(each) for each in drawn)
