"""What is wrong with a feed is told with file, line, column, value, rule and remedy; nothing of it is imported."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pilar import InvalidImport
from pilar_mobility.gtfs import archive
from pilar_mobility.gtfs.faults import MOST_FAULTS
from pilar_mobility.gtfs.importer import GTFS

OPTIONS = {"region": "61.71", "source": "damri"}


def faults(path: Path) -> list[str]:
    """Read a feed that is refused: what it is told, line by line."""
    with pytest.raises(InvalidImport) as refused:
        for _, rows in GTFS.read(path, OPTIONS):
            list(rows)
    assert refused.value.code == "IMPORT_FILE_INVALID"
    assert "nothing of it is imported" in refused.value.message
    assert "https://gtfs.org" in refused.value.hint
    return refused.value.message.splitlines()[1:]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("agency", "Damri,", ",", "agency.txt:2: column 'agency_name': is empty, but a value is required."),
        (
            "agency",
            "agency_url",
            "url",
            "agency.txt:1: column 'agency_url': the column is required, but missing.",
        ),
        (
            "agency",
            "agency_id,",
            "agency_name,",
            "agency.txt:1: column 'agency_name': the column comes twice.",
        ),
        ("routes", "1,DAMRI", "1,TJ", "routes.txt:2: column 'agency_id': 'TJ' is not in agency.txt."),
        ("routes", ",3,", ",8,", "routes.txt:2: column 'route_type': '8' is no route type."),
        ("routes", "ff8000", "orange", "routes.txt:2: column 'route_color': 'orange' is not a colour."),
        ("stops", "A,Tugu Khatulistiwa", "A,", "stops.txt:2: column 'stop_name': is empty, but"),
        ("stops", "B,S", "A,S", "stops.txt:3: column 'stop_id': 'A' comes twice."),
        ("stops", "0.0,109.4", "-90.5,109.4", "stops.txt:3: column 'stop_lat': '-90.5' is below -90."),
        ("stops", "0.0,109.4", "0.0,181", "stops.txt:3: column 'stop_lon': '181' is above 180."),
        ("stops", "0.0,109.4", "0.0,nan", "stops.txt:3: column 'stop_lon': 'nan' is not a number."),
        ("stops", "109.4,0", "109.4,5", "stops.txt:3: column 'location_type': '5' is none of its codes."),
        ("stops", "0,HALL", "0,B", "stops.txt:4: column 'parent_station': 'B' is a STOP, which has no part"),
        ("stops", "0,HALL", "0,H", "stops.txt:4: column 'parent_station': 'H' is not in stops.txt."),
        (
            "stops",
            "0,HALL",
            "2,",
            "stops.txt:4: column 'parent_station': is empty, but location_type is ENTRANCE.",
        ),
        ("stops", "1,,\n", "1,A,\n", "stops.txt:5: column 'parent_station': 'A' stands at a station"),
        ("stops", "Siantan,", "Siantan, kecamatan,", "stops.txt:3: the row has 8 cells, the header 7."),
        ("stops", "Siantan", "S" * 301, "has 301 characters; the limit is 300."),
        ("calendar", "WK,1,", "WK,2,", "calendar.txt:2: column 'monday': '2' is none of its codes."),
        ("calendar", "20240131", "20240231", "calendar.txt:2: column 'end_date': '20240231' is not a date."),
        (
            "calendar",
            "20240131",
            "20231231",
            "calendar.txt:2: column 'end_date': '20231231' is before start_date.",
        ),
        (
            "calendar_dates",
            "20240107,1",
            "20240101,1",
            "calendar_dates.txt:3: column 'date': '20240101' comes twice",
        ),
        ("calendar_dates", "0107,1", "0107,3", "calendar_dates.txt:3: column 'exception_type': '3' is none"),
        ("trips", "1,WK,late", "2,WK,late", "trips.txt:3: column 'route_id': '2' is not in routes.txt."),
        (
            "trips",
            "1,WK,late",
            "1,WE,late",
            "trips.txt:3: column 'service_id': 'WE' is not in calendar.txt or",
        ),
        ("trips", "late", "early", "trips.txt:3: column 'trip_id': 'early' comes twice."),
        ("trips", "late,0", "late,2", "trips.txt:3: column 'direction_id': '2' is none of its codes."),
        (
            "stop_times",
            "short,08:00",
            "shrot,08:00",
            "stop_times.txt:11: column 'trip_id': 'shrot' is not in trips",
        ),
        (
            "stop_times",
            "08:09:00,B",
            "08:09:00,X",
            "stop_times.txt:12: column 'stop_id': 'X' is not in stops.txt.",
        ),
        (
            "stop_times",
            "08:09:00,B",
            "08:09:00,HALL",
            "stop_times.txt:12: column 'stop_id': 'HALL' is a STATION",
        ),
        (
            "stop_times",
            "25:20:00,25:20:00",
            "1:20 AM,",
            "stop_times.txt:9: column 'arrival_time': '1:20 AM' is not a",
        ),
        (
            "stop_times",
            "25:20:00,25:20:00",
            "1:20:00,",
            "column 'arrival_time': '01:20:00' is before an earlier time",
        ),
        (
            "stop_times",
            "B,2\nearly",
            "B,1\nearly",
            "column 'stop_sequence': '1' comes twice in the trip 'early'.",
        ),
        (
            "stop_times",
            "B,2\nearly",
            "B,-2\nearly",
            "stop_times.txt:3: column 'stop_sequence': '-2' is not a whole",
        ),
        (
            "stop_times",
            "7:24:00,7:24:00",
            ",",
            "stop_times.txt:7: column 'departure_time': is empty at an end of",
        ),
        (
            "stop_times",
            "A,1\nearly",
            'A,"1\nearly',
            "stop_times.txt:14: it is no CSV: unexpected end of data.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_rule(
    write_feed: Any, edit: Any, name: str, old: str, new: str, told: str
) -> None:
    (fault,) = faults(write_feed(**{name: edit(name, old, new)}))

    assert told in fault
    assert fault.endswith("."), "a remedy follows"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("shapes", "S,91,109,1", "shapes.txt:2: column 'shape_pt_lat': '91' is above 90."),
        ("shapes", "S,0,x,1", "shapes.txt:2: column 'shape_pt_lon': 'x' is not a number."),
        ("shapes", "S,0,109,-1", "shapes.txt:2: column 'shape_pt_sequence': '-1' is not a whole number."),
        ("shapes", ",0,109,1", "shapes.txt:2: column 'shape_id': is empty"),
        ("shapes", "S,0,109,1\nS,0,110,1", "column 'shape_pt_sequence': '1' comes twice in the shape 'S'."),
        (
            "frequencies",
            "X,5:00:00,6:00:00,60",
            "frequencies.txt:2: column 'trip_id': 'X' is not in trips.txt.",
        ),
        (
            "frequencies",
            "late,5:00:00,6:00:00,0",
            "frequencies.txt:2: column 'headway_secs': '0' is below 1.",
        ),
        ("frequencies", "late,6:00:00,5:00:00,60", "column 'end_time': '5:00:00' is not after start_time."),
        (
            "feed_info",
            "D,u,id,20240201,20240101",
            "column 'feed_end_date': '20240101' is before feed_start_date.",
        ),
    ],
)
def test_a_fault_of_an_optional_file_is_told_too(write_feed: Any, name: str, text: str, told: str) -> None:
    header = {
        "shapes": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence",
        "frequencies": "trip_id,start_time,end_time,headway_secs",
        "feed_info": "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date",
    }[name]

    (fault,) = faults(write_feed(**{name: f"{header}\n{text}\n"}))

    assert told in fault


@pytest.mark.parametrize("name", ["agency", "routes", "stops", "trips", "stop_times"])
def test_a_required_file_that_is_missing_is_named(write_feed: Any, name: str) -> None:
    assert faults(write_feed(**{name: None}))[0].startswith(
        f"{name}.txt: the file is required, but missing. Add it"
    )


def test_a_feed_must_say_on_which_days_it_runs(write_feed: Any) -> None:
    (fault,) = faults(write_feed(calendar=None, calendar_dates=None))

    assert fault == (
        "calendar.txt: the feed says nowhere on which days it runs. Add calendar.txt, calendar_dates.txt or both."
    )


def test_a_route_needs_one_of_its_names(write_feed: Any) -> None:
    (fault,) = faults(write_feed(routes="route_id,route_short_name,route_type\n1,,3\n"))

    assert "column 'route_short_name': is empty, and so is route_long_name." in fault


def test_several_agencies_need_ids(write_feed: Any) -> None:
    agencies = "agency_name,agency_url,agency_timezone\nA,https://a.example,Asia/Jakarta\nB,https://b.example,Asia/Jakarta\n"

    (fault,) = faults(write_feed(agency=agencies))

    assert "agency.txt:3: column 'agency_id': is empty, but there are several agencies." in fault


def test_a_shape_that_is_nowhere_is_told_for_each_trip(write_feed: Any, edit: Any) -> None:
    told = faults(write_feed(trips=edit("trips", "trip_headsign", "shape_id")))

    assert [fault.split(".")[0] for fault in told] == ["trips"] * 5
    assert told[0].startswith("trips.txt:2: column 'shape_id': 'Kota' is not in shapes.txt. Add the row")


def test_all_faults_are_told_at_once_but_not_those_that_follow_from_others(
    write_feed: Any, edit: Any
) -> None:
    stops = edit("stops", "0.0,109.3", "95,109.3").replace("0.0,109.4", "0.0,200")
    routes = edit("routes", ",3,", ",99,")

    assert [fault.split(":")[0] for fault in faults(write_feed(stops=stops, routes=routes))] == [
        "routes.txt",
        "stops.txt",
        "stops.txt",
    ]


def test_a_feed_that_is_wrong_in_every_row_is_not_read_to_the_end(write_feed: Any) -> None:
    stops = "stop_id,stop_name,stop_lat,stop_lon\n" + "".join(f"{n},{n},99,0\n" for n in range(5_000))

    told = faults(write_feed(stops=stops))

    assert len(told) == 20 + 1
    assert told[-1] == f"and {MOST_FAULTS - 20} more"


def test_a_line_that_is_not_utf_8_is_named(write_feed: Any, edit: Any) -> None:
    stops = edit("stops", "Siantan", "Siant\u00e1n").encode("latin-1")

    assert faults(write_feed(stops=stops)) == ["stops.txt:3: the line is not UTF-8. Save the file in UTF-8."]


def test_files_in_a_folder_are_found_for_the_remedy(write_feed: Any) -> None:
    told = faults(write_feed(folder="gtfs 2024/"))

    assert told[0] == (
        "agency.txt: the file is required, but missing. "
        "It is in the folder 'gtfs 2024': zip the files themselves, not their folder."
    )


@pytest.mark.parametrize("content", [b"", b"stop_id,stop_name\n", b"PK\x03\x04 and then nothing"])
def test_what_is_no_zip_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "feed.zip"
    path.write_bytes(content)

    (fault,) = faults(path)

    assert fault.startswith("feed.zip: it is no zip file that can be read")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path / "feed.zip") == [
        "feed.zip: it cannot be read (No such file or directory). Check its path and its rights."
    ]


def test_a_damaged_zip_file_is_refused(write_feed: Any) -> None:
    path = write_feed()
    content = bytearray(path.read_bytes())
    at = content.index(b"stops.txt") + len("stops.txt") + 40
    content[at : at + 8] = b"\xff" * 8
    path.write_bytes(content)

    assert any("stops.txt" in fault or "zip file" in fault for fault in faults(path))


def test_an_encrypted_file_is_refused(write_feed: Any) -> None:
    path = write_feed()
    content = path.read_bytes()
    at = content.index(b"PK\x01\x02")
    (flags,) = struct.unpack_from("<H", content, at + 8)
    path.write_bytes(content[: at + 8] + struct.pack("<H", flags | 1) + content[at + 10 :])

    assert faults(path) == ["agency.txt: the file is encrypted. Zip it without a password."]


def test_a_file_that_is_packed_by_another_method_than_deflate_is_refused(
    tmp_path: Path, feed: dict[str, str]
) -> None:
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as zipped:
        for name, text in feed.items():
            zipped.writestr(f"{name}.txt", text)

    assert faults(path)[0] == "agency.txt: the file is packed by an unusual method. Zip it by deflate."


def test_a_zip_file_that_would_unpack_to_more_than_the_limit_is_refused_unread(write_feed: Any) -> None:
    path = write_feed()
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, archive.MOST_UNPACKED_BYTES)
    path.write_bytes(content)

    (fault,) = faults(path)

    assert fault.startswith("feed.zip: it has 2,000,00")
    assert "bytes unpacked; the limit is 2,000,000,000. Split the feed" in fault


def test_a_zip_file_that_unpacks_to_more_than_it_says_is_refused(write_feed: Any) -> None:
    path = write_feed(stops="stop_id,stop_name,stop_lat,stop_lon\n" + "A,A,0,109\n" * 200_000)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"stops.txt"))
    struct.pack_into("<I", content, at + 24, 100)
    path.write_bytes(content)

    assert "stops.txt: it is damaged (Bad CRC-32 for file 'stops.txt')." in faults(path)[-1]


def test_one_cell_of_enormous_size_is_refused(write_feed: Any) -> None:
    stops = "stop_id,stop_name,stop_lat,stop_lon\nA," + "A" * 1_000_000 + ",0,109\n"

    (fault,) = faults(write_feed(stops=stops))

    assert fault.startswith("stops.txt:2: it is no CSV: field larger than field limit")


def test_a_zip_file_of_too_many_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for number in range(archive.MOST_MEMBERS + 1):
            zipped.writestr(f"{number}", "")

    assert faults(path) == [
        "feed.zip: it holds 10,001 files; the limit is 10,000. Zip the files of the feed only."
    ]
