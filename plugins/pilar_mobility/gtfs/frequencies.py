"""frequencies.txt -> for each trip that it names, when it runs: from a time to another, every so many seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pilar_mobility.gtfs.archive import Archive
from pilar_mobility.gtfs.faults import Faults, UnfitValue
from pilar_mobility.gtfs.feed import Trip
from pilar_mobility.gtfs.record import LONGEST_ID, read_count
from pilar_mobility.gtfs.table import read_table


@dataclass(frozen=True)
class Departures:
    """Departures from the first stop, in seconds since midnight: `count` of them, the first and the last included."""

    first: int
    last: int
    count: int


def read_frequencies(
    archive: Archive, trips: Mapping[str, Trip], faults: Faults
) -> dict[str, list[Departures]]:
    """Read the departures of each trip that runs by headway. At the end of its window none begins any more."""
    frequencies: dict[str, list[Departures]] = {}
    table = read_table(
        archive, "frequencies.txt", ("trip_id", "start_time", "end_time", "headway_secs"), faults
    )
    for record in table.records() if table else ():
        with faults.collected("frequencies.txt", record.line):
            trip = record.reference("trip_id", trips, "trips.txt")
            start, end = record.seconds("start_time"), record.seconds("end_time")
            headway = read_count("headway_secs", record.need("headway_secs", LONGEST_ID))
            if not headway:
                raise UnfitValue(
                    "headway_secs", "0", "is below 1", "Write the seconds between two departures."
                )
            if end <= start:
                value = record.need("end_time", LONGEST_ID)
                raise UnfitValue("end_time", value, "is not after start_time", "Write the end of the window.")
            count = -(-(end - start) // headway)
            frequencies.setdefault(trip, []).append(Departures(start, start + (count - 1) * headway, count))
    return frequencies
