"""stop_times.txt -> the calls of each trip in order, in arrays: 24 bytes for each row of the file.

The rows of a trip need not stand together, nor in order. Calls at places that a rider orders by telephone
(`location_group_id`, `location_id`) have no stop and are left out.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from pilar_mobility.gtfs.archive import Archive
from pilar_mobility.gtfs.faults import Fault, Faults, UnfitFeed, UnfitValue
from pilar_mobility.gtfs.feed import Stop, Trip
from pilar_mobility.gtfs.record import read_count, read_time
from pilar_mobility.gtfs.table import Table, read_table
from pilar_mobility.transit_stop import StopKind

FILE: Final = "stop_times.txt"
REQUIRED: Final = ("trip_id", "stop_sequence")
FLEXIBLE: Final = ("location_group_id", "location_id")
MOST_ROWS: Final = 10_000_000
MOST_TIMES_REMEMBERED: Final = 200_000
NO_TIME: Final = -1
TOO_LARGE: Final = 2**31


@dataclass(frozen=True)
class Calls:
    """The calls of one trip: numbers of its stops, and times in seconds since midnight or `NO_TIME`."""

    trip: str
    stops: array[int]
    arrivals: array[int]
    departures: array[int]


@dataclass
class _Columns:
    """All rows of the file, column by column; `trip` numbers the trips as they come."""

    trip: array[int] = field(default_factory=lambda: array("i"))
    sequence: array[int] = field(default_factory=lambda: array("i"))
    stop: array[int] = field(default_factory=lambda: array("i"))
    arrival: array[int] = field(default_factory=lambda: array("i"))
    departure: array[int] = field(default_factory=lambda: array("i"))
    line: array[int] = field(default_factory=lambda: array("i"))


def read_calls(
    archive: Archive, stops: Mapping[str, Stop], trips: Mapping[str, Trip], faults: Faults
) -> Iterator[Calls]:
    """Yield the calls of each trip that has two or more. Raises `UnfitFeed` once the whole file was looked at."""
    table = read_table(archive, FILE, REQUIRED, faults)
    if table is None:  # the file is there, so its header is at fault
        raise UnfitFeed(faults.found)
    names = list(trips)
    columns = _read_columns(table, stops, {name: number for number, name in enumerate(names)}, faults)
    faults.refuse()
    _sort(columns)
    for first, end in _groups(columns.trip):
        calls = Calls(
            names[columns.trip[first]],
            columns.stop[first:end],
            columns.arrival[first:end],
            columns.departure[first:end],
        )
        _check(calls, columns.sequence[first:end], columns.line[first:end], faults)
        if end - first > 1:
            yield calls
    faults.refuse()


def _read_columns(
    table: Table, stops: Mapping[str, Stop], trips: Mapping[str, int], faults: Faults
) -> _Columns:
    """Read the file; its inner loop looks everything up, and asks `_explain` only about what it does not find."""
    columns = _Columns()
    at_trip, at_sequence, at_stop = table.at("trip_id"), table.at("stop_sequence"), table.at("stop_id")
    at_arrival, at_departure = table.at("arrival_time"), table.at("departure_time")
    at_flexible = [table.at(column) for column in FLEXIBLE]
    platforms = {name: stop.number for name, stop in stops.items() if stop.kind is StopKind.STOP}
    times = {"": NO_TIME}
    for row in table.rows():
        try:
            trip, stop = trips[row[at_trip]], platforms[row[at_stop]]
            sequence = int(row[at_sequence])
            arrival, departure = times[row[at_arrival]], times[row[at_departure]]
            if not 0 <= sequence < TOO_LARGE:
                raise ValueError
        except (KeyError, ValueError):
            if any(row[at] for at in at_flexible):
                continue
            found = None
            with faults.collected(FILE, table.line):
                found = _explain(table, row, stops, platforms, trips, times)
            if found is None:
                continue
            trip, sequence, stop, arrival, departure = found
        columns.trip.append(trip)
        columns.sequence.append(sequence)
        columns.stop.append(stop)
        columns.arrival.append(arrival)
        columns.departure.append(departure)
        columns.line.append(table.reader.line_num)
        if len(columns.trip) > MOST_ROWS:
            faults.add(Fault(FILE, f"it has more than {MOST_ROWS:,} rows", "Split the feed by agency."))
            break
    return columns


def _explain(
    table: Table,
    row: list[str],
    stops: Mapping[str, Stop],
    platforms: Mapping[str, int],
    trips: Mapping[str, int],
    times: dict[str, int],
) -> tuple[int, int, int, int, int]:
    """Read a row with care: blanks around cells, times not seen before. Raises `UnfitValue`."""
    trip, stop, sequence, arrival, departure = (
        row[table.at(column)].strip()
        for column in ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time")
    )
    if trip not in trips:
        raise UnfitValue("trip_id", trip, "is not in trips.txt", "Add the row to trips.txt, or mend the id.")
    if stop not in stops:
        raise UnfitValue("stop_id", stop, "is not in stops.txt", "Add the row to stops.txt, or mend the id.")
    if stop not in platforms:
        rule = f"is a {stops[stop].kind.name}, at which no trip calls"
        raise UnfitValue("stop_id", stop, rule, "Name a stop whose location_type is 0.")
    seconds = []
    for column, text in (("arrival_time", arrival), ("departure_time", departure)):
        if text not in times:
            if len(times) > MOST_TIMES_REMEMBERED:
                times.clear()
                times[""] = NO_TIME
            times[text] = read_time(column, text)
        seconds.append(times[text])
    return trips[trip], read_count("stop_sequence", sequence), platforms[stop], seconds[0], seconds[1]


def _sort(columns: _Columns) -> None:
    """Order the rows by trip and sequence, unless they stand so; the trips are in the order of trips.txt then."""
    keys = array(
        "q", (trip << 32 | order for trip, order in zip(columns.trip, columns.sequence, strict=True))
    )
    if not _is_sorted(keys):
        order = sorted(range(len(keys)), key=keys.__getitem__)
        for name, column in vars(columns).items():
            setattr(columns, name, array("i", (column[at] for at in order)))


def _is_sorted(keys: array[int]) -> bool:
    """Whether the rows of each trip stand together and in order, whatever the order of the trips."""
    seen: set[int] = set()
    before = NO_TIME
    for key in keys:
        if key >> 32 != before >> 32:
            if key >> 32 in seen:
                return False
            seen.add(key >> 32)
        elif key < before:
            return False
        before = key
    return True


def _groups(trip: array[int]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each run of equal numbers."""
    first = 0
    for at in range(1, len(trip) + 1):
        if at == len(trip) or trip[at] != trip[first]:
            yield first, at
            first = at


def _check(calls: Calls, sequence: array[int], lines: array[int], faults: Faults) -> None:
    """Check what the rows of a trip must be together: numbered upward, with times at both ends that never go back."""
    clock = NO_TIME
    trip, last = f"the trip '{calls.trip}'", len(lines) - 1
    for at, (arrival, departure) in enumerate(zip(calls.arrivals, calls.departures, strict=True)):
        fault = partial(Fault, FILE, line=lines[at])
        if at and sequence[at] == sequence[at - 1]:
            twice, number = f"comes twice in {trip}", str(sequence[at])
            faults.add(fault(twice, "Number its calls upward.", column="stop_sequence", value=number))
            return
        if at in (0, last) and arrival == departure == NO_TIME:
            remedy = "Write the times of its first and last call."
            faults.add(fault(f"is empty at an end of {trip}", remedy, column="departure_time", value=""))
            return
        for column, time in (("arrival_time", arrival), ("departure_time", departure)):
            if NO_TIME < time < clock:
                rule, value = f"is before an earlier time of {trip}", write_time(time)
                remedy = "Put its times in order; 01:10 the next morning is 25:10:00."
                faults.add(fault(rule, remedy, column=column, value=value))
                return
            clock = max(clock, time)


def write_time(seconds: int) -> str:
    """90600 -> `25:10:00`."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
