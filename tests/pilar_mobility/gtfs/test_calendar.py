"""On which days services run, and which day shows its kind."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, strategies as st
from pilar_mobility.gtfs.calendar import KIND_OF_DAY, Service, busiest_days, period_of, weekday
from pilar_mobility.transit_service import DayKind

FIRST = datetime.date(2024, 1, 1).toordinal()
DAYS = st.integers(FIRST, FIRST + 60)


@st.composite
def services(draw: st.DrawFn) -> Service:
    """A service within two months, with exceptions that contradict each other or the week at will."""
    first = draw(DAYS)
    added = draw(st.sets(DAYS, max_size=5))
    removed = draw(st.sets(DAYS, max_size=5)) - added
    weekdays = draw(st.tuples(*(st.booleans(),) * 7))
    return Service(first, draw(st.integers(first, FIRST + 60)), weekdays, added, removed)


def test_the_weekday_is_that_of_the_calendar() -> None:
    assert weekday(FIRST) == datetime.date(2024, 1, 1).weekday() == 0
    assert weekday(FIRST + 6) == 6


@given(services())
def test_days_are_counted_as_by_looking_at_each(service: Service) -> None:
    assert service.days() == sum(service.runs(day) for day in range(FIRST - 7, FIRST + 70))


@given(st.lists(st.tuples(services(), st.integers(0, 9)), max_size=4))
def test_the_busiest_days_are_those_found_by_looking_at_each(drawn: list[tuple[Service, int]]) -> None:
    by_name = {str(number): service for number, (service, _) in enumerate(drawn)}
    trips = {str(number): count for number, (_, count) in enumerate(drawn)}
    expected: dict[DayKind, tuple[int, int]] = {}
    for day in range(FIRST, FIRST + 61):
        count = sum(trips[name] for name, service in by_name.items() if service.runs(day))
        kind = KIND_OF_DAY[weekday(day)]
        if count > expected.get(kind, (0, 0))[0]:
            expected[kind] = (count, day)

    assert busiest_days(by_name, trips) == {kind: day for kind, (_, day) in expected.items()}


def test_a_service_that_never_runs_has_no_period() -> None:
    assert period_of({"never": Service()}) is None


@pytest.mark.parametrize("years", [100])
def test_a_calendar_of_a_century_costs_no_more_than_its_days(years: int) -> None:
    end = datetime.date(2024 + years, 1, 1).toordinal()
    by_name = {str(number): Service(FIRST, end, (True,) * 7) for number in range(500)}

    assert busiest_days(by_name, dict.fromkeys(by_name, 1)) == {
        DayKind.WEEKDAY: FIRST,
        DayKind.SATURDAY: FIRST + 5,
        DayKind.SUNDAY: FIRST + 6,
    }
