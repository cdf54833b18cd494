"""The calls of all trips -> the patterns that they follow, and how often each is run on which days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from pilar_mobility.gtfs.calendar import Service, busiest_days
from pilar_mobility.gtfs.feed import Stop, Trip
from pilar_mobility.gtfs.frequencies import Departures
from pilar_mobility.gtfs.shapes import path_km
from pilar_mobility.gtfs.stop_times import NO_TIME, Calls
from pilar_mobility.transit_service import DayKind


@dataclass
class Pattern:
    """A sequence of stops of a route in one direction. `minutes` are those of its first trip."""

    route: str
    direction: int
    stops: tuple[Stop, ...]
    headsign: str | None
    shape: str | None
    minutes: list[float | None]
    length_km: float = 0.0
    trips: int = 0
    seconds: int = 0
    timed: int = 0
    departures: dict[str, list[Departures]] = field(default_factory=lambda: defaultdict(list))
    """By service."""

    @property
    def duration_min(self) -> float | None:
        """Mean time from the first stop to the last."""
        return self.seconds / self.timed / 60 if self.timed else None

    @property
    def digest(self) -> str:
        """A name that follows from the stops, so that another feed with the same pattern gives it the same."""
        return sha256("\n".join(stop.id for stop in self.stops).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Frequency:
    """What a route runs in a direction on one day."""

    route: str
    direction: int
    kind: DayKind
    day: int
    trips: int
    first: int
    last: int
    vehicle_km: float


def find_patterns(
    calls: Iterable[Calls],
    stops: Sequence[Stop],
    trips: Mapping[str, Trip],
    frequencies: Mapping[str, list[Departures]],
) -> list[Pattern]:
    """Group the trips by route, direction and sequence of stops, in the order in which they come."""
    patterns: dict[tuple[str, int, bytes], Pattern] = {}
    for item in calls:
        trip = trips[item.trip]
        key = (trip.route, trip.direction, item.stops.tobytes())
        pattern = patterns.get(key)
        if pattern is None:
            called = tuple(stops[number] for number in item.stops)
            pattern = patterns[key] = Pattern(
                trip.route, trip.direction, called, trip.headsign, trip.shape, _minutes(item)
            )
        _count(pattern, trip.service, item, frequencies.get(item.trip))
    return list(patterns.values())


def _minutes(calls: Calls) -> list[float | None]:
    start = _start(calls)
    times = [
        departure if arrival == NO_TIME else arrival
        for arrival, departure in zip(calls.arrivals, calls.departures, strict=True)
    ]
    return [0.0, *(None if time == NO_TIME else (time - start) / 60 for time in times[1:])]


def _start(calls: Calls) -> int:
    return calls.arrivals[0] if calls.departures[0] == NO_TIME else calls.departures[0]


def _count(pattern: Pattern, service: str, calls: Calls, headways: list[Departures] | None) -> None:
    """Add a trip to its pattern: once, or as often as its headways say."""
    start = _start(calls)
    end = calls.departures[-1] if calls.arrivals[-1] == NO_TIME else calls.arrivals[-1]
    departures = [Departures(start, start, 1)] if headways is None else headways
    pattern.departures[service].extend(departures)
    count = sum(item.count for item in departures)
    pattern.seconds += (end - start) * count
    pattern.timed += count


def measure(
    patterns: Iterable[Pattern], shapes: Mapping[str, float], services: Mapping[str, Service]
) -> None:
    """Fill in the length of each pattern, and how many trips it has in the whole timetable."""
    days = {name: service.days() for name, service in services.items()}
    for pattern in patterns:
        pattern.length_km = shapes[pattern.shape] if pattern.shape else _straight_km(pattern.stops)
        pattern.trips = sum(
            days[service] * item.count for service, items in pattern.departures.items() for item in items
        )


def _straight_km(stops: Sequence[Stop]) -> float:
    places = [(stop.latitude, stop.longitude) for stop in stops]
    return path_km([place[0] or 0.0 for place in places], [place[1] or 0.0 for place in places])


def rank(patterns: Iterable[Pattern]) -> dict[tuple[str, int], list[Pattern]]:
    """Return the patterns of each route and direction: most trips first, the longer one where they are equal."""
    ranked: dict[tuple[str, int], list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        ranked[pattern.route, pattern.direction].append(pattern)
    for group in ranked.values():
        group.sort(key=lambda pattern: (-pattern.trips, -len(pattern.stops), pattern.digest))
    return ranked


def find_frequencies(
    ranked: Mapping[tuple[str, int], Sequence[Pattern]], services: Mapping[str, Service]
) -> list[Frequency]:
    """Count the trips of each route and direction on the busiest day of each kind."""
    trips: Counter[str] = Counter()
    for pattern in (pattern for group in ranked.values() for pattern in group):
        for service, items in pattern.departures.items():
            trips[service] += sum(item.count for item in items)
    found = []
    for kind, day in busiest_days(services, trips).items():
        running = {name for name, service in services.items() if service.runs(day)}
        for (route, direction), patterns in ranked.items():
            runs = [
                (item, pattern.length_km)
                for pattern in patterns
                for service in pattern.departures.keys() & running
                for item in pattern.departures[service]
            ]
            if runs:
                found.append(
                    Frequency(
                        route,
                        direction,
                        kind,
                        day,
                        trips=sum(item.count for item, _ in runs),
                        first=min(item.first for item, _ in runs),
                        last=max(item.last for item, _ in runs),
                        vehicle_km=sum(item.count * length_km for item, length_km in runs),
                    )
                )
    return found
