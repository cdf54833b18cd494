"""calendar.txt and calendar_dates.txt -> the days on which each service runs, and one day to show each kind of day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from pilar_mobility.gtfs.archive import Archive
from pilar_mobility.gtfs.faults import Faults, UnfitValue
from pilar_mobility.gtfs.record import LONGEST_ID
from pilar_mobility.gtfs.table import read_table
from pilar_mobility.transit_service import DayKind

WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KIND_OF_DAY: Final = (*(DayKind.WEEKDAY,) * 5, DayKind.SATURDAY, DayKind.SUNDAY)
RUNS: Final[Mapping[str, int]] = {"0": 0, "1": 1}
EXCEPTIONS: Final[Mapping[str, int]] = {"1": 1, "2": -1}


@dataclass
class Service:
    """When a group of trips runs: on days of the week from first to last, but for exceptions. Days are ordinals."""

    first: int = 1
    last: int = 0
    weekdays: tuple[bool, ...] = (False,) * 7
    added: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)

    def is_regular(self, day: int) -> bool:
        """Whether the week says that it runs, exceptions aside."""
        return self.first <= day <= self.last and self.weekdays[weekday(day)]

    def runs(self, day: int) -> bool:
        """Whether it runs on a day."""
        return day in self.added or (self.is_regular(day) and day not in self.removed)

    def days(self) -> int:
        """Number of days on which it runs."""
        regular = sum(
            _count(self.first, self.last, number) for number, runs in enumerate(self.weekdays) if runs
        )
        extra = sum(not self.is_regular(day) for day in self.added)
        return regular + extra - sum(self.is_regular(day) for day in self.removed)

    def span(self) -> tuple[int, int] | None:
        """First and last day on which it may run; None for a service that never does."""
        days = [
            *self.added,
            *((self.first, self.last) if self.first <= self.last and any(self.weekdays) else ()),
        ]
        return (min(days), max(days)) if days else None


def weekday(day: int) -> int:
    """Return 0 for a Monday, by the ordinal of the day: that of 0001-01-01, a Monday, is 1."""
    return (day - 1) % 7


def _count(first: int, last: int, number: int) -> int:
    """Count the days of one weekday from first to last, both inclusive."""
    begin = first + (number - weekday(first)) % 7
    return max(0, (last - begin) // 7 + 1)


def read_services(archive: Archive, faults: Faults) -> dict[str, Service]:
    """Read the days on which each service runs."""
    services: dict[str, Service] = {}
    table = read_table(archive, "calendar.txt", ("service_id", *WEEK, "start_date", "end_date"), faults)
    for record in table.records() if table else ():
        with faults.collected("calendar.txt", record.line):
            service = record.new_id("service_id", services)
            weekdays = []
            for column in WEEK:
                record.need(column, LONGEST_ID)
                weekdays.append(bool(record.choice(column, RUNS, 0)))
            first, last = record.day("start_date"), record.day("end_date")
            if last < first:
                value = record.need("end_date", LONGEST_ID)
                raise UnfitValue("end_date", value, "is before start_date", "Exchange the two.")
            services[service] = Service(first.toordinal(), last.toordinal(), tuple(weekdays))
    _read_exceptions(archive, services, faults)
    return services


def _read_exceptions(archive: Archive, services: dict[str, Service], faults: Faults) -> None:
    table = read_table(archive, "calendar_dates.txt", ("service_id", "date", "exception_type"), faults)
    for record in table.records() if table else ():
        with faults.collected("calendar_dates.txt", record.line):
            service = services.setdefault(record.need("service_id", LONGEST_ID), Service())
            day = record.day("date").toordinal()
            record.need("exception_type", LONGEST_ID)
            if day in service.added or day in service.removed:
                value = record.need("date", LONGEST_ID)
                raise UnfitValue("date", value, "comes twice for the service", "Keep one of the exceptions.")
            is_added = record.choice("exception_type", EXCEPTIONS, 1) > 0
            (service.added if is_added else service.removed).add(day)


def period_of(services: Mapping[str, Service]) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day on which any service may run."""
    spans = [span for service in services.values() if (span := service.span())]
    if not spans:
        return None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return datetime.date.fromordinal(first), datetime.date.fromordinal(last)


def busiest_days(services: Mapping[str, Service], trips: Mapping[str, int]) -> dict[DayKind, int]:
    """Return the day of each kind on which most of the trips run, the earliest where several have as many.

    Linear in days and exceptions: a week's service is a difference at its two ends, for each weekday.
    """
    spans = [span for name, service in services.items() if trips.get(name) and (span := service.span())]
    if not spans:
        return {}
    start = min(span[0] for span in spans)
    length = max(span[1] for span in spans) - start + 1
    changes = [[0] * (length + 1) for _ in WEEK]
    exceptions = [0] * length
    for name, service in services.items():
        count = trips.get(name, 0)
        if not count:
            continue
        if service.first <= service.last:
            for number, runs in enumerate(service.weekdays):
                if runs:
                    changes[number][service.first - start] += count
                    changes[number][service.last + 1 - start] -= count
        for day in service.added:
            exceptions[day - start] += 0 if service.is_regular(day) else count
        for day in service.removed:
            if service.is_regular(day):
                exceptions[day - start] -= count
    regular = [list(accumulate(change)) for change in changes]
    busiest: dict[DayKind, tuple[int, int]] = {}
    for at in range(length):
        number = weekday(start + at)
        count = regular[number][at] + exceptions[at]
        kind = KIND_OF_DAY[number]
        if count > busiest.get(kind, (0, 0))[0]:
            busiest[kind] = (count, start + at)
    return {kind: day for kind, (_, day) in busiest.items()}
