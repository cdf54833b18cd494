"""What the database computes of a row: shares, and flags on what is not plausible. Nothing is dropped."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from pilar_living.crime_statistic import VIOLENT_KINDS, CrimeKind, CrimeStatistic
from pilar_living.disaster_event import DisasterEvent
from pilar_living.disease_report import DiseaseReport
from pilar_living.emergency_unit import EmergencyKind, EmergencyUnit
from pilar_living.hazard_zone import Hazard, HazardLevel, HazardZone
from pilar_living.health_facility import HealthFacility, HealthFacilityKind
from pilar_living.health_facility_report import HealthFacilityReport
from pilar_living.housing_area import HousingArea
from pilar_living.housing_survey import HousingSurvey, SlumLevel
from pilar_living.sanitation_facility import SanitationFacility, SanitationKind
from pilar_living.water_utility import WaterUtility
from pilar_living.water_utility_report import WaterUtilityReport

Insert = Callable[..., Any]
YEAR = {"period_start": datetime.date(2024, 1, 1), "period_end": datetime.date(2024, 12, 31), "year": 2024}


@pytest.fixture
def hospital(insert: Insert) -> int:
    kind = HealthFacilityKind.GENERAL_HOSPITAL
    return int(insert(HealthFacility, code="H", name="RSUD", kind=kind, region_id=1).id)


@pytest.fixture
def utility(insert: Insert) -> int:
    return int(insert(WaterUtility, code="W", name="Perumda", region_id=1).id)


@pytest.fixture
def area(insert: Insert) -> int:
    return int(insert(HousingArea, code="A", name="RW 5", region_id=1, area_ha=12.5).id)


@pytest.mark.parametrize(
    ("year", "days", "occupancy"),
    [(2023, 7_300, 20.0), (2024, 7_320, 20.0), (1900, 7_300, 20.0), (2000, 7_320, 20.0)],
)
def test_occupancy_counts_the_days_of_the_year(
    insert: Insert, hospital: int, year: int, days: int, occupancy: float
) -> None:
    row = insert(HealthFacilityReport, facility_id=hospital, year=year, beds=100, inpatient_days=days)

    assert (row.bed_occupancy_pct, row.occupancy_plausible) == (occupancy, True)


def test_more_patients_than_beds_and_more_specialists_than_physicians_are_flagged(
    insert: Insert, hospital: int
) -> None:
    row = insert(
        HealthFacilityReport,
        facility_id=hospital,
        year=2023,
        beds=10,
        inpatient_days=4_000,
        physicians=3,
        specialists=4,
    )

    assert row.bed_occupancy_pct == pytest.approx(109.589, abs=0.001)
    assert (row.occupancy_plausible, row.specialists_plausible) == (False, False)


def test_what_a_facility_did_not_report_is_neither_zero_nor_flagged(insert: Insert, hospital: int) -> None:
    row = insert(HealthFacilityReport, facility_id=hospital, year=2023, inpatient_days=10)

    assert (row.beds, row.bed_occupancy_pct, row.occupancy_plausible, row.specialists_plausible) == (
        None,
    ) * 4


@pytest.mark.parametrize(
    ("code", "plausible"),
    [
        ("A91", True),
        ("A15.0", True),
        ("S72.01", True),
        ("a91", False),
        ("91A", False),
        ("A9", False),
        ("A9B", False),
        ("A15.", False),
        ("A150", False),
        ("A15.x", False),
        ("DBD", False),
        ("", False),
    ],
)
def test_a_code_has_the_form_of_icd_10(insert: Insert, code: str, plausible: bool) -> None:
    row = insert(DiseaseReport, region_id=1, icd10_code=code, cases=1, **YEAR)

    assert row.code_plausible is plausible


def test_case_fatality_is_deaths_of_cases_and_more_deaths_than_cases_are_flagged(insert: Insert) -> None:
    dengue = insert(DiseaseReport, region_id=1, icd10_code="A91", cases=400, deaths=3, **YEAR)
    rabies = insert(DiseaseReport, region_id=1, icd10_code="A82", cases=2, deaths=3, **YEAR)
    unknown = insert(DiseaseReport, region_id=1, icd10_code="A15", cases=0, **YEAR)

    assert (dengue.case_fatality_pct, dengue.fatality_plausible) == (0.75, True)
    assert (rabies.case_fatality_pct, rabies.fatality_plausible) == (150.0, False)
    assert (unknown.case_fatality_pct, unknown.fatality_plausible) == (None, None)


def test_a_period_that_ends_before_it_begins_is_flagged(insert: Insert) -> None:
    period = {**YEAR, "period_end": datetime.date(2023, 12, 31)}

    assert insert(DiseaseReport, region_id=1, icd10_code="A91", cases=1, **period).period_plausible is False
    assert insert(DiseaseReport, region_id=1, icd10_code="A91", cases=1, **YEAR).period_plausible is True


def test_water_losses_are_what_was_distributed_and_not_billed(insert: Insert, utility: int) -> None:
    row = insert(
        WaterUtilityReport,
        utility_id=utility,
        year=2023,
        produced_m3=1_000_000,
        distributed_m3=900_000,
        billed_m3=630_000,
        population_served=60_000,
        population_in_area=80_000,
    )

    assert (row.losses_pct, row.coverage_pct) == (30.0, 75.0)
    assert (row.losses_plausible, row.coverage_plausible, row.balance_plausible) == (True, True, True)


def test_a_water_balance_that_does_not_hold_is_flagged(insert: Insert, utility: int) -> None:
    row = insert(
        WaterUtilityReport,
        utility_id=utility,
        year=2023,
        produced_m3=100,
        distributed_m3=110,
        billed_m3=121,
        population_served=2,
        population_in_area=1,
    )

    assert (row.losses_pct, row.coverage_pct) == (-10.0, 200.0)
    assert (row.losses_plausible, row.coverage_plausible, row.balance_plausible) == (False, False, False)


def test_a_plant_that_receives_more_than_its_capacity_is_overloaded(insert: Insert) -> None:
    plant = {"name": "IPLT", "kind": SanitationKind.IPLT, "region_id": 1, "capacity_m3_per_day": 100}
    over = insert(SanitationFacility, code="1", inflow_m3_per_day=120, **plant)
    idle = insert(SanitationFacility, code="2", inflow_m3_per_day=15, **plant)

    assert (over.used_pct, over.overloaded) == (120.0, True)
    assert (idle.used_pct, idle.overloaded) == (15.0, False)


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (None, None),
        (0, SlumLevel.NONE),
        (15, SlumLevel.NONE),
        (16, SlumLevel.LIGHT),
        (37, SlumLevel.LIGHT),
        (38, SlumLevel.MODERATE),
        (59, SlumLevel.MODERATE),
        (60, SlumLevel.HEAVY),
        (80, SlumLevel.HEAVY),
    ],
)
def test_points_say_how_much_of_a_slum_it_is(
    insert: Insert, area: int, score: int | None, level: SlumLevel | None
) -> None:
    assert insert(HousingSurvey, area_id=area, year=2023, slum_score=score).slum_level is level


def test_adequate_dwellings_are_a_share_of_all_and_flagged_above(insert: Insert, area: int) -> None:
    right = insert(HousingSurvey, area_id=area, year=2022, dwellings=80, adequate_dwellings=60)
    wrong = insert(HousingSurvey, area_id=area, year=2023, dwellings=80, adequate_dwellings=81)

    assert (right.adequate_pct, right.adequate_plausible) == (75.0, True)
    assert (wrong.adequate_pct, wrong.adequate_plausible) == (101.25, False)


@pytest.mark.parametrize("kind", CrimeKind)
def test_a_crime_is_violent_by_its_group(insert: Insert, kind: CrimeKind) -> None:
    row = insert(CrimeStatistic, region_id=1, year=2023, kind=kind, reported=1)

    assert row.violent is (kind in VIOLENT_KINDS)
    assert row.clearance_pct is None


def test_more_crimes_cleared_than_reported_are_flagged(insert: Insert) -> None:
    kind = CrimeKind.PROPERTY
    right = insert(CrimeStatistic, region_id=1, year=2022, kind=kind, reported=200, cleared=150)
    wrong = insert(CrimeStatistic, region_id=1, year=2023, kind=kind, reported=200, cleared=250)

    assert (right.clearance_pct, right.clearance_plausible) == (75.0, True)
    assert (wrong.clearance_pct, wrong.clearance_plausible) == (125.0, False)


def test_a_zone_has_its_density(insert: Insert) -> None:
    zone = {
        "name": "z",
        "region_id": 1,
        "hazard": Hazard.FLOOD,
        "level": HazardLevel.HIGH,
        "population": 1_000,
    }

    assert insert(HazardZone, code="1", area_ha=40, **zone).population_per_ha == 25.0
    assert insert(HazardZone, code="2", **zone).population_per_ha is None


def test_a_disaster_that_ends_before_it_begins_or_destroys_more_than_it_damages_is_flagged(
    insert: Insert,
) -> None:
    event = {"hazard": Hazard.FLOOD, "region_id": 1, "year": 2024, "began_on": datetime.date(2024, 3, 10)}
    wrong = insert(
        DisasterEvent,
        code="1",
        ended_on=datetime.date(2024, 3, 9),
        houses_damaged=5,
        houses_destroyed=6,
        **event,
    )
    lasting = insert(DisasterEvent, code="2", houses_damaged=6, houses_destroyed=6, **event)

    assert (wrong.dates_plausible, wrong.houses_plausible) == (False, False)
    assert (lasting.dates_plausible, lasting.houses_plausible) == (None, True)


@pytest.mark.parametrize(
    ("kind", "minutes", "meets"),
    [
        (EmergencyKind.FIRE, 15, True),
        (EmergencyKind.FIRE, 15.1, False),
        (EmergencyKind.FIRE, None, None),
        (EmergencyKind.AMBULANCE, 8, None),
    ],
)
def test_a_fire_station_has_fifteen_minutes(
    insert: Insert, kind: EmergencyKind, minutes: float | None, meets: bool | None
) -> None:
    row = insert(EmergencyUnit, code="1", name="Pos", kind=kind, region_id=1, response_min=minutes)

    assert row.meets_standard is meets
