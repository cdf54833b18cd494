"""What a feed becomes, in figures worked by hand: see `conftest.py`."""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import pytest
from pilar import InvalidImport
from pilar_mobility.gtfs.importer import GTFS
from pilar_mobility.transit_agency import TransitAgency
from pilar_mobility.transit_call import TransitCall
from pilar_mobility.transit_pattern import TransitPattern
from pilar_mobility.transit_route import TransitMode, TransitRoute
from pilar_mobility.transit_service import DayKind, TransitService
from pilar_mobility.transit_stop import StopKind, TransitStop

OPTIONS = {"region": "61.71", "source": "damri"}
TENTH_KM = 6371.0088 * math.pi / 1800


def read(path: Path, **options: str) -> dict[type, list[dict[str, Any]]]:
    """Read a feed: the rows of each table, in their order."""
    tables: dict[type, list[dict[str, Any]]] = {}
    for table, rows in GTFS.read(path, OPTIONS | options):
        tables.setdefault(table, []).extend(dict(row) for row in rows)
    return tables


def test_ids_of_a_feed_are_made_unique_by_the_code_of_its_source(write_feed: Any) -> None:
    tables = read(write_feed())

    assert [row["code"] for row in tables[TransitAgency]] == ["damri:DAMRI"]
    assert [row["code"] for row in tables[TransitStop]] == ["damri:A", "damri:B", "damri:HALL", "damri:C"]
    assert {(row["region"], row["source"]) for row in tables[TransitStop]} == {("61.71", "damri")}


def test_a_route_has_its_names_mode_length_stops_and_period(write_feed: Any) -> None:
    (route,) = read(write_feed())[TransitRoute]

    assert route["long_name"] == 'Tugu Khatulistiwa - "Kota", pusat'
    assert (route["short_name"], route["mode"], route["color"]) == ("1", TransitMode.BUS, "FF8000")
    assert (route["agency"], route["stop_count"]) == ("damri:DAMRI", 3)
    assert route["length_km"] == pytest.approx(2 * TENTH_KM)
    assert (route["valid_from"], route["valid_to"]) == (datetime.date(2024, 1, 1), datetime.date(2024, 1, 31))
    assert route["year"] == 2024


def test_a_stop_has_its_position_station_and_wheelchair_access(write_feed: Any) -> None:
    stops = {row["name"]: row for row in read(write_feed())[TransitStop]}

    assert (stops["Siantan"]["longitude"], stops["Siantan"]["latitude"]) == (109.4, 0.0)
    assert (stops["Kota"]["kind"], stops["Kota"]["parent"]) == (StopKind.STOP, "damri:HALL")
    assert (stops["Terminal Kota"]["kind"], stops["Terminal Kota"]["parent"]) == (StopKind.STATION, None)
    assert [stops[name]["wheelchair_accessible"] for name in ("Tugu Khatulistiwa", "Siantan", "Kota")] == [
        True,
        False,
        None,
    ]
    assert "real_time_information" not in stops["Kota"], (
        "what GTFS does not say must not overwrite what is known"
    )


def test_trips_with_the_same_stops_are_one_pattern_and_the_most_frequent_is_first(write_feed: Any) -> None:
    patterns = read(write_feed())[TransitPattern]

    shown = [
        (row["direction"], row["rank"], row["headsign"], row["trips"], row["stop_count"]) for row in patterns
    ]
    assert shown == [(0, 1, "Kota", 3 * 23, 3), (0, 2, "Siantan", 23, 2), (1, 1, "Tugu", 23, 2)]
    assert patterns[0]["duration_min"] == pytest.approx((20 + 24 + 20) / 3)
    assert [row["length_km"] for row in patterns] == pytest.approx([2 * TENTH_KM, TENTH_KM, 2 * TENTH_KM])


def test_a_pattern_has_the_same_code_in_every_feed_of_the_source(write_feed: Any, edit: Any) -> None:
    first = [row["code"] for row in read(write_feed())[TransitPattern]]
    without_early = edit("stop_times", "early,06:20:00,06:20:00,C,3\n", "")
    second = [row["code"] for row in read(write_feed(stop_times=without_early))[TransitPattern]]

    assert sorted(first) == sorted(second)
    assert len(set(first)) == 3


def test_calls_are_in_the_order_of_travel_with_the_minutes_that_the_timetable_gives(write_feed: Any) -> None:
    tables = read(write_feed())
    main = tables[TransitPattern][0]["code"]

    calls = [
        (row["position"], row["stop"], row["minutes"])
        for row in tables[TransitCall]
        if row["pattern"] == main
    ]

    assert calls == [(1, "damri:A", 0.0), (2, "damri:B", 10.0), (3, "damri:C", 20.0)]


def test_a_day_of_each_kind_is_counted_and_times_after_midnight_belong_to_the_day_before(
    write_feed: Any,
) -> None:
    services = read(write_feed())[TransitService]

    shown = {
        (row["day_kind"], row["direction"]): (row["service_date"], row["trips"], row["last_departure_min"])
        for row in services
    }
    assert shown == {
        (DayKind.WEEKDAY, 0): (datetime.date(2024, 1, 2), 4, 25 * 60 + 10),
        (DayKind.WEEKDAY, 1): (datetime.date(2024, 1, 2), 1, 540),
        (DayKind.SUNDAY, 0): (datetime.date(2024, 1, 7), 4, 25 * 60 + 10),
        (DayKind.SUNDAY, 1): (datetime.date(2024, 1, 7), 1, 540),
    }
    assert services[0]["first_departure_min"] == 360
    assert services[0]["vehicle_km"] == pytest.approx(7 * TENTH_KM)


def test_a_shape_gives_the_length_where_a_trip_has_one_whatever_the_order_of_its_points(
    write_feed: Any, edit: Any
) -> None:
    trips = edit("trips", "trip_headsign\n", "trip_headsign,shape_id\n").replace("Kota\n", "Kota,S\n")
    trips = trips.replace("Siantan\n", "Siantan,\n").replace("Tugu\n", "Tugu,\n")
    shapes = (
        "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"
        "S,0,109.5,30\nS,0,109.3,7\nS,0.1,109.3,9\nS,0.1,109.5,12\n"
    )

    tables = read(write_feed(trips=trips, shapes=shapes))

    across = 2 * TENTH_KM * math.cos(math.radians(0.1))
    assert tables[TransitRoute][0]["length_km"] == pytest.approx(2 * TENTH_KM + across, rel=1e-6)
    assert tables[TransitPattern][1]["length_km"] == pytest.approx(TENTH_KM)


def test_trips_by_headway_are_counted_one_by_one(write_feed: Any) -> None:
    frequencies = (
        "trip_id,start_time,end_time,headway_secs\nshort,05:00:00,06:00:00,600\nshort,22:00:00,22:05:00,600\n"
    )

    services = read(write_feed(frequencies=frequencies))[TransitService]

    weekday = services[0]
    assert weekday["trips"] == 3 + 6 + 1
    assert (weekday["first_departure_min"], weekday["last_departure_min"]) == (300, 25 * 60 + 10)


def test_a_feed_without_optional_files_and_columns_is_read(write_feed: Any) -> None:
    tables = read(
        write_feed(
            agency="agency_name,agency_url,agency_timezone\nDamri,https://damri.example,Asia/Pontianak\n",
            routes="route_id,route_long_name,route_type\n1,Satu,3\n",
            stops="stop_id,stop_name,stop_lat,stop_lon\nA,A,0,109.3\nB,B,0,109.4\nC,C,0,109.5\n",
            trips="route_id,service_id,trip_id\n1,WK,early\n1,WK,late\n1,WK,night\n1,WK,short\n1,WK,back\n",
            calendar=None,
        )
    )

    assert tables[TransitAgency][0]["code"] == "damri:agency"
    assert tables[TransitRoute][0]["agency"] == "damri:agency"
    assert {row["direction"] for row in tables[TransitPattern]} == {0}
    assert [row["day_kind"] for row in tables[TransitService]] == [DayKind.SUNDAY]


def test_byte_order_marks_blanks_line_ends_empty_lines_and_unknown_files_are_no_fault(
    write_feed: Any, edit: Any
) -> None:
    stops = "\ufeff" + edit("stops", "A,Tugu", " A , Tugu").replace("\n", "\r\n") + "\r\n"
    times = edit("stop_times", "early,06:00:00", " early, 06:00:00 ")

    tables = read(write_feed(stops=stops, stop_times=times, fares_of_tomorrow="no,such,file\n\x00"))

    assert tables[TransitStop][0]["name"] == "Tugu Khatulistiwa"
    assert tables[TransitPattern] == read(write_feed())[TransitPattern]


def test_rows_of_stop_times_may_stand_in_any_order(write_feed: Any, feed: dict[str, str]) -> None:
    expected = read(write_feed())
    header, *lines = feed["stop_times"].splitlines()
    lines = lines[::-2] + lines[-2::-2]

    mixed = read(write_feed(stop_times="\n".join([header, *lines])))

    for table in (TransitPattern, TransitService, TransitRoute):
        assert mixed[table] == expected[table]


@pytest.mark.parametrize(
    ("code", "mode"),
    [
        ("0", "TRAM"),
        ("4", "FERRY"),
        ("12", "MONORAIL"),
        ("109", "RAIL"),
        ("202", "COACH"),
        ("401", "METRO"),
        ("405", "MONORAIL"),
        ("704", "BUS"),
        ("1000", "FERRY"),
        ("1501", "OTHER"),
    ],
)
def test_basic_and_extended_route_types_are_understood(
    write_feed: Any, edit: Any, code: str, mode: str
) -> None:
    routes = edit("routes", ",3,ff8000", f",{code},")

    assert read(write_feed(routes=routes))[TransitRoute][0]["mode"] is TransitMode[mode]


def test_the_feed_itself_says_its_period_and_the_year_can_be_given(write_feed: Any) -> None:
    info = (
        "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date\n"
        "D,https://d.example,id,20231215,\n"
    )

    (route,) = read(write_feed(feed_info=info), year="2025")[TransitRoute]

    assert (route["valid_from"], route["valid_to"]) == (
        datetime.date(2023, 12, 15),
        datetime.date(2024, 1, 31),
    )
    assert route["year"] == 2025
    assert read(write_feed(feed_info=info))[TransitRoute][0]["year"] == 2023


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"region": "61.71"}, "The source of the feed is not given"),
        ({"source": "damri"}, "The region of the feed is not given"),
        ({**OPTIONS, "regoin": "61.71"}, "A feed has no option 'regoin'"),
        ({**OPTIONS, "year": "24"}, "The year '24' is not a year"),
    ],
)
def test_options_that_are_missing_or_unknown_are_refused(write_feed: Any, options: Any, says: str) -> None:
    with pytest.raises(InvalidImport, match=says) as refused:
        list(GTFS.read(write_feed(), options))

    assert refused.value.hint


def test_a_hundred_thousand_calls_are_read_within_seconds(write_feed: Any) -> None:
    trips, times = (
        ["route_id,service_id,trip_id"],
        ["trip_id,arrival_time,departure_time,stop_id,stop_sequence"],
    )
    stops = "stop_id,stop_name,stop_lat,stop_lon\n" + "".join(
        f"{n},{n},0,{109 + n / 1000}\n" for n in range(40)
    )
    for trip in range(2_500):
        trips.append(f"1,WK,{trip}")
        hour, minute = divmod(trip % 1_200, 60)
        times += [f"{trip},{hour:02}:{minute:02}:00,{hour:02}:{minute:02}:00,{n},{n}" for n in range(40)]

    tables = read(write_feed(stops=stops, trips="\n".join(trips), stop_times="\n".join(times)))

    (pattern,) = tables[TransitPattern]
    assert (pattern["trips"], pattern["stop_count"]) == (2_500 * 23, 40)
    assert len(tables[TransitCall]) == 40
