"""Indicators that follow from the rows of the pillar, against figures worked by hand.

Kota Cimahi (32.77) is registered with 581,994 inhabitants, and had as many in 2024.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.observation import Observation
from pilar_people.civil_servant_competence import CivilServantCompetence
from pilar_people.digital_literacy_survey import DigitalLiteracySurvey
from pilar_people.enrolment import AgeGroup, Enrolment
from pilar_people.school import School, SchoolLevel
from pilar_people.school_report import SchoolReport
from pilar_people.training_participation import TrainingParticipation
from pilar_people.training_programme import TrainingField, TrainingProgramme
from pilar_people.workforce_profile import WorkforceProfile

CIMAHI = "32.77"
Insert = Callable[..., Any]
Derived = Callable[[str], dict[tuple[str, int], float]]


@pytest.fixture
def cimahi(region_id: Callable[[str], int]) -> int:
    return region_id(CIMAHI)


def test_digital_literacy_is_derived_from_surveys(insert: Insert, cimahi: int, derived: Derived) -> None:
    insert(
        DigitalLiteracySurvey, region_id=cimahi, year=2024, skills=3.6, ethics=3.7, safety=3.2, culture=3.9
    )
    insert(DigitalLiteracySurvey, region_id=cimahi, year=2023, skills=3.6, ethics=3.7, safety=3.2)

    assert derived("HR.DIGITAL_LITERACY") == {
        ("ID", 2020): 3.4625,
        ("ID", 2021): 3.4925,
        ("ID", 2022): 3.54,
        (CIMAHI, 2024): 3.6,
    }


def test_school_participation_of_16_to_18_is_derived_where_it_is_plausible(
    insert: Insert, cimahi: int, derived: Derived
) -> None:
    senior = {"region_id": cimahi, "age_group": AgeGroup.AGE_16_18}
    insert(Enrolment, year=2024, population=30_000, enrolled=24_000, **senior)
    insert(Enrolment, year=2023, population=30_000, enrolled=30_001, **senior)
    insert(Enrolment, year=2022, region_id=cimahi, age_group=AgeGroup.AGE_13_15, population=10, enrolled=9)

    assert derived("HR.ENROLMENT_16_18") == {(CIMAHI, 2024): 80.0}


def test_labour_force_participation_is_derived_where_none_was_published(
    insert: Insert, cimahi: int, derived: Derived
) -> None:
    for year in (2021, 2024):
        insert(WorkforceProfile, region_id=cimahi, year=year, working_age=1_000, employed=608, unemployed=32)

    # That of 2021 was published by BPS.
    assert derived("HR.LFPR") == {(CIMAHI, 2024): 64.0}


def test_degrees_of_higher_education_are_counted_for_100000_inhabitants(
    insert: Insert, cimahi: int, derived: Derived
) -> None:
    insert(WorkforceProfile, region_id=cimahi, year=2024, working_age=430_000, degree_holders=50_000)
    insert(WorkforceProfile, region_id=cimahi, year=2023, working_age=430_000, degree_holders=430_001)

    # 100,000 x 50,000 / 581,994; the year whose counts do not add up is left out.
    assert derived("HR.HIGHER_EDUCATION") == {(CIMAHI, 2024): pytest.approx(8_591.15, abs=0.01)}


def test_pupils_for_each_teacher_are_those_of_all_primary_schools_that_report_both(
    insert: Insert, cimahi: int, derived: Derived
) -> None:
    for code, level, pupils, teachers in (
        ("1", SchoolLevel.SD, 300, 12),
        ("2", SchoolLevel.SD, 100, 13),
        ("3", SchoolLevel.SD, 500, None),
        ("4", SchoolLevel.SMP, 900, 10),
    ):
        school = insert(School, code=code, name=code, level=level, region_id=cimahi)
        insert(SchoolReport, school_id=school.id, year=2024, pupils=pupils, teachers=teachers)

    assert derived("HR.PUPILS_PER_TEACHER") == {(CIMAHI, 2024): 16.0}


def test_trainees_in_digital_skills_are_counted_for_100000_inhabitants(
    insert: Insert, cimahi: int, derived: Derived
) -> None:
    for code, field, completed in (
        ("1", TrainingField.DIGITAL_SKILLS, 400),
        ("2", TrainingField.DIGITAL_SKILLS, 182),
        ("3", TrainingField.DIGITAL_SKILLS, None),
        ("4", TrainingField.TRADES, 999),
    ):
        programme = insert(TrainingProgramme, code=code, name_id=code, field=field)
        given = {"programme_id": programme.id, "region_id": cimahi, "year": 2024}
        insert(TrainingParticipation, participants=1_000, completed=completed, **given)

    # 100,000 x 582 / 581,994
    assert derived("HR.DIGITAL_TRAINEES") == {(CIMAHI, 2024): pytest.approx(100.001, abs=0.0005)}


def test_the_professionalism_of_civil_servants_is_derived(
    insert: Insert, cimahi: int, derived: Derived
) -> None:
    points = {"qualification_points": 15.5, "competence_points": 25.25, "performance_points": 26}
    insert(CivilServantCompetence, region_id=cimahi, year=2024, discipline_points=4.75, **points)
    insert(CivilServantCompetence, region_id=cimahi, year=2023, **points)

    assert derived("HR.ASN_PROFESSIONALISM") == {(CIMAHI, 2024): 71.5}


def test_drafts_do_not_count(people: sa.Connection, insert: Insert, cimahi: int, derived: Derived) -> None:
    scores = {"skills": 3.6, "ethics": 3.7, "safety": 3.2, "culture": 3.9}
    insert(DigitalLiteracySurvey, region_id=cimahi, year=2024, visibility=1, **scores)

    assert (CIMAHI, 2024) not in derived("HR.DIGITAL_LITERACY")
    assert people.scalar(sa.select(sa.func.count()).where(Observation.derived)) == 3_084 + 3
