"""`Evaluation`: the marks of a region in a year, and the score that follows from them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar

from pilar import Entity, Expression, Region, column, expression, reference


class Evaluation(Entity, table=True):
    """The ministry's evaluation of a smart city: five components, marked by assessors after a self-assessment, an
    interview and a survey of citizens.

    Marks begin at 1; the best mark is 4, on some scales 5. Seeded with two evaluations that the cities published.
    """

    __key__: ClassVar[tuple[str, ...]] = ("region_id", "year", "source_id")
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = (("region_id", "year"),)

    region_id: int = reference(Region)
    """The kabupaten or kota."""
    year: int = column(index=True, ge=2000, le=2200)
    """Calendar year of the evaluation."""
    baseline: Decimal = column(scale=2, ge=1, le=5)
    """Mark from 1 to 5 for what had improved since the evaluation before."""
    output: Decimal = column(scale=2, ge=1, le=5)
    """Mark from 1 to 5 for what was built: rules, institutions, budget."""
    outcome: Decimal = column(scale=2, ge=1, le=5)
    """Mark from 1 to 5 for how far the programmes of the master plan are carried out."""
    impact: Decimal = column(scale=2, ge=1, le=5)
    """Mark from 1 to 5 for what citizens have of it."""
    quick_win: Decimal = column(scale=2, ge=1, le=5)
    """Mark from 1 to 5 for the quick wins."""
    published_score: Decimal | None = column(default=None, scale=2, ge=1, le=5)
    """The score as published, of two decimals: 3.315 became 3.31, and 3.475 became 3.48."""
    announced_on: datetime.date | None = column(default=None)
    """Day on which the ministry announced it."""
    assessor: str | None = column(default=None, max_length=200)
    """Institution that assessed."""
    source_id: int = reference("source")
    """Where the marks are published."""
    score: ClassVar[Expression] = expression(
        "(SELECT ({w.baseline_pct} * {baseline} + {w.output_pct} * {output} + {w.outcome_pct} * {outcome}"
        " + {w.impact_pct} * {impact} + {w.quick_win_pct} * {quick_win}) / 100.0"
        " FROM {EvaluationWeight w} WHERE {w.year} = {year})",
        type=Decimal,
        scale=4,
    )
    """Mean of the marks by the weights of the year, before it is rounded; null where the weights are not known."""
    published_agrees: ClassVar[Expression] = expression(
        "abs({score} - {published_score}) < 0.0051", type=bool
    )
    """Whether the published score follows from the marks, rounded either way; null where either is missing."""
