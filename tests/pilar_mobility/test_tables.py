"""What the database computes of a row, and which values it refuses."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from pilar_mobility.accident_report import AccidentReport
from pilar_mobility.mode_share_survey import ModeShareSurvey
from pilar_mobility.road_condition import RoadCondition, RoadState
from pilar_mobility.road_segment import RoadClass, RoadSegment
from pilar_mobility.traffic_count import TrafficCount
from pilar_mobility.transit_route import TransitMode, TransitRoute
from pilar_mobility.transit_service import DayKind, TransitService
from pilar_mobility.transit_stop import TransitStop
from pilar_mobility.travel_time_survey import TravelTimeSurvey
from pilar_mobility.vehicle_fleet import Fuel, VehicleClass, VehicleFleet
from pydantic import ValidationError

SHARES = {"private_vehicle_pct": 70.0, "public_transport_pct": 12.5, "walking_pct": 9.0, "cycling_pct": 1.5}


@pytest.mark.parametrize(
    ("rest", "total", "plausible"),
    [
        ({"paratransit_pct": 6.0, "other_pct": 1.0}, 100.0, True),
        ({"paratransit_pct": 5.0}, 98.0, True),
        ({"paratransit_pct": 4.9}, 97.9, False),
        ({"paratransit_pct": 9.0}, 102.0, True),
        ({"paratransit_pct": 9.1}, 102.1, False),
    ],
)
def test_mode_shares_that_do_not_total_100_within_2_are_kept_and_flagged(
    clerk: Any, rest: dict[str, float], total: float, plausible: bool
) -> None:
    row = clerk.enter(ModeShareSurvey, year=2023, **SHARES, **rest)

    assert (row.total_pct, row.total_plausible) == (total, plausible)


def test_a_survey_without_shares_has_no_total_rather_than_zero(clerk: Any) -> None:
    row = clerk.enter(ModeShareSurvey, year=2023)

    assert (row.total_pct, row.total_plausible) == (None, None)


@pytest.mark.parametrize(
    ("state", "iri", "stable", "plausible"),
    [
        (RoadState.GOOD, 4.0, True, True),
        (RoadState.GOOD, 4.1, True, False),
        (RoadState.FAIR, 8.0, True, True),
        (RoadState.LIGHTLY_DAMAGED, 12.0, False, True),
        (RoadState.HEAVILY_DAMAGED, 12.1, False, True),
        (RoadState.HEAVILY_DAMAGED, None, False, None),
    ],
)
def test_good_and_fair_roads_are_stable_and_their_roughness_is_compared_with_the_grade(
    clerk: Any, state: RoadState, iri: float | None, stable: bool, plausible: bool | None
) -> None:
    segment = clerk.enter(
        RoadSegment, code="32.73/001", name="Jalan Asia Afrika", road_class=RoadClass.KOTA, length_km=1.5
    )

    row = clerk.enter(
        RoadCondition, segment_id=segment.id, year=2023, state=state, length_km=1.5, iri_m_per_km=iri
    )

    assert (row.stable, row.iri_plausible) == (stable, plausible)


def test_a_traffic_count_is_totalled_by_class_and_by_hour(clerk: Any) -> None:
    segment = clerk.enter(RoadSegment, code="s", name="s", road_class=RoadClass.NATIONAL, length_km=1)
    given = {"segment_id": segment.id, "hours": 16.0, "motorcycles": 12_000, "cars": 3_600, "trucks": 400}

    first = clerk.enter(TrafficCount, counted_on=datetime.date(2023, 5, 9), peak_hour_vehicles=1_900, **given)
    second = clerk.enter(TrafficCount, counted_on=datetime.date(2023, 5, 10), peak_hour_vehicles=900, **given)
    third = clerk.enter(
        TrafficCount, counted_on=datetime.date(2023, 5, 11), segment_id=segment.id, hours=16.0
    )

    assert (first.total_vehicles, first.vehicles_per_hour, first.peak_plausible) == (16_000, 1_000.0, True)
    assert second.peak_plausible is False
    assert (third.total_vehicles, third.vehicles_per_hour, third.peak_plausible) == (None, None, None)


@pytest.mark.parametrize(
    ("accidents", "killed", "per_100", "plausible"),
    [
        (400, 50, 12.5, True),
        (10, 51, 510.0, False),
        (0, 0, None, True),
        (0, 1, None, False),
        (None, 3, None, None),
    ],
)
def test_deaths_are_compared_with_accidents(
    clerk: Any, accidents: int | None, killed: int, per_100: float | None, plausible: bool | None
) -> None:
    row = clerk.enter(AccidentReport, year=2023, accidents=accidents, killed=killed)

    assert (row.killed_per_100_accidents, row.deaths_plausible) == (per_100, plausible)


@pytest.mark.parametrize(
    ("peak", "free", "index", "plausible"),
    [(30.0, 20.0, 1.5, True), (18.0, 20.0, 0.9, False), (210.0, 20.0, 10.5, False), (30.0, 0.0, None, None)],
)
def test_a_travel_time_index_below_1_or_above_10_is_flagged(
    clerk: Any, peak: float, free: float, index: float | None, plausible: bool | None
) -> None:
    row = clerk.enter(
        TravelTimeSurvey,
        year=2023,
        corridor="Dago - Cibiru",
        length_km=15.0,
        peak_min=peak,
        free_flow_min=free,
    )

    assert (row.travel_time_index, row.index_plausible) == (index, plausible)
    assert row.peak_speed_km_per_h == 60 * 15.0 / peak


@pytest.mark.parametrize("fuel", Fuel)
def test_vehicles_charged_from_the_grid_or_run_on_hydrogen_are_low_carbon(clerk: Any, fuel: Fuel) -> None:
    row = clerk.enter(VehicleFleet, year=2023, vehicle_class=VehicleClass.CAR, fuel=fuel, vehicles=1)

    assert row.low_carbon == (fuel in (Fuel.ELECTRIC, Fuel.PLUG_IN_HYBRID, Fuel.HYDROGEN))


@pytest.mark.parametrize(
    ("longitude", "latitude", "plausible"),
    [(106.82, -6.18, True), (-6.18, 106.82 - 90, False), (0.0, 0.0, False), (None, None, None)],
)
def test_a_stop_outside_indonesia_is_flagged(
    clerk: Any, longitude: float | None, latitude: float | None, plausible: bool | None
) -> None:
    row = clerk.enter(
        TransitStop, code="t:1", name="Monas", year=2024, longitude=longitude, latitude=latitude
    )

    assert row.position_plausible is plausible


@pytest.mark.parametrize(
    ("trips", "last", "headway"), [(13, 480.0, 15.0), (2, 1_500.0, 1_200.0), (1, 300.0, None)]
)
def test_the_headway_is_the_mean_time_between_departures(
    clerk: Any, trips: int, last: float, headway: float | None
) -> None:
    route = clerk.enter(TransitRoute, code="t:1", short_name="1", mode=TransitMode.BUS, year=2024)

    row = clerk.enter(
        TransitService,
        route_id=route.id,
        day_kind=DayKind.WEEKDAY,
        service_date=datetime.date(2024, 1, 1),
        trips=trips,
        first_departure_min=300.0,
        last_departure_min=last,
    )

    assert row.headway_min == headway


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        (ModeShareSurvey, {"walking_pct": 100.1}),
        (AccidentReport, {"killed": -1}),
        (TransitStop, {"latitude": 90.1}),
        (RoadSegment, {"length_km": -0.1}),
        (TrafficCount, {"hours": 25.0}),
        (VehicleFleet, {"vehicles": -1}),
    ],
)
def test_impossible_values_break_a_rule_of_their_column(table: Any, wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError) as refused:
        table.model_validate(wrong)

    assert [error["input"] for error in refused.value.errors() if error["loc"] == tuple(wrong)] == [
        *wrong.values()
    ]


def test_a_source_has_one_figure_for_a_region_and_year_and_another_source_its_own(clerk: Any) -> None:
    first = clerk.enter(AccidentReport, year=2023, killed=1)
    clerk.enter(AccidentReport, year=2023, killed=2, source_id=first.source_id + 1)

    with pytest.raises(sa.exc.IntegrityError), clerk.connection.begin_nested():
        clerk.enter(AccidentReport, year=2023, killed=2)
