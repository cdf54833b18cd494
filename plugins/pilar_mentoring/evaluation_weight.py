"""`EvaluationWeight`: how much each component counts in the evaluation of a year."""

from __future__ import annotations

from typing import ClassVar

from pilar import Entity, column, computed, reference


class EvaluationWeight(Entity, table=True):
    """The weights of the five components of the ministry's evaluation in a year, which have changed over time.

    Seeded for 2022, as published, and for 2024, whose published score follows from the same ones; an undated guide has
    10, 20, 30, 30 and 10 %. An evaluation of a year without weights has no score.
    """

    __key__: ClassVar[tuple[str, ...]] = ("year",)

    year: int = column(ge=2000, le=2200)
    """Calendar year of the evaluations that the weights hold for."""
    baseline_pct: float = column(unit="%", ge=0, le=100)
    """Weight of what had improved since the evaluation before."""
    output_pct: float = column(unit="%", ge=0, le=100)
    """Weight of what was built: rules, institutions, budget."""
    outcome_pct: float = column(unit="%", ge=0, le=100)
    """Weight of how far the programmes of the master plan are carried out."""
    impact_pct: float = column(unit="%", ge=0, le=100)
    """Weight of what citizens have of it."""
    quick_win_pct: float = column(unit="%", ge=0, le=100)
    """Weight of the quick wins."""
    total_pct: float | None = computed(
        "baseline_pct + output_pct + outcome_pct + impact_pct + quick_win_pct", unit="%"
    )
    """All weights together."""
    total_plausible: bool | None = computed(
        "abs(baseline_pct + output_pct + outcome_pct + impact_pct + quick_win_pct - 100) < 0.01"
    )
    """Whether the weights add up to 100 %."""
    source_id: int = reference("source")
    """Where the weights are published."""
