"""The files of a feed that have a row for each thing -> plain rows: agencies, routes, stops, trips, the feed itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from pilar_mobility.gtfs.archive import Archive
from pilar_mobility.gtfs.faults import Faults, UnfitValue
from pilar_mobility.gtfs.modes import read_mode
from pilar_mobility.gtfs.record import LONGEST_ID, Record
from pilar_mobility.gtfs.table import read_table
from pilar_mobility.transit_route import TransitMode
from pilar_mobility.transit_stop import StopKind

KINDS: Final = {str(code): kind for code, kind in enumerate(StopKind)}
PARENTS: Final = {
    StopKind.STOP: StopKind.STATION,
    StopKind.ENTRANCE: StopKind.STATION,
    StopKind.NODE: StopKind.STATION,
    StopKind.BOARDING_AREA: StopKind.STOP,
}
NEED_PARENT: Final = (StopKind.ENTRANCE, StopKind.NODE, StopKind.BOARDING_AREA)
NEED_PLACE: Final = (StopKind.STOP, StopKind.STATION, StopKind.ENTRANCE)
WHEELCHAIRS: Final[Mapping[str, bool | None]] = {"0": None, "1": True, "2": False}
DIRECTIONS: Final[Mapping[str, int]] = {"0": 0, "1": 1}
ONLY_AGENCY: Final = "agency"
"""The id of an agency that has none, as it may where it is the only one."""


@dataclass(frozen=True)
class Agency:
    """A row of agency.txt."""

    id: str
    name: str
    url: str
    timezone: str
    phone: str | None


@dataclass(frozen=True)
class Route:
    """A row of routes.txt."""

    id: str
    agency: str
    short_name: str | None
    long_name: str | None
    mode: TransitMode
    color: str | None


@dataclass(frozen=True)
class Stop:
    """A row of stops.txt; `number` counts them from 0."""

    id: str
    number: int
    name: str | None
    kind: StopKind
    parent: str | None
    longitude: float | None
    latitude: float | None
    wheelchair: bool | None


class Trip(NamedTuple):
    """A row of trips.txt."""

    route: str
    service: str
    direction: int
    headsign: str | None
    shape: str | None


@dataclass(frozen=True)
class Period:
    """The first row of feed_info.txt: the days that the feed speaks for, where it says so."""

    first: datetime.date | None = None
    last: datetime.date | None = None


def read_agencies(archive: Archive, faults: Faults) -> dict[str, Agency]:
    """Read agency.txt by id."""
    agencies: dict[str, Agency] = {}
    all_have_ids = True
    table = read_table(archive, "agency.txt", ("agency_name", "agency_url", "agency_timezone"), faults)
    for record in table.records() if table else ():
        with faults.collected("agency.txt", record.line):
            has_id = record.text("agency_id", LONGEST_ID) is not None
            if agencies and not (has_id and all_have_ids):
                raise UnfitValue(
                    "agency_id", "", "is empty, but there are several agencies", "Give each an id."
                )
            all_have_ids = has_id
            agency = Agency(
                record.new_id("agency_id", agencies) if has_id else ONLY_AGENCY,
                record.need("agency_name", 300),
                record.need("agency_url", 500),
                record.need("agency_timezone", 60),
                record.text("agency_phone", 100),
            )
            agencies[agency.id] = agency
    return agencies


def read_routes(archive: Archive, agencies: Mapping[str, Agency], faults: Faults) -> dict[str, Route]:
    """Read routes.txt by id."""
    routes: dict[str, Route] = {}
    table = read_table(archive, "routes.txt", ("route_id", "route_type"), faults)
    for record in table.records() if table else ():
        with faults.collected("routes.txt", record.line):
            route = Route(
                record.new_id("route_id", routes),
                _agency_of(record, agencies),
                record.text("route_short_name", 100),
                record.text("route_long_name", 500),
                read_mode("route_type", record.need("route_type", LONGEST_ID)),
                record.color("route_color"),
            )
            if not (route.short_name or route.long_name):
                rule, remedy = "is empty, and so is route_long_name", "Name the route by one of them."
                raise UnfitValue("route_short_name", "", rule, remedy)
            routes[route.id] = route
    return routes


def _agency_of(record: Record, agencies: Mapping[str, Agency]) -> str:
    """The route's agency; it may be left out where there is only one."""
    if len(agencies) == 1 and record.text("agency_id", LONGEST_ID) is None:
        return next(iter(agencies))
    return record.reference("agency_id", agencies, "agency.txt")


def read_stops(archive: Archive, faults: Faults) -> dict[str, Stop]:
    """Read stops.txt by id; a part may stand before its station."""
    stops: dict[str, Stop] = {}
    lines: dict[str, int] = {}
    table = read_table(archive, "stops.txt", ("stop_id",), faults)
    for record in table.records() if table else ():
        with faults.collected("stops.txt", record.line):
            stop = _read_stop(record, stops)
            stops[stop.id] = stop
            lines[stop.id] = record.line
    if not faults.found:
        for stop in stops.values():
            with faults.collected("stops.txt", lines[stop.id]):
                _check_parent(stop, stops)
    return stops


def _read_stop(record: Record, stops: Mapping[str, Stop]) -> Stop:
    code = record.new_id("stop_id", stops)
    kind = record.choice("location_type", KINDS, StopKind.STOP)
    if kind in NEED_PLACE:
        for column in ("stop_name", "stop_lat", "stop_lon"):
            record.need(column, 300)
    return Stop(
        code,
        len(stops),
        record.text("stop_name", 300),
        kind,
        record.text("parent_station", LONGEST_ID),
        record.number("stop_lon", -180, 180),
        record.number("stop_lat", -90, 90),
        record.choice("wheelchair_boarding", WHEELCHAIRS, None),
    )


def _check_parent(stop: Stop, stops: Mapping[str, Stop]) -> None:
    if stop.parent is None:
        if stop.kind in NEED_PARENT:
            rule = f"is empty, but location_type is {stop.kind.name}"
            raise UnfitValue("parent_station", "", rule, "Name what it is a part of.")
        return
    if stop.parent not in stops:
        raise UnfitValue("parent_station", stop.parent, "is not in stops.txt", "Add the row, or mend the id.")
    wanted = PARENTS.get(stop.kind)
    if wanted is None:
        raise UnfitValue("parent_station", stop.parent, "stands at a station, which has none", "Remove it.")
    if stops[stop.parent].kind is not wanted:
        rule = f"is a {stops[stop.parent].kind.name}, which has no part of the type {stop.kind.name}"
        raise UnfitValue("parent_station", stop.parent, rule, f"Name a {wanted.name} instead.")


def read_trips(
    archive: Archive,
    routes: Mapping[str, Route],
    services: Mapping[str, object],
    shapes: Mapping[str, object],
    faults: Faults,
) -> dict[str, Trip]:
    """Read trips.txt by id."""
    trips: dict[str, Trip] = {}
    table = read_table(archive, "trips.txt", ("route_id", "service_id", "trip_id"), faults)
    for record in table.records() if table else ():
        with faults.collected("trips.txt", record.line):
            has_shape = record.text("shape_id", LONGEST_ID) is not None
            trips[record.new_id("trip_id", trips)] = Trip(
                record.reference("route_id", routes, "routes.txt"),
                record.reference("service_id", services, "calendar.txt or calendar_dates.txt"),
                record.choice("direction_id", DIRECTIONS, 0),
                record.text("trip_headsign", 300),
                record.reference("shape_id", shapes, "shapes.txt") if has_shape else None,
            )
    return trips


def read_period(archive: Archive, faults: Faults) -> Period:
    """Read the first row of feed_info.txt."""
    required = ("feed_publisher_name", "feed_publisher_url", "feed_lang")
    table = read_table(archive, "feed_info.txt", required, faults)
    period = Period()
    for record in table.records() if table else ():
        with faults.collected("feed_info.txt", record.line):
            first, last = (
                record.day(column) if record.text(column, LONGEST_ID) else None
                for column in ("feed_start_date", "feed_end_date")
            )
            if first and last and last < first:
                value = record.need("feed_end_date", LONGEST_ID)
                raise UnfitValue("feed_end_date", value, "is before feed_start_date", "Exchange the two.")
            period = Period(first, last)
            break
    return period
