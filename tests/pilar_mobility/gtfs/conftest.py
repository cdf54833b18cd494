"""A small feed of a line along the equator in Pontianak, which a test may change file by file.

A tenth of a degree of the equator is 6371.0088 km x pi / 1800 = 11.1195 km. The line runs from Monday to Friday in
January 2024, but not at New Year; and it runs on Sunday the 7th.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

WriteFeed = Callable[..., Path]

FEED: Final = {
    "agency": """\
agency_id,agency_name,agency_url,agency_timezone
DAMRI,Damri,https://damri.example,Asia/Pontianak
""",
    "routes": """\
route_id,agency_id,route_short_name,route_long_name,route_type,route_color
1,DAMRI,1,"Tugu Khatulistiwa - ""Kota"", pusat",3,ff8000
""",
    "stops": """\
stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding
A,Tugu Khatulistiwa,0.0,109.3,,,1
B,Siantan,0.0,109.4,0,,2
C,Kota,0.0,109.5,0,HALL,0
HALL,Terminal Kota,0.0,109.5,1,,
""",
    "calendar": """\
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
WK,1,1,1,1,1,0,0,20240101,20240131
""",
    "calendar_dates": """\
service_id,date,exception_type
WK,20240101,2
WK,20240107,1
""",
    "trips": """\
route_id,service_id,trip_id,direction_id,trip_headsign
1,WK,early,0,Kota
1,WK,late,0,Kota
1,WK,night,0,Kota
1,WK,short,0,Siantan
1,WK,back,1,Tugu
""",
    "stop_times": """\
trip_id,arrival_time,departure_time,stop_id,stop_sequence
early,06:00:00,06:00:00,A,1
early,06:10:00,06:11:00,B,2
early,06:20:00,06:20:00,C,3
late,7:00:00,7:00:00,A,1
late,,,B,5
late,7:24:00,7:24:00,C,9
night,25:10:00,25:10:00,A,1
night,25:20:00,25:20:00,B,2
night,25:30:00,25:30:00,C,3
short,08:00:00,08:00:00,A,1
short,08:09:00,08:09:00,B,2
back,09:00:00,09:00:00,C,1
back,09:20:00,09:20:00,A,2
""",
}


@pytest.fixture
def write_feed(tmp_path: Path) -> WriteFeed:
    """Zip the feed, with some of its files replaced, added, or left out (None); names go without `.txt`."""

    def write(folder: str = "", **changes: str | bytes | None) -> Path:
        path = tmp_path / "feed.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in (FEED | changes).items():
                if text is not None:
                    archive.writestr(f"{folder}{name}.txt", text)
        return path

    return write


@pytest.fixture
def edit() -> Callable[[str, str, str], str]:
    """Replace a part of a file of the feed, which must be there."""

    def replace(name: str, old: str, new: str) -> str:
        assert old in FEED[name]
        return FEED[name].replace(old, new)

    return replace


@pytest.fixture(scope="session")
def feed() -> dict[str, str]:
    """The files of the feed by name."""
    return dict(FEED)
