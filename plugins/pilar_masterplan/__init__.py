"""Master plans of the regions: programmes, activities, quick wins, milestones, targets, and progress as of any day.

Its tables are the nouns beside this file, its rows are in `seeds/`; `plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Derivation, Entity, Example, Seed, Source, hookimpl

from pilar_masterplan.activity import Activity
from pilar_masterplan.completion_report import CompletionReport
from pilar_masterplan.derivations import DERIVATIONS
from pilar_masterplan.dimension_goal import DimensionGoal
from pilar_masterplan.examples import EXAMPLES
from pilar_masterplan.master_plan import MasterPlan
from pilar_masterplan.milestone import Milestone
from pilar_masterplan.outcome_target import OutcomeTarget
from pilar_masterplan.programme import Programme
from pilar_masterplan.progress_report import ProgressReport
from pilar_masterplan.quick_win import QuickWin

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return [
        MasterPlan,
        DimensionGoal,
        Programme,
        Activity,
        ProgressReport,
        QuickWin,
        Milestone,
        OutcomeTarget,
        CompletionReport,
    ]


@hookimpl
def register_seeds() -> list[Seed]:
    """The evaluation of Kebumen's master plan in 2022, by dimension."""
    return [
        Seed(Source, SEEDS / "sources.csv", rows=1),
        Seed(CompletionReport, SEEDS / "completion_reports.csv", rows=6),
    ]


@hookimpl
def register_derivations() -> list[Derivation]:
    """The completion of programmes, an indicator of the governance pillar."""
    return list(DERIVATIONS)


@hookimpl
def register_examples() -> list[Example]:
    """Questions about plans on any day."""
    return list(EXAMPLES)
