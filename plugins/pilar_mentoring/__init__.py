"""Mentoring: cohorts, members, sessions and evaluations of the programme, and the coordination by its provinces.

Its tables are the nouns beside this file, its rows are in `seeds/`; `plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Entity, Example, Seed, Source, hookimpl

from pilar_mentoring.cohort import Cohort
from pilar_mentoring.evaluation import Evaluation
from pilar_mentoring.evaluation_weight import EvaluationWeight
from pilar_mentoring.examples import EXAMPLES
from pilar_mentoring.membership import Membership
from pilar_mentoring.participation import Participation
from pilar_mentoring.province_coordination import ProvinceCoordination
from pilar_mentoring.reach import Reach
from pilar_mentoring.session import Session
from pilar_mentoring.shared_programme import SharedProgramme

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return [
        Cohort,
        Reach,
        Membership,
        Session,
        EvaluationWeight,
        Evaluation,
        ProvinceCoordination,
        SharedProgramme,
        Participation,
    ]


@hookimpl
def register_seeds() -> list[Seed]:
    """What the ministry and two cities have published; members are not among it."""
    return [
        Seed(Source, SEEDS / "sources.csv", rows=7),
        Seed(Cohort, SEEDS / "cohorts.csv", rows=6),
        Seed(Reach, SEEDS / "reaches.csv", rows=3),
        Seed(EvaluationWeight, SEEDS / "evaluation_weights.csv", rows=2),
        Seed(Evaluation, SEEDS / "evaluations.csv", rows=2),
    ]


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the data answers today."""
    return list(EXAMPLES)
