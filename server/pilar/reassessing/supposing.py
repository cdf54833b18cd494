"""Changed values of one region -> the assessment that would follow; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from pilar.assessment.observations import Observations
from pilar.errors import InvalidArgument, nearest
from pilar.reassessing.computation import Year
from pilar.reassessing.explaining import GAPS, NUMBERS, POTENTIALS, Explainer
from pilar.reassessing.layout import lay_out
from pilar.reassessing.panel import Panel
from pilar.reassessing.ranks import ranks_in_nation
from pilar.reassessing.scope import Scope

NO_ROW: Final = -1
"""The id of a supposed observation: no row of the database stands behind it."""
PUBLISHED_DIFFERS: Final = "PUBLISHED_DIFFERS"
"""Is not asked of a supposition: what was published of the real values must differ from it."""


@dataclass(frozen=True)
class Standing:
    """Score, and rank among how many in the nation."""

    score: float | None
    rank: int | None
    of: int | None


@dataclass(frozen=True)
class Supposition:
    """What is, what would be, and what would be found then. Findings are mappings of their figures."""

    region: str
    index: str
    year: int
    before: Standing
    after: Standing
    challenges: tuple[Mapping[str, Any], ...]
    potentials: tuple[Mapping[str, Any], ...]


def suppose(panel: Panel, code: str, year: int | None, values: Mapping[str, float | None]) -> Supposition:
    """Assess a year with other values of one region; None takes a value away.

    Raises `NotFound` and, for an indicator that the index does not read, `InvalidArgument`.
    """
    at, year = panel.position(code), panel.year(year)
    for indicator in values:
        if indicator not in panel.index.inputs:
            known = ", ".join(panel.index.inputs)
            raise InvalidArgument(
                f"The index '{panel.index.code}' reads no '{indicator}'.",
                nearest(indicator, panel.index.inputs) or f"It reads {known}.",
            )
    changed = change(panel.observations, at, year, values)
    before, after = panel.compute(panel.observations, year), panel.compute(changed, year)
    found = _findings(panel, changed, after, at)
    return Supposition(
        code,
        panel.index.code,
        year,
        _standing(panel, before, at),
        _standing(panel, after, at),
        tuple(each for each in found if each["rule"].lower() not in POTENTIALS),
        tuple(each for each in found if each["rule"].lower() in POTENTIALS),
    )


def change(
    observations: Observations, at: int, year: int, values: Mapping[str, float | None]
) -> Observations:
    """Return the observations with those of one region and year replaced."""
    numbers = {code: number for number, code in enumerate(observations.indicators)}
    replaced = np.isin(observations.indicator, [numbers[code] for code in values])
    kept = ~(replaced & (observations.unit == at) & (observations.year == year))
    added = [(numbers[code], value) for code, value in values.items() if value is not None]
    count = len(added)

    def extended(column: Any, new: Any) -> Any:
        return np.concatenate([column[kept], np.asarray(new, dtype=column.dtype)])

    return replace(
        observations,
        unit=extended(observations.unit, [at] * count),
        indicator=extended(observations.indicator, [number for number, _ in added]),
        year=extended(observations.year, [year] * count),
        value=extended(observations.value, [value for _, value in added]),
        is_final=extended(observations.is_final, [True] * count),
        revision=extended(observations.revision, [1] * count),
        row=extended(observations.row, [NO_ROW] * count),
    )


def _standing(panel: Panel, year: Year, at: int) -> Standing:
    scores = np.where(year.is_present, year.scores[:, -1], np.nan)
    places = ranks_in_nation(panel.regions, scores[:, None], panel.index.scale)
    score = float(scores[at])
    if not np.isfinite(score):
        return Standing(None, None, None)
    return Standing(score, int(places.rank[at, 0]), int(places.of[at, 0]))


def _findings(panel: Panel, observations: Observations, year: Year, at: int) -> list[Mapping[str, Any]]:
    places = lay_out(panel.index, panel.catalogue, year.year)
    explainer = Explainer(panel.index, year, places, panel.catalogue, observations)
    own = np.zeros(len(panel.regions.ids), dtype=np.bool_)
    own[at] = year.is_present[at]
    everything = Scope(is_whole=True, rows={at}, columns=set(range(len(panel.index.indicators))))
    names = (*NUMBERS, *GAPS)
    found = []
    for key, told in explainer.find(everything, own, ()).items():
        if key.rule == PUBLISHED_DIFFERS:
            continue
        figures = dict(zip(names, told.numbers, strict=False))
        text_id, text_en = told.texts()
        found.append({"rule": key.rule, "node": key.node, "id": text_id, "en": text_en, **figures})
    return sorted(found, key=lambda each: -(each.get("priority") or 0.0))
