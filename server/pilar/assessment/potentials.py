"""The rules that find potentials, and the one that finds anomalies."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pilar.assessment.arrays import Booleans, Floats
from pilar.assessment.findings import Context, Figures, Finding, cite
from pilar.assessment.pipeline import assess
from pilar.assessment.ranking import DIGITS, rank_column
from pilar.assessment.rules import TOP_SHARE


def top_decile(context: Context) -> Iterator[Finding]:
    """Among the best tenth of the peers; there must be ten of them."""
    for at in context.asked_columns:
        code = context.index.indicators[at].code
        scores = context.assessment.normalised[:, at]
        blank = np.full(len(scores), np.nan)
        figures = Figures(scores, context.assessment.denominated[:, at], blank, blank)
        best = _among_best(context, np.round(scores / context.index.scale, DIGITS))
        for unit in context.asked_units(best):
            yield figures.finding("top_decile", int(unit), code, context.evidence(int(unit), code))


def fastest_improving(context: Context) -> Iterator[Finding]:
    """Better than a year ago, by more than nine tenths of the peers; as observed in both years."""
    for at in context.asked_columns:
        indicator = context.index.indicators[at]
        now, before = (context.history.values_of(year)[:, at] for year in (context.year, context.year - 1))
        change = (now - before) if indicator.direction == "up" else (before - now)
        figures = Figures(context.assessment.normalised[:, at], now, before, np.full(len(now), np.nan))
        for unit in context.asked_units(_among_best(context, change) & (change > 0)):
            places = context.history.places[context.year - 1]
            evidence = (
                *cite(context.index, places, int(unit), indicator.code),
                *context.evidence(int(unit), indicator.code),
            )
            yield figures.finding("fastest_improving", int(unit), indicator.code, evidence)


def unused_resource(context: Context) -> Iterator[Finding]:
    """More of a resource than the median of the peers has, and less use of it."""
    inputs, values = context.index.inputs, context.selection.values
    for resource in context.index.resources:
        potential, used = (values[:, inputs.index(code)] for code in (resource.potential, resource.used))
        blank = np.full(len(potential), np.nan)
        median = context.peer_median(used)
        unused = (potential > context.peer_median(potential)) & (used < median)
        figures = Figures(blank, potential, median, blank)
        for unit in context.asked_units(unused):
            codes = (resource.potential, resource.used)
            evidence = [at for code in codes for at in context.evidence(int(unit), code)]
            yield figures.finding("unused_resource", int(unit), resource.potential, evidence)


def published_differs(context: Context) -> Iterator[Finding]:
    """A published score that cannot follow from its published components.

    Components are rounded to their resolution, so the score lies between those of all components half a step worse and
    half a step better: every mean rises with each of its parts. Imputed or missing components prove nothing.
    """
    if all(node.published is None for node in context.index.nodes):
        return
    lowest, highest = _bounds(context, -1), _bounds(context, +1)
    for at, node in enumerate(context.index.nodes):
        if node.published is None:
            continue
        published = context.selection.values[:, context.index.inputs.index(node.published)]
        slack = node.resolution / 2 + 1e-9 * context.index.scale
        computed = context.assessment.scores[:, at]
        outside = (published < lowest[:, at] - slack) | (published > highest[:, at] + slack)
        blank = np.full(len(published), np.nan)
        figures = Figures(computed, published, computed, blank)
        for unit in context.asked_units(outside & (context.assessment.coverage[:, at] == 1)):
            evidence = context.evidence(int(unit), node.published)
            yield figures.finding("published_differs", int(unit), node.name, evidence)


def _bounds(context: Context, sign: int) -> Floats:
    """The scores of all nodes with each indicator half a step of its resolution better (+1) or worse (-1)."""
    values = np.array(context.selection.values, order="F")
    for at, indicator in enumerate(context.index.indicators):
        step = indicator.resolution / 2
        values[:, at] += sign * (step if indicator.direction == "up" else -step)
    return assess(context.index, context.year, values, context.grouping, context.assessment.statistics).scores


def _among_best(context: Context, values: Floats) -> Booleans:
    best = np.zeros(len(values), dtype=np.bool_)
    for members in context.groups:
        ranks = rank_column(values[members])
        best[members] = (ranks > 0) & (ranks <= TOP_SHARE * np.sum(ranks > 0))
    return best
