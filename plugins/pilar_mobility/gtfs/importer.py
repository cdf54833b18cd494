"""`pilar import feed.zip --as mobility.gtfs --set region=31 --set source=transjakarta-gtfs-2024`: a feed -> rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pilar import Entity, Importer, InvalidImport

from pilar_mobility.gtfs.archive import open_archive
from pilar_mobility.gtfs.calendar import period_of, read_services
from pilar_mobility.gtfs.faults import MOST_FAULTS, Faults, UnfitFeed
from pilar_mobility.gtfs.feed import (
    Agency,
    Period,
    Route,
    Stop,
    read_agencies,
    read_period,
    read_routes,
    read_stops,
    read_trips,
)
from pilar_mobility.gtfs.frequencies import read_frequencies
from pilar_mobility.gtfs.shapes import read_shapes
from pilar_mobility.gtfs.stop_times import read_calls
from pilar_mobility.gtfs.timetable import Frequency, Pattern, find_frequencies, find_patterns, measure, rank
from pilar_mobility.transit_agency import TransitAgency
from pilar_mobility.transit_call import TransitCall
from pilar_mobility.transit_pattern import TransitPattern
from pilar_mobility.transit_route import TransitRoute
from pilar_mobility.transit_service import TransitService
from pilar_mobility.transit_stop import TransitStop

OPTIONS: Final = ("region", "source", "year")
MOST_SHOWN: Final = 20

Row = Mapping[str, object]


@dataclass(frozen=True)
class Network:
    """All that is kept of a feed."""

    agencies: list[Agency]
    routes: list[Route]
    stops: list[Stop]
    patterns: dict[tuple[str, int], list[Pattern]]
    frequencies: list[Frequency]
    period: Period


@dataclass(frozen=True)
class Setting:
    """What the feed does not say: for which region it is, where it comes from, and the year it stands for."""

    region: str
    source: str
    year: int

    def code(self, name: str) -> str:
        """An id of the feed, unique among all feeds."""
        return f"{self.source}:{name}"


def read_feed(path: Path, options: Mapping[str, str]) -> Iterator[tuple[type[Entity], Iterable[Row]]]:
    """Read a feed into the transit tables. Raises `InvalidImport` with the faults of the feed, or of the options."""
    _check_options(options)
    try:
        network = read_network(path)
    except UnfitFeed as unfit:
        raise _refusal(path, unfit) from unfit
    yield from _tables(network, _setting(network, options))


def read_network(path: Path) -> Network:
    """Read a feed. Raises `UnfitFeed`; the faults of a file are not followed into the files that refer to it."""
    faults = Faults()
    with open_archive(path, faults) as archive:
        agencies = read_agencies(archive, faults)
        faults.refuse()
        routes = read_routes(archive, agencies, faults)
        stops = read_stops(archive, faults)
        services = read_services(archive, faults)
        shapes = read_shapes(archive, faults)
        period = read_period(archive, faults)
        faults.refuse()
        trips = read_trips(archive, routes, services, shapes, faults)
        faults.refuse()
        headways = read_frequencies(archive, trips, faults)
        patterns = find_patterns(
            read_calls(archive, stops, trips, faults), list(stops.values()), trips, headways
        )
    measure(patterns, shapes, services)
    ranked = rank(patterns)
    first, last = period_of(services) or (None, None)
    return Network(
        list(agencies.values()),
        list(routes.values()),
        list(stops.values()),
        ranked,
        find_frequencies(ranked, services),
        Period(period.first or first, period.last or last),
    )


def _check_options(options: Mapping[str, str]) -> None:
    for name in options:
        if name not in OPTIONS:
            raise InvalidImport(f"A feed has no option '{name}'.", f"The options are {', '.join(OPTIONS)}.")
    for name, example in (("region", "31"), ("source", "transjakarta-gtfs-2024")):
        if not options.get(name):
            raise InvalidImport(
                f"The {name} of the feed is not given; a feed does not say it.",
                f"Give its code, as in --set {name}={example}.",
            )
    year = options.get("year", "2000")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise InvalidImport(f"The year '{year}' is not a year.", "Write it as in --set year=2024.")


def _setting(network: Network, options: Mapping[str, str]) -> Setting:
    if "year" in options:
        year = int(options["year"])
    elif network.period.first:
        year = network.period.first.year
    else:
        raise InvalidImport("The feed runs on no day, so its year is not known.", "Give it: --set year=2024.")
    return Setting(options["region"], options["source"], year)


def _refusal(path: Path, unfit: UnfitFeed) -> InvalidImport:
    count = len(unfit.faults)
    many = f"at least {count:,}" if count >= MOST_FAULTS else f"{count:,}"
    shown = "\n".join(map(str, unfit.faults[:MOST_SHOWN]))
    rest = f"\nand {count - MOST_SHOWN:,} more" if count > MOST_SHOWN else ""
    faults = "fault" if count == 1 else "faults"
    return InvalidImport(
        f"{path.name} has {many} {faults}; nothing of it is imported.\n{shown}{rest}",
        "Mend them where the feed is made; how each file must be: https://gtfs.org/documentation/schedule/reference/",
    )


def _tables(network: Network, setting: Setting) -> Iterator[tuple[type[Entity], Iterable[Row]]]:
    """Each table after those that it refers to; stations before their parts."""
    yield TransitAgency, (_agency(agency, setting) for agency in network.agencies)
    yield TransitRoute, _routes(network, setting)
    for level in _levels(network.stops):
        yield TransitStop, (_stop(stop, setting) for stop in level)
    patterns = [pattern for group in network.patterns.values() for pattern in group]
    yield TransitPattern, _patterns(network, setting)
    yield TransitCall, (row for pattern in patterns for row in _calls(pattern, setting))
    yield TransitService, (_service(frequency, setting) for frequency in network.frequencies)


def _levels(stops: list[Stop]) -> Iterator[list[Stop]]:
    """Stops by how deep they are within others: whole ones, their parts, and the parts of these."""
    placed: set[str] = set()
    rest = stops
    while rest:
        level = [stop for stop in rest if stop.parent is None or stop.parent in placed]
        yield level
        placed.update(stop.id for stop in level)
        rest = [stop for stop in rest if stop.id not in placed]


def _agency(agency: Agency, setting: Setting) -> Row:
    return {
        "code": setting.code(agency.id),
        "name": agency.name,
        "url": agency.url,
        "timezone": agency.timezone,
        "phone": agency.phone,
        "region": setting.region,
        "source": setting.source,
    }


def _routes(network: Network, setting: Setting) -> Iterator[Row]:
    for route in network.routes:
        groups = [network.patterns.get((route.id, direction), []) for direction in (0, 1)]
        stops = {stop.id for group in groups for pattern in group for stop in pattern.stops}
        yield {
            "code": setting.code(route.id),
            "short_name": route.short_name,
            "long_name": route.long_name,
            "mode": route.mode,
            "color": route.color,
            "agency": setting.code(route.agency),
            "length_km": max((group[0].length_km for group in groups if group), default=None),
            "stop_count": len(stops),
            "year": setting.year,
            "valid_from": network.period.first,
            "valid_to": network.period.last,
            "region": setting.region,
            "source": setting.source,
        }


def _stop(stop: Stop, setting: Setting) -> Row:
    return {
        "code": setting.code(stop.id),
        "name": stop.name,
        "kind": stop.kind,
        "parent": stop.parent and setting.code(stop.parent),
        "longitude": stop.longitude,
        "latitude": stop.latitude,
        "wheelchair_accessible": stop.wheelchair,
        "year": setting.year,
        "region": setting.region,
        "source": setting.source,
    }


def _pattern_code(pattern: Pattern, setting: Setting) -> str:
    return f"{setting.code(pattern.route)}:{pattern.direction}:{pattern.digest}"


def _patterns(network: Network, setting: Setting) -> Iterator[Row]:
    for group in network.patterns.values():
        for number, pattern in enumerate(group, 1):
            yield {
                "code": _pattern_code(pattern, setting),
                "route": setting.code(pattern.route),
                "direction": pattern.direction,
                "rank": number,
                "headsign": pattern.headsign,
                "trips": pattern.trips,
                "stop_count": len(pattern.stops),
                "length_km": pattern.length_km,
                "duration_min": pattern.duration_min,
                "source": setting.source,
            }


def _calls(pattern: Pattern, setting: Setting) -> Iterator[Row]:
    code = _pattern_code(pattern, setting)
    for position, (stop, minutes) in enumerate(zip(pattern.stops, pattern.minutes, strict=True), 1):
        yield {
            "pattern": code,
            "position": position,
            "stop": setting.code(stop.id),
            "minutes": minutes,
            "source": setting.source,
        }


def _service(frequency: Frequency, setting: Setting) -> Row:
    return {
        "route": setting.code(frequency.route),
        "direction": frequency.direction,
        "day_kind": frequency.kind,
        "service_date": datetime.date.fromordinal(frequency.day),
        "trips": frequency.trips,
        "first_departure_min": frequency.first / 60,
        "last_departure_min": frequency.last / 60,
        "vehicle_km": frequency.vehicle_km,
        "source": setting.source,
    }


GTFS: Final = Importer(
    key="gtfs",
    title_en="Timetables of public transport (GTFS Schedule)",
    title_id="Jadwal angkutan umum (GTFS Schedule)",
    read=read_feed,
    replaces=(TransitAgency, TransitRoute, TransitStop, TransitPattern, TransitCall, TransitService),
)
