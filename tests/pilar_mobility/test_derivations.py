"""Indicators that follow from the pillar's rows, against figures worked by hand.

Kota Bandung (32.73) had 2,591,763 registered inhabitants in 2024; the series has them for 2019 and 2024.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from pilar.commons.entity import Visibility, table_of
from pilar.commons.observation import Observation
from pilar_mobility.accident_report import AccidentReport
from pilar_mobility.mode_share_survey import ModeShareSurvey
from pilar_mobility.road_accident import RoadAccident
from pilar_mobility.road_condition import RoadCondition, RoadState
from pilar_mobility.road_segment import RoadClass, RoadSegment
from pilar_mobility.transit_route import TransitMode, TransitRoute
from pilar_mobility.transit_stop import StopKind, TransitStop
from pilar_mobility.travel_time_survey import TravelTimeSurvey
from pilar_mobility.vehicle_fleet import Fuel, VehicleClass, VehicleFleet

BANDUNG_2024 = 2_591_763


def test_without_rows_nothing_is_derived(clerk: Any) -> None:
    assert clerk.observed("TRA.FATALITIES") == {}


def test_traffic_fatalities_are_deaths_per_100_000_inhabitants(clerk: Any) -> None:
    clerk.enter(AccidentReport, year=2024, accidents=600, killed=80)

    assert clerk.observed("TRA.FATALITIES") == {("32.73", 2024): pytest.approx(3.0867, abs=5e-5)}


def test_deaths_of_single_accidents_count_where_no_report_of_the_year_does(clerk: Any) -> None:
    clerk.enter(AccidentReport, year=2024, killed=80)
    for number, (day, killed) in enumerate([("2024-03-01", 2), ("2023-03-01", 1), ("2023-12-31", 3)]):
        clerk.enter(
            RoadAccident, code=f"{number}", occurred_on=datetime.date.fromisoformat(day), killed=killed
        )

    observed = clerk.observed("TRA.FATALITIES")

    assert observed[("32.73", 2024)] == pytest.approx(80 * 100_000 / BANDUNG_2024)
    assert observed[("32.73", 2023)] == pytest.approx(4 * 100_000 / BANDUNG_2024)


def test_a_rate_takes_the_population_of_the_nearest_year_and_none_that_is_too_far(clerk: Any) -> None:
    for year in (2013, 2014, 2021, 2022, 2029, 2030):
        clerk.enter(AccidentReport, year=year, killed=100)

    observed = clerk.observed("TRA.FATALITIES")

    assert {year for _, year in observed} == {2014, 2021, 2022, 2029}
    assert observed[("32.73", 2014)] == observed[("32.73", 2021)] != observed[("32.73", 2022)]
    assert observed[("32.73", 2022)] == pytest.approx(100 * 100_000 / BANDUNG_2024)


def test_a_province_takes_the_population_of_the_register(clerk: Any) -> None:
    population = clerk.connection.exec_driver_sql(
        "SELECT population FROM region WHERE code = '31'"
    ).scalar_one()
    clerk.enter(AccidentReport, region="31", year=2024, killed=500)

    assert clerk.observed("TRA.FATALITIES") == {("31", 2024): pytest.approx(500 * 100_000 / population)}


def test_stable_roads_are_good_and_fair_kilometres_of_those_surveyed(clerk: Any) -> None:
    segments = [
        clerk.enter(RoadSegment, code=code, name=code, road_class=RoadClass.KOTA, length_km=length)
        for code, length in (("a", 10.0), ("b", 6.0), ("never surveyed", 50.0))
    ]
    for segment, state, km in (
        (0, RoadState.GOOD, 7.0),
        (0, RoadState.LIGHTLY_DAMAGED, 3.0),
        (1, RoadState.FAIR, 5.0),
        (1, RoadState.HEAVILY_DAMAGED, 1.0),
    ):
        clerk.enter(RoadCondition, segment_id=segments[segment].id, year=2023, state=state, length_km=km)

    assert clerk.observed("TRA.ROAD_GOOD") == {("32.73", 2023): 75.0}


def test_low_carbon_vehicles_are_a_share_of_cars_and_motorcycles(clerk: Any) -> None:
    for vehicle_class, fuel, vehicles in (
        (VehicleClass.CAR, Fuel.PETROL, 900),
        (VehicleClass.CAR, Fuel.ELECTRIC, 60),
        (VehicleClass.CAR, Fuel.HYBRID, 40),
        (VehicleClass.MOTORCYCLE, Fuel.PETROL, 2_980),
        (VehicleClass.MOTORCYCLE, Fuel.ELECTRIC, 20),
        (VehicleClass.BUS, Fuel.ELECTRIC, 500),
    ):
        clerk.enter(VehicleFleet, year=2023, vehicle_class=vehicle_class, fuel=fuel, vehicles=vehicles)

    assert clerk.observed("TRA.LOW_CARBON") == {("32.73", 2023): 2.0}


def test_the_share_of_public_transport_is_taken_from_plausible_surveys_only(clerk: Any) -> None:
    clerk.enter(ModeShareSurvey, year=2022, public_transport_pct=12.5, private_vehicle_pct=87.5)
    clerk.enter(ModeShareSurvey, year=2023, public_transport_pct=12.5, private_vehicle_pct=60.0)

    assert clerk.observed("TRA.MODE_PT") == {("32.73", 2022): 12.5}


def test_real_time_information_is_a_share_of_the_stops_and_stations_that_tell(clerk: Any) -> None:
    station = clerk.enter(
        TransitStop, code="s", name="Hall", kind=StopKind.STATION, year=2024, real_time_information=True
    )
    clerk.enter(
        TransitStop, code="p", name="Hall 1", parent_id=station.id, year=2024, real_time_information=False
    )
    for code, tells in (("1", True), ("2", False), ("3", False), ("4", None)):
        clerk.enter(TransitStop, code=code, name=code, year=2024, real_time_information=tells)

    assert clerk.observed("TRA.DYNAMIC_INFO") == {("32.73", 2024): 50.0}


def test_the_network_is_the_length_of_its_routes_per_100_000_inhabitants(clerk: Any) -> None:
    for code, length in (("1", 12.5), ("2", 30.0), ("3", None)):
        clerk.enter(
            TransitRoute, code=code, short_name=code, mode=TransitMode.BUS, length_km=length, year=2024
        )

    assert clerk.observed("TRA.PT_NETWORK") == {("32.73", 2024): pytest.approx(42.5 * 100_000 / BANDUNG_2024)}


def test_the_travel_time_index_of_a_region_is_that_of_all_its_corridors_together(clerk: Any) -> None:
    for corridor, peak, free in (
        ("a", 30.0, 20.0),
        ("b", 60.0, 40.0),
        ("c", 30.0, 10.0),
        ("wrong", 5.0, 50.0),
    ):
        clerk.enter(TravelTimeSurvey, year=2023, corridor=corridor, peak_min=peak, free_flow_min=free)

    assert clerk.observed("TRA.TRAVEL_TIME") == {("32.73", 2023): pytest.approx(120 / 70)}


def test_sources_that_report_the_same_thing_each_give_a_value(clerk: Any) -> None:
    first = clerk.enter(
        VehicleFleet, year=2023, vehicle_class=VehicleClass.CAR, fuel=Fuel.PETROL, vehicles=80
    )
    clerk.enter(VehicleFleet, year=2023, vehicle_class=VehicleClass.CAR, fuel=Fuel.ELECTRIC, vehicles=20)
    clerk.enter(
        VehicleFleet,
        year=2023,
        vehicle_class=VehicleClass.CAR,
        fuel=Fuel.ELECTRIC,
        vehicles=5,
        source_id=first.source_id + 1,
    )
    clerk.observed("TRA.LOW_CARBON")

    values = sa.select(Observation.source_id, Observation.value).where(Observation.derived)
    assert sorted(map(tuple, clerk.connection.execute(values))) == [
        (first.source_id, 20.0),
        (first.source_id + 1, 100.0),
    ]


def test_drafts_are_not_counted(clerk: Any) -> None:
    clerk.enter(AccidentReport, year=2024, killed=80, visibility=Visibility.DRAFT)

    assert clerk.observed("TRA.FATALITIES") == {}


def test_a_derived_value_is_marked_and_has_the_licence_of_its_source(clerk: Any) -> None:
    clerk.enter(ModeShareSurvey, year=2023, public_transport_pct=100.0)
    clerk.observed("TRA.MODE_PT")

    row = clerk.connection.execute(sa.select(table_of(Observation)).where(Observation.derived)).one()

    assert (row.value, row.unit, row.derived) == (100.0, "%", True)
    assert row.licence
