"""What the database computes of a row: shares, indices, and flags on what is not plausible. Nothing is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar_people.civil_servant_competence import CivilServantCompetence
from pilar_people.community_group import CommunityGroup, CommunityKind
from pilar_people.digital_literacy_survey import DigitalLiteracySurvey
from pilar_people.enrolment import AgeGroup, Enrolment
from pilar_people.scholarship import Scholarship, ScholarshipLevel
from pilar_people.scholarship_award import ScholarshipAward
from pilar_people.school import School, SchoolLevel
from pilar_people.school_report import SchoolReport
from pilar_people.training_participation import TrainingParticipation
from pilar_people.training_programme import TrainingField, TrainingProgramme
from pilar_people.workforce_profile import WorkforceProfile

Insert = Callable[..., Any]


@pytest.fixture
def school(insert: Insert) -> int:
    return int(insert(School, code="20219321", name="SDN 1", level=SchoolLevel.SD, region_id=1).id)


@pytest.mark.parametrize(
    ("code", "level", "plausible"),
    [
        ("20219322", SchoolLevel.SD, True),
        ("K5662801", SchoolLevel.SMA, True),
        ("2021932", SchoolLevel.SMP, False),
        ("202193221", SchoolLevel.SMK, False),
        ("2021932x", SchoolLevel.SD, False),
        ("041057", SchoolLevel.HIGHER, None),
    ],
)
def test_the_code_of_a_school_has_the_form_of_an_npsn(
    insert: Insert, code: str, level: SchoolLevel, plausible: bool | None
) -> None:
    row = insert(School, code=code, name="Sekolah", level=level, region_id=1)

    assert row.code_plausible is plausible


def test_a_school_has_pupils_for_each_teacher(insert: Insert, school: int) -> None:
    row = insert(
        SchoolReport, school_id=school, year=2024, pupils=180, girls=90, teachers=12, certified_teachers=9
    )

    assert (row.pupils_per_teacher, row.certified_pct, row.counts_plausible) == (15.0, 75.0, True)


@pytest.mark.parametrize("part", ["girls", "dropouts", "certified_teachers", "classrooms_sound"])
def test_a_part_larger_than_its_whole_is_flagged(insert: Insert, school: int, part: str) -> None:
    row = insert(
        SchoolReport, school_id=school, year=2024, pupils=10, teachers=10, classrooms=10, **{part: 11}
    )

    assert row.counts_plausible is False


def test_what_a_school_did_not_report_is_not_flagged(insert: Insert, school: int) -> None:
    row = insert(SchoolReport, school_id=school, year=2024, girls=90)

    assert (row.pupils_per_teacher, row.certified_pct, row.counts_plausible) == (None, None, True)


def test_more_pupils_than_children_are_flagged(insert: Insert) -> None:
    group = {"region_id": 1, "age_group": AgeGroup.AGE_16_18, "population": 4_000}
    right = insert(Enrolment, year=2023, enrolled=3_000, enrolled_girls=1_600, **group)
    wrong = insert(Enrolment, year=2024, enrolled=4_100, enrolled_girls=4_200, **group)

    assert (right.participation_pct, right.participation_plausible, right.girls_plausible) == (
        75.0,
        True,
        True,
    )
    assert (wrong.participation_pct, wrong.participation_plausible, wrong.girls_plausible) == (
        102.5,
        False,
        False,
    )


def test_training_is_completed_by_a_share_of_those_who_began(insert: Insert) -> None:
    programme = insert(TrainingProgramme, code="P", name_id="Pelatihan", field=TrainingField.TRADES)
    given = {"programme_id": programme.id, "region_id": 1, "participants": 200}
    right = insert(TrainingParticipation, year=2023, completed=150, women=80, certified=100, **given)
    wrong = insert(TrainingParticipation, year=2024, completed=150, women=80, certified=201, **given)

    assert (right.completion_pct, right.women_pct, right.counts_plausible) == (75.0, 40.0, True)
    assert wrong.counts_plausible is False


def test_a_workforce_has_rates_of_participation_unemployment_and_informal_work(insert: Insert) -> None:
    row = insert(
        WorkforceProfile,
        region_id=1,
        year=2024,
        working_age=1_000,
        employed=608,
        unemployed=32,
        informal=304,
        degree_holders=120,
    )

    assert (row.participation_pct, row.unemployment_pct, row.informal_pct) == (64.0, 5.0, 50.0)
    assert row.counts_plausible is True


@pytest.mark.parametrize("given", [{"employed": 990}, {"informal": 609}, {"degree_holders": 1_001}])
def test_a_workforce_that_does_not_add_up_is_flagged(insert: Insert, given: dict[str, int]) -> None:
    row = {"working_age": 1_000, "employed": 608, "unemployed": 32, "informal": 304, "degree_holders": 120}

    assert insert(WorkforceProfile, region_id=1, year=2024, **{**row, **given}).counts_plausible is False


@pytest.mark.parametrize(
    ("higher", "total", "plausible"),
    [(9.8, 98.0, True), (13.8, 102.0, True), (9.7, 97.9, False), (13.9, 102.1, False)],
)
def test_shares_of_schooling_outside_98_to_102_percent_are_flagged(
    insert: Insert, higher: float, total: float, plausible: bool
) -> None:
    shares = {
        "primary_pct": 35.1,
        "lower_secondary_pct": 18.2,
        "upper_secondary_pct": 20.3,
        "vocational_pct": 14.6,
    }
    row = insert(WorkforceProfile, region_id=1, year=2024, higher_pct=higher, **shares)

    assert (row.schooling_total_pct, row.schooling_plausible) == (total, plausible)


def test_without_shares_there_is_no_total_rather_than_zero(insert: Insert) -> None:
    row = insert(WorkforceProfile, region_id=1, year=2024, employed=1)

    assert (row.schooling_total_pct, row.schooling_plausible) == (None, None)


def test_professionalism_is_the_sum_of_four_dimensions(insert: Insert) -> None:
    points = {"qualification_points": 15.5, "competence_points": 25.25, "performance_points": 26}
    whole = insert(CivilServantCompetence, region_id=1, year=2024, discipline_points=4.75, **points)
    partial = insert(CivilServantCompetence, region_id=1, year=2023, **points)

    assert (whole.professionalism_index, partial.professionalism_index) == (71.5, None)


def test_more_civil_servants_trained_than_employed_are_flagged(insert: Insert) -> None:
    row = insert(CivilServantCompetence, region_id=1, year=2024, civil_servants=400, trained=410)

    assert (row.trained_pct, row.counts_plausible) == (102.5, False)


def test_more_women_than_members_are_flagged(insert: Insert) -> None:
    group = {"name": "KIM", "kind": CommunityKind.KIM, "region_id": 1, "members": 40}

    assert insert(CommunityGroup, code="1", women=10, **group).women_pct == 25.0
    assert insert(CommunityGroup, code="2", women=41, **group).members_plausible is False


def test_scholarships_go_to_a_share_of_those_who_applied(insert: Insert) -> None:
    scholarship = insert(Scholarship, code="S", name_id="Beasiswa", level=ScholarshipLevel.S1)
    given = {"scholarship_id": scholarship.id, "region_id": 1, "applicants": 80}
    right = insert(ScholarshipAward, year=2023, recipients=20, women=11, **given)
    wrong = insert(ScholarshipAward, year=2024, recipients=90, **given)

    assert (right.award_pct, right.counts_plausible) == (25.0, True)
    assert wrong.counts_plausible is False


def test_the_published_digital_literacy_is_the_mean_of_its_four_sub_indices(people: sa.Connection) -> None:
    """Status Literasi Digital di Indonesia: 3.46 in 2020, 3.49 in 2021, 3.54 in 2022."""
    table = table_of(DigitalLiteracySurvey)
    rows = people.execute(sa.select(table).order_by(table.c.year)).all()

    assert [(row.year, row.literacy, row.published, row.published_plausible) for row in rows] == [
        (2020, 3.4625, 3.46, True),
        (2021, 3.4925, 3.49, True),
        (2022, 3.54, 3.54, True),
    ]


def test_an_index_that_is_not_the_mean_is_flagged_and_one_without_all_four_is_null(insert: Insert) -> None:
    scores = {"skills": 3.5, "ethics": 3.6, "safety": 3.1}
    wrong = insert(DigitalLiteracySurvey, region_id=1, year=2031, culture=3.8, published=3.6, **scores)
    partial = insert(DigitalLiteracySurvey, region_id=1, year=2032, published=3.6, **scores)

    assert (wrong.literacy, wrong.published_plausible) == (3.5, False)
    assert (partial.literacy, partial.published_plausible) == (None, None)
