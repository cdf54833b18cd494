"""The people pillar: schools, training, work, civil servants, communities and digital literacy in Indonesia's regions.

Its tables are the nouns beside this file, its rows are in `seeds/`; `plugin.toml` says who answers for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilar import Derivation, Entity, Example, Indicator, Observation, Seed, Source, Target, hookimpl

from pilar_people.civil_servant_competence import CivilServantCompetence
from pilar_people.community_group import CommunityGroup
from pilar_people.derivations import DERIVATIONS
from pilar_people.digital_literacy_survey import DigitalLiteracySurvey
from pilar_people.enrolment import Enrolment
from pilar_people.examples import EXAMPLES
from pilar_people.scholarship import Scholarship
from pilar_people.scholarship_award import ScholarshipAward
from pilar_people.school import School
from pilar_people.school_report import SchoolReport
from pilar_people.training_participation import TrainingParticipation
from pilar_people.training_programme import TrainingProgramme
from pilar_people.workforce_profile import WorkforceProfile

SEEDS: Final = Path(__file__).parent / "seeds"


@hookimpl
def register_tables() -> list[type[Entity]]:
    """Each table after those that it refers to."""
    return [
        School,
        SchoolReport,
        Enrolment,
        TrainingProgramme,
        TrainingParticipation,
        WorkforceProfile,
        CivilServantCompetence,
        CommunityGroup,
        DigitalLiteracySurvey,
        Scholarship,
        ScholarshipAward,
    ]


@hookimpl
def register_indicators() -> list[Seed]:
    """Eight indicators of the pillar, and four series beside them."""
    return [Seed(Indicator, SEEDS / "indicators.csv", rows=12)]


@hookimpl
def register_seeds() -> list[Seed]:
    """The published figures: schooling and work (BPS), digital literacy (Kominfo)."""
    return [
        Seed(Source, SEEDS / "sources.csv", rows=1),
        Seed(Observation, SEEDS / "observations.csv", rows=7_196),
        Seed(Target, SEEDS / "targets.csv", rows=5),
        Seed(DigitalLiteracySurvey, SEEDS / "digital_literacy_surveys.csv", rows=3),
    ]


@hookimpl
def register_derivations() -> list[Derivation]:
    """Indicators that follow from the pillar's own rows, and the human development index from its components."""
    return list(DERIVATIONS)


@hookimpl
def register_examples() -> list[Example]:
    """Questions that the data answers today."""
    return list(EXAMPLES)
