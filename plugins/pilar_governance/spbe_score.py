"""`SpbeScore`: the level of one indicator in one evaluation of e-government."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, reference

from pilar_governance.spbe_assessment import SpbeAssessment
from pilar_governance.spbe_indicator import SpbeIndicator


class SpbeScore(Entity, table=True):
    """The level, from 1 to 5, that an evaluation found for one of the 47 indicators. Starts empty."""

    __key__: ClassVar[tuple[str, ...]] = ("assessment_id", "indicator_id")

    assessment_id: int = reference(SpbeAssessment, back="scores")
    """The evaluation."""
    indicator_id: int = reference(SpbeIndicator, back="scores")
    """What was judged."""
    level: int = column(index=True, ge=1, le=5)
    """Level of maturity, 1 (initial) to 5 (optimum), by Permenpan RB 59/2020."""
    note: str | None = column(default=None, max_length=2000)
    """What the assessors found, or the evidence that was shown."""
    source_id: int = reference("source")
    """Where the level was published, or who reports it."""
