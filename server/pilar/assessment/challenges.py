"""The rules that find challenges: each takes a context and yields findings, vectorised over the regions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pilar.assessment.arrays import Booleans, Floats
from pilar.assessment.definition import Goalposts, Indicator
from pilar.assessment.findings import Context, Figures, Finding, cite
from pilar.assessment.normalisation import score
from pilar.assessment.projection import is_reached, project
from pilar.assessment.rules import LAG, WORSENING_STEPS


def below_target(context: Context) -> Iterator[Finding]:
    """Worse than the target that a plan sets."""
    for at, indicator in _scored(context):
        value, target = context.assessment.denominated[:, at], context.goals.targets[:, at]
        missed = ~np.isnan(value) & ~np.isnan(target) & ~is_reached(indicator.direction, value, target)
        yield from _against(context, "below_target", at, missed, target)


def below_goalpost(context: Context) -> Iterator[Finding]:
    """Worse than the goalpost that scores nothing: the scale does not reach so far."""
    for at, indicator in _scored(context):
        posts = indicator.normalisation
        if isinstance(posts, Goalposts):
            value = context.assessment.denominated[:, at]
            worst = posts.lower if indicator.direction == "up" else posts.upper
            beyond = value < worst if indicator.direction == "up" else value > worst
            yield from _against(context, "below_goalpost", at, beyond, np.full(len(value), worst))


def below_peers(context: Context) -> Iterator[Finding]:
    """A lower score than the median of the peers."""
    for at, indicator in _scored(context):
        scores = context.assessment.normalised[:, at]
        median = context.peer_median(scores)
        figures = _figures(context, at, median, median - scores)
        yield from _own(context, "below_peers", indicator, scores < median, figures)


def worsening(context: Context) -> Iterator[Finding]:
    """Worse in each of the last years, as observed."""
    years = range(context.year - WORSENING_STEPS, context.year + 1)
    for at, indicator in _scored(context):
        columns = [context.history.values_of(year)[:, at] for year in years]
        sign = 1 if indicator.direction == "up" else -1
        worse = np.all(np.diff(sign * np.stack(columns), axis=0) < 0, axis=0)
        figures = _figures(context, at, columns[0], _gap_to(context, at, columns[0]))
        for unit in context.asked_units(worse):
            places = [
                cite(context.index, context.history.places[year], int(unit), indicator.code) for year in years
            ]
            yield figures.finding(
                "worsening", int(unit), indicator.code, [at for each in places for at in each]
            )


def misses_deadline(context: Context) -> Iterator[Finding]:
    """Heading for the target too late, or away from it."""
    columns = {indicator.code: at for at, indicator in enumerate(context.index.indicators)}
    deadlines = context.goals.deadlines
    due = {at for at, _ in _scored(context) if not np.all(np.isnan(deadlines[:, at]))}
    asked = np.ones(context.history.regions, dtype=np.bool_) if context.units is None else context.units
    for each in project(context.index, context.history, context.year, context.goals, due, asked):
        if each.deadline is None or each.course not in ("late", "never"):
            continue
        at = columns[each.indicator]
        gap = float(_gap_to(context, at, np.full(context.history.regions, each.target))[each.unit])
        base_year = int(each.base_year)
        places = context.history.places.get(base_year)
        base = () if places is None else cite(context.index, places, each.unit, each.indicator)
        yield Finding(
            "misses_deadline",
            each.unit,
            each.indicator,
            float(context.assessment.normalised[each.unit, at]),
            each.value,
            each.target,
            gap,
            gap * context.shares[each.indicator],
            each.projected_year,
            each.deadline,
            (*base, *context.evidence(each.unit, each.indicator)),
        )


def missing(context: Context) -> Iterator[Finding]:
    """Neither observed nor carried forward, of a region that is otherwise known in the year."""
    is_known = np.any(context.selection.place >= 0, axis=1)
    for at, indicator in _scored(context):
        for unit in context.asked_units(is_known & (context.selection.place[:, at] < 0)):
            yield Finding("missing", int(unit), indicator.code)


def stale(context: Context) -> Iterator[Finding]:
    """Carried forward from an earlier year, which is the reference."""
    for at, indicator in _scored(context):
        year = context.selection.observed_in[:, at].astype(np.float64)
        figures = _figures(context, at, year, np.full(len(year), np.nan))
        yield from _own(context, "stale", indicator, context.selection.is_carried[:, at], figures)


def lagging(context: Context) -> Iterator[Finding]:
    """The lowest child of the root, where it lags the mean of the others."""
    index, names = context.index, [node.name for node in context.index.nodes]
    children = [child for child in index.root.children if child in names]
    if len(children) < 2:
        return
    scores = np.stack([context.assessment.scores[:, names.index(child)] for child in children], axis=1)
    present = np.sum(~np.isnan(scores), axis=1)
    total = np.nansum(scores, axis=1)
    lowest = np.argmin(np.where(np.isnan(scores), np.inf, scores), axis=1)
    for at, child in enumerate(children):
        own = scores[:, at]
        with np.errstate(divide="ignore", invalid="ignore"):
            others = (total - own) / (present - 1)
        lags = (lowest == at) & (present > 1) & (others - own > LAG * index.scale)
        blank = np.full(len(own), np.nan)
        figures = Figures(own, blank, others, others - own, context.shares[child])
        for unit in context.asked_units(lags):
            yield figures.finding("lagging", int(unit), child, _below(context, child, int(unit)))


def _scored(context: Context) -> Iterator[tuple[int, Indicator]]:
    for at in context.asked_columns:
        yield at, context.index.indicators[at]


def _figures(context: Context, at: int, reference: Floats, gap: Floats) -> Figures:
    assessment, code = context.assessment, context.index.indicators[at].code
    return Figures(
        assessment.normalised[:, at], assessment.denominated[:, at], reference, gap, context.shares[code]
    )


def _gap_to(context: Context, at: int, reference: Floats) -> Floats:
    """Points that the score is short of what the reference value would score; NaN where nothing can be scored."""
    scale = context.assessment.statistics.scales[at]
    if scale is None:
        return np.full(len(reference), np.nan)
    return np.maximum(score(reference, scale) - context.assessment.normalised[:, at], 0.0)


def _against(context: Context, rule: str, at: int, where: Booleans, reference: Floats) -> Iterator[Finding]:
    gap = _gap_to(context, at, reference)
    return _own(context, rule, context.index.indicators[at], where, _figures(context, at, reference, gap))


def _own(
    context: Context, rule: str, indicator: Indicator, where: Booleans, figures: Figures
) -> Iterator[Finding]:
    """Yield the findings of the regions in `where`, resting on their own observations of the year."""
    for unit in context.asked_units(where):
        yield figures.finding(rule, int(unit), indicator.code, context.evidence(int(unit), indicator.code))


def _below(context: Context, name: str, unit: int) -> list[int]:
    """The observations of all indicators below a node."""
    children = {node.name: node.children for node in context.index.nodes}
    found: list[int] = []
    pending = [name]
    while pending:
        each = pending.pop()
        if each in children:
            pending.extend(reversed(children[each]))
        else:
            found.extend(context.evidence(unit, each))
    return list(dict.fromkeys(found))
