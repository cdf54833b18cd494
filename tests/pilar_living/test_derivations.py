"""Indicators that follow from the rows of the pillar, against figures worked by hand.

Kota Bandung (32.73) had 2,507,888 inhabitants in 2019 and 2,591,763 in 2024, and is registered with the latter.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import table_of
from pilar_living.crime_statistic import VIOLENT_KINDS, CrimeKind, CrimeStatistic
from pilar_living.disaster_event import DisasterEvent
from pilar_living.hazard_zone import Hazard
from pilar_living.health_facility import HealthFacility, HealthFacilityKind
from pilar_living.health_facility_report import HealthFacilityReport
from pilar_living.housing_area import HousingArea
from pilar_living.housing_survey import HousingSurvey
from pilar_living.water_utility import WaterUtility
from pilar_living.water_utility_report import WaterUtilityReport

BANDUNG = "32.73"
Insert = Callable[..., Any]
Derived = Callable[[str], dict[tuple[str, int], float]]
Report = Callable[..., None]


@pytest.fixture
def bandung(region_id: Callable[[str], int]) -> int:
    return region_id(BANDUNG)


@pytest.fixture
def report(insert: Insert, bandung: int) -> Report:
    """Make a facility in Bandung that reports once."""
    numbers = iter(range(1_000))

    def report(kind: HealthFacilityKind, year: int, **given: Any) -> None:
        code = str(next(numbers))
        facility = insert(HealthFacility, code=code, name=code, kind=kind, region_id=bandung)
        insert(HealthFacilityReport, facility_id=facility.id, year=year, **given)

    return report


def test_beds_of_hospitals_are_counted_for_1000_inhabitants_of_the_year(
    report: Report, derived: Derived
) -> None:
    report(HealthFacilityKind.GENERAL_HOSPITAL, 2024, beds=3_000)
    report(HealthFacilityKind.SPECIAL_HOSPITAL, 2024, beds=500)
    report(HealthFacilityKind.PUSKESMAS, 2024, beds=100)
    report(HealthFacilityKind.GENERAL_HOSPITAL, 2019, beds=3_000)

    assert derived("QOL.HOSPITAL_BEDS") == {
        (BANDUNG, 2024): pytest.approx(1.35043, abs=1e-5),  # 1,000 x 3,500 / 2,591,763
        (BANDUNG, 2019): pytest.approx(1.19623, abs=1e-5),  # 1,000 x 3,000 / 2,507,888
    }


def test_physicians_of_all_facilities_are_counted_for_100000_inhabitants(
    report: Report, derived: Derived
) -> None:
    report(HealthFacilityKind.GENERAL_HOSPITAL, 2024, physicians=1_900)
    report(HealthFacilityKind.PUSKESMAS, 2024, physicians=100)
    report(HealthFacilityKind.CLINIC, 2024, beds=10)

    # 100,000 x 2,000 / 2,591,763
    assert derived("QOL.PHYSICIANS") == {(BANDUNG, 2024): pytest.approx(77.1675, abs=1e-4)}


def test_in_a_year_without_a_count_the_registered_inhabitants_are_taken(
    report: Report, derived: Derived
) -> None:
    report(HealthFacilityKind.PUSKESMAS, 2022, physicians=2_000)

    assert derived("QOL.PHYSICIANS") == {(BANDUNG, 2022): pytest.approx(77.1675, abs=1e-4)}


def test_facilities_that_do_not_say_how_many_physicians_they_have_are_not_zero(
    report: Report, derived: Derived
) -> None:
    report(HealthFacilityKind.PUSKESMAS, 2024, beds=10)

    assert derived("QOL.PHYSICIANS") == {}


def test_drafts_do_not_count(living: sa.Connection, report: Report, derived: Derived) -> None:
    report(HealthFacilityKind.PUSKESMAS, 2024, physicians=5, visibility=1)
    report(HealthFacilityKind.PUSKESMAS, 2024, physicians=7)
    living.execute(table_of(HealthFacility).update().values(visibility=1))

    assert derived("QOL.PHYSICIANS") == {}


def test_violent_crimes_are_counted_for_100000_inhabitants(
    insert: Insert, bandung: int, derived: Derived
) -> None:
    reported = {
        CrimeKind.LIFE: 20,
        CrimeKind.BODY: 900,
        CrimeKind.DECENCY: 80,
        CrimeKind.PROPERTY_WITH_VIOLENCE: 200,
    }
    for kind, count in {**reported, CrimeKind.PROPERTY: 9_999}.items():
        insert(CrimeStatistic, region_id=bandung, year=2024, kind=kind, reported=count)

    # 100,000 x 1,200 / 2,591,763
    assert derived("QOL.VIOLENT_CRIME") == {(BANDUNG, 2024): pytest.approx(46.3005, abs=1e-4)}


@pytest.mark.parametrize("missing", VIOLENT_KINDS)
def test_a_region_that_leaves_out_a_group_of_violent_crimes_has_no_rate(
    insert: Insert, bandung: int, derived: Derived, missing: CrimeKind
) -> None:
    for kind in CrimeKind:
        if kind is not missing:
            insert(CrimeStatistic, region_id=bandung, year=2024, kind=kind, reported=1)

    assert derived("QOL.VIOLENT_CRIME") == {}


def test_the_dead_and_missing_of_disasters_are_counted_for_100000_inhabitants(
    insert: Insert, bandung: int, derived: Derived
) -> None:
    event = {"hazard": Hazard.FLOOD, "region_id": bandung}
    day = datetime.date(2024, 3, 10)
    insert(DisasterEvent, code="1", year=2024, began_on=day, deaths=10, missing=2, **event)
    insert(DisasterEvent, code="2", year=2024, began_on=day, deaths=1, **event)
    insert(DisasterEvent, code="3", year=2023, began_on=datetime.date(2023, 3, 10), deaths=5, **event)
    insert(DisasterEvent, code="4", year=2023, began_on=datetime.date(2023, 4, 10), missing=4, **event)

    # 100,000 x 13 / 2,591,763; the dead of one event of 2023 are not known.
    assert derived("QOL.DISASTER_DEATHS") == {(BANDUNG, 2024): pytest.approx(0.501589, abs=1e-6)}


def test_the_water_losses_of_a_region_are_those_of_all_its_utilities(
    insert: Insert, bandung: int, derived: Derived
) -> None:
    for code, distributed, billed in (("1", 100.0, 70.0), ("2", 50.0, 40.0), ("3", 10.0, 11.0)):
        utility = insert(WaterUtility, code=code, name=code, region_id=bandung)
        insert(
            WaterUtilityReport,
            utility_id=utility.id,
            year=2024,
            distributed_m3=distributed,
            billed_m3=billed,
        )

    # 100 x (30 + 10) / 150; the third, which billed more than it distributed, is flagged and left out.
    assert derived("QOL.WATER_LOSSES") == {(BANDUNG, 2024): pytest.approx(26.6667, abs=1e-4)}


def test_the_area_of_slums_is_that_of_settlements_with_16_points_or_more(
    insert: Insert, bandung: int, derived: Derived
) -> None:
    for code, hectares, score in (
        ("1", 10.0, 15),
        ("2", 5.5, 16),
        ("3", 2.0, 70),
        ("4", None, 70),
        ("5", 9.0, None),
    ):
        area = insert(HousingArea, code=code, name=code, region_id=bandung, area_ha=hectares)
        insert(HousingSurvey, area_id=area.id, year=2023, slum_score=score)

    assert derived("QOL.SLUM_AREA") == {(BANDUNG, 2023): 7.5}
