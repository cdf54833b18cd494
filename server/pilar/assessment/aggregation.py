"""Scores of indicators -> scores of nodes, the children first; and how much of each was observed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from pilar.assessment.arrays import Booleans, Floats, empty
from pilar.assessment.definition import Index, Node
from pilar.assessment.tree import count_below

Column = Floats
"""One score for each region."""


def aggregate(index: Index, normalised: Floats, weights: Mapping[str, Sequence[float]]) -> Floats:
    """Return regions x `index.nodes` out of regions x `index.indicators`; NaN = no score.

    The weights of the children that have a score are scaled to the sum 1, region by region. A node has a score where
    the share of its children with one is `minimum_share` or more, counting children that can score and weigh something.
    The sums run child by child, so that a region's score does not depend on the regions beside it.
    Source: OECD/JRC Handbook (2008), steps 6 and 7.
    """
    columns = {index.indicators[at].code: normalised[:, at] for at in index.scored}
    counts = {code: (~np.isnan(column)).astype(np.float64) for code, column in columns.items()}
    scores = empty(len(normalised), len(index.nodes))
    for at, node in enumerate(index.nodes):
        parts = [
            (columns[child], counts[child], weight)
            for child, weight in zip(node.children, weights[node.name], strict=True)
            if child in columns and weight > 0
        ]
        scores[:, at] = _mean(node, parts) if parts else np.nan
        columns[node.name] = scores[:, at]
        counts[node.name] = _sum([counts[child] for child in node.children if child in counts])
    return scores


def _sum(columns: Sequence[Column]) -> Column:
    return np.sum(columns, axis=0) if columns else np.zeros(1)


def _mean(node: Node, parts: Sequence[tuple[Column, Column, float]]) -> Column:
    """The weighted mean of the parts that are there; `pooled` weighs each by the indicators below it, too."""
    onto, back = MEANS[node.mean]
    total, weight_sum, present, plain = (np.zeros(len(parts[0][0])) for _ in range(4))
    for scores, count, weight in parts:
        is_there = ~np.isnan(scores)
        shares = np.where(is_there, weight * count if node.mean == "pooled" else weight, 0.0)
        total += np.where(is_there, shares * onto(scores), 0.0)
        weight_sum += shares
        present += is_there
        plain += np.where(is_there, scores, 0.0)
    enough = (present > 0) & (present >= node.minimum_share * len(parts) - 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = back(total / weight_sum)
    mean = np.where((present == 1) & ~np.isnan(mean), plain, mean)  # of one score, to the last bit
    return np.where(enough, mean, np.nan)


def _same(scores: Column) -> Column:
    return scores


def _logarithm(scores: Column) -> Column:
    """A score of zero makes a geometric mean zero; a negative one leaves it undefined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(scores)


def _reciprocal(scores: Column) -> Column:
    """A score of zero makes a harmonic mean zero; a negative one leaves it undefined."""
    with np.errstate(divide="ignore"):
        return np.where(scores < 0, np.nan, 1.0 / np.abs(scores))


MEANS: Final[Mapping[str, tuple[Callable[[Column], Column], Callable[[Column], Column]]]] = {
    "arithmetic": (_same, _same),
    "pooled": (_same, _same),
    "geometric": (_logarithm, np.exp),
    "harmonic": (_reciprocal, _reciprocal),
}
"""Each is the inverse of a function at the mean of that function of the scores."""


def coverage(index: Index, is_observed: Booleans) -> Floats:
    """Return, regions x nodes, the share of the scored indicators below that were observed, carried ones included.

    Imputed values are no observations. A node without any scored indicator below has the coverage 0.
    """
    counts = count_below(index)
    observed = {index.indicators[at].code: is_observed[:, at].astype(np.float64) for at in index.scored}
    shares = np.zeros((len(is_observed), len(index.nodes)), order="F")
    for at, node in enumerate(index.nodes):
        below = [observed[child] for child in node.children if counts.get(child)]
        observed[node.name] = np.sum(below, axis=0) if below else np.zeros(len(is_observed))
        shares[:, at] = observed[node.name] / max(counts[node.name], 1)
    return shares
