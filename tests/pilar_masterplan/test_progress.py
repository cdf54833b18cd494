"""Planned against actual progress on any day, delay, money and status: worked by hand for one plan and its roll-ups.

Work of 100 days from 1 January 2023 (to 10 April): one point a day.
"""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def plan(graph: Any) -> Any:
    """A plan of Kediri: programme 1 of two activities (weights 3 and 1), programme 2 of one, programme 3 of none."""
    graph.plan = add_plan(graph, "35.71", "A")
    first, second, _ = (
        add_programme(graph, graph.plan, str(number), weight) for number, weight in ((1, 2), (2, 1), (3, 9))
    )
    graph.long = add_activity(graph, first, "1", weight=3, budget=100_000_000_00)
    graph.done = add_activity(graph, first, "2", weight=1, budget=50_000_000_00)
    graph.idle = add_activity(graph, second, "1", weight=1, budget=None)
    report(graph, graph.long, "2023-02-01", 25, 20_000_000_00)
    report(graph, graph.long, "2023-02-19", 40, 45_000_000_50)
    report(graph, graph.long, "2023-04-30", 90, 90_000_000_00)
    report(graph, graph.done, "2023-03-01", 60, 10_000_000_00)
    report(graph, graph.done, "2023-04-15", 100, 60_000_000_00)
    return graph


def add_plan(graph: Any, region: str, code: str) -> int:
    dates = {"starts_on": "2023-01-01", "ends_on": "2027-12-31"}
    return int(
        graph.add(
            "master_plan", region_id=graph.region(region), code=code, name_id=code, currency="IDR", **dates
        )
    )


def add_programme(graph: Any, plan: int, code: str, weight: float = 1) -> int:
    given = {"master_plan_id": plan, "code": code, "name_id": code, "dimension": "LIVING", "weight": weight}
    return int(graph.add("programme", **given))


def add_activity(graph: Any, programme: int, code: str, **columns: Any) -> int:
    given = {"starts_on": "2023-01-01", "ends_on": "2023-04-10", "weight": 1, "currency": "IDR"} | columns
    return int(graph.add("activity", programme_id=programme, code=code, name_id=code, **given))


def report(
    graph: Any, activity: int, day: str, percent: float, spent: int | None = None, **columns: Any
) -> None:
    given = {
        "activity_id": activity,
        "reported_on": day,
        "completed_pct": percent,
        "spent": spent,
        "currency": "IDR",
    }
    graph.add("progress_report", **given | columns)


def activity(graph: Any, key: int, on: str, fields: str) -> Any:
    where = f'(on: "{on}", where: {{id: {{eq: "MasterplanActivity_{key}"}}}})'
    (node,) = graph.of_module(f"activities{where} {{ nodes {{ {fields} }} }}")["activities"]["nodes"]
    return node


COURSE = [
    ("2022-12-31", 0, 0, "ON_COURSE"),
    ("2023-01-01", 1, 0, "ON_COURSE"),
    ("2023-01-09", 9, 0, "ON_COURSE"),
    ("2023-01-10", 10, 0, "AT_RISK"),
    ("2023-01-19", 19, 0, "AT_RISK"),
    ("2023-01-20", 20, 0, "LATE"),
    ("2023-02-01", 32, 25, "ON_COURSE"),
    ("2023-02-19", 50, 40, "AT_RISK"),
    ("2023-03-01", 60, 40, "LATE"),
    ("2023-04-10", 100, 40, "LATE"),
    ("2023-04-30", 100, 90, "LATE"),
]


def test_progress_and_status_of_an_activity_on_any_day(plan: Any) -> None:
    for on, planned, actual, status in COURSE:
        found = activity(plan, plan.long, on, "plannedPct actualPct gapPct status")

        assert found == {
            "plannedPct": planned,
            "actualPct": actual,
            "gapPct": actual - planned,
            "status": status,
        }


DELAY = [
    ("2023-04-10", 0, False, None),
    ("2023-04-11", 1, True, None),
    ("2023-04-14", 4, True, None),
    ("2023-04-15", 5, False, "2023-04-15"),
    ("2024-04-15", 5, False, "2023-04-15"),
]


def test_days_late_count_up_to_the_report_of_completion(plan: Any) -> None:
    for on, days, overdue, completed_on in DELAY:
        found = activity(plan, plan.done, on, "daysLate overdue completedOn")

        assert found == {"daysLate": days, "overdue": overdue, "completedOn": completed_on}


COST = [
    ("2023-01-31", "0.00", None, None),
    ("2023-02-01", "25000000.00", "20000000.00", "5000000.00"),
    ("2023-02-19", "40000000.00", "45000000.50", "-5000000.50"),
    ("2023-05-01", "90000000.00", "90000000.00", "0.00"),
]


def test_cost_variance_is_the_budget_of_the_work_done_less_what_was_spent(plan: Any) -> None:
    for on, earned, spent, variance in COST:
        found = activity(plan, plan.long, on, "budget earned spent costVariance")

        assert found == {"budget": "100000000.00", "earned": earned, "spent": spent, "costVariance": variance}


def test_money_in_another_currency_and_drafts_are_left_out(plan: Any) -> None:
    report(plan, plan.long, "2023-02-20", 41, 9_000_00, currency="USD")
    report(plan, plan.long, "2023-02-21", 99, 1, visibility=1)

    found = activity(plan, plan.long, "2023-02-22", "actualPct spent")
    assert found == {"actualPct": 41, "spent": "45000000.50"}


PROGRESS = "plannedPct actualPct overdueCount daysLate status budget earned spent costVariance"


def test_a_programme_is_the_weighted_mean_of_its_activities(plan: Any) -> None:
    fields = f"nodes {{ activityCount completed {PROGRESS} }}"
    query = f'programmes(on: "2023-03-01", orderBy: [{{code: ASC}}]) {{ {fields} }}'
    first, second, third = plan.of_module(query)["programmes"]["nodes"]

    assert first == {
        "activityCount": 2,
        "completed": False,
        "plannedPct": 60,
        "actualPct": (3 * 40 + 60) / 4,
        "overdueCount": 0,
        "daysLate": 0,
        "status": "AT_RISK",
        "budget": "150000000.00",
        "earned": "70000000.00",
        "spent": "55000000.50",
        "costVariance": "14999999.50",
    }
    assert (second["actualPct"], second["status"], second["spent"], second["costVariance"]) == (
        0,
        "LATE",
        None,
        None,
    )
    assert (third["activityCount"], third["plannedPct"], third["status"]) == (0, None, None)


def test_a_plan_is_the_weighted_mean_of_its_programmes(plan: Any) -> None:
    fields = f"nodes {{ programmeCount programmesCompleted completedPct {PROGRESS} }}"
    query = f'masterPlans(on: "2023-04-20") {{ {fields} }}'
    (found,) = plan.of_module(query)["masterPlans"]["nodes"]

    assert found == {
        "programmeCount": 3,
        "programmesCompleted": 0,
        "completedPct": 0,
        "plannedPct": 100,
        "actualPct": pytest.approx(2 / 3 * (3 * 40 + 100) / 4),
        "overdueCount": 2,
        "daysLate": 10,
        "status": "LATE",
        "budget": "150000000.00",
        "earned": "90000000.00",
        "spent": "105000000.50",
        "costVariance": "-15000000.50",
    }


def test_completed_programmes_are_counted_as_of_the_day(plan: Any) -> None:
    report(plan, plan.idle, "2023-04-01", 100)
    counts = plan.of_module(
        'before: masterPlans(on: "2023-03-31") { nodes { programmesCompleted completedPct } }'
        ' after: masterPlans(on: "2023-04-01") { nodes { programmesCompleted completedPct } }'
    )

    assert counts == {
        "before": {"nodes": [{"programmesCompleted": 0, "completedPct": 0}]},
        "after": {"nodes": [{"programmesCompleted": 1, "completedPct": 33.33}]},
    }


def test_what_is_overdue_is_listed_longest_first(plan: Any) -> None:
    query = '(on: "2023-04-12", where: {overdue: {eq: true}}, orderBy: [{daysLate: DESC}, {actualPct: ASC}])'
    found = plan.of_module(f"activities{query} {{ totalCount nodes {{ id daysLate actualPct }} }}")[
        "activities"
    ]

    assert found["totalCount"] == 3
    assert [(node["daysLate"], node["actualPct"]) for node in found["nodes"]] == [(2, 0), (2, 40), (2, 60)]


def test_nation_provinces_and_regions_are_rolled_up_by_one_statement(plan: Any) -> None:
    bandung = add_activity(plan, add_programme(plan, add_plan(plan, "32.73", "B"), "1"), "1", budget=10_00)
    report(plan, bandung, "2023-01-01", 50, 4_00)
    query = """masterPlansAggregate(on: "2023-02-19"%s) {
        key { regionParent { code } status } count avg { plannedPct actualPct } sum { budget costVariance overdueCount }
    }"""

    (nation,) = plan.of_module(query % "")["masterPlansAggregate"]
    provinces = plan.of_module(query % ", groupBy: [REGION_PARENT, STATUS]")["masterPlansAggregate"]
    assert (nation["count"], nation["avg"]["plannedPct"], nation["sum"]["overdueCount"]) == (2, 50, 0)
    assert nation["avg"]["actualPct"] == pytest.approx((50 + 20) / 2)
    assert nation["sum"] == {"budget": "150000010.00", "costVariance": "-4999999.50", "overdueCount": 0}
    assert [
        (group["key"]["regionParent"]["code"], group["key"]["status"], round(group["avg"]["actualPct"], 6))
        for group in provinces
    ] == [("32", "ON_COURSE", 50), ("35", "LATE", 20)]


def test_a_region_shows_its_plan_down_to_the_reports_on_one_day(plan: Any) -> None:
    query = """query Q($on: Date) { region(code: "35.71") { masterplan { masterPlans(on: $on) { nodes {
        status programmes(first: 1, orderBy: [{code: ASC}]) { nodes {
            status activities { nodes { status daysLate } } } }
    } } } } }"""
    (found,) = plan.data(query, on="2023-04-12")["region"]["masterplan"]["masterPlans"]["nodes"]

    assert found == {
        "status": "LATE",
        "programmes": {
            "nodes": [
                {
                    "status": "LATE",
                    "activities": {
                        "nodes": [{"status": "LATE", "daysLate": 2}, {"status": "LATE", "daysLate": 2}]
                    },
                }
            ]
        },
    }


@pytest.mark.parametrize("table", ["quick_win", "milestone"])
def test_quick_wins_and_milestones_are_done_overdue_and_late_as_of_the_day(plan: Any, table: str) -> None:
    own = {
        "quick_win": {"master_plan_id": plan.plan, "dimension": "LIVING"},
        "milestone": {"programme_id": 1},
    }[table]
    for code, done_on in (("1", "2023-02-10"), ("2", None), ("3", "2023-01-15")):
        plan.add(table, code=code, name_id=code, due_on="2023-02-01", done_on=done_on, **own)
    field = {"quick_win": "quickWins", "milestone": "milestones"}[table]
    query = '(on: "%s", orderBy: [{code: ASC}]) { nodes { done overdue daysLate } }'

    def on(day: str) -> list[tuple[bool, bool, int]]:
        nodes = plan.of_module(field + query % day)[field]["nodes"]
        return [(node["done"], node["overdue"], node["daysLate"]) for node in nodes]

    assert on("2023-02-01") == [(False, False, 0), (False, False, 0), (True, False, 0)]
    assert on("2023-02-09") == [(False, True, 8), (False, True, 8), (True, False, 0)]
    assert on("2023-03-01") == [(True, False, 9), (False, True, 28), (True, False, 0)]


def test_quick_wins_are_counted_in_the_plan(plan: Any) -> None:
    for number, done_on in enumerate(["2023-01-01"] * 10 + [None] * 2):
        given = {"code": str(number), "name_id": "x", "dimension": "ECONOMY", "due_on": "2023-06-01"}
        plan.add("quick_win", master_plan_id=plan.plan, done_on=done_on, **given)

    (found,) = plan.of_module("masterPlans { nodes { quickWinsDone quickWinCount } }")["masterPlans"]["nodes"]
    assert found == {"quickWinsDone": 10, "quickWinCount": 12}


def test_an_outcome_target_is_measured_by_the_observations_of_the_region(plan: Any) -> None:
    query = '{ indicators(where: {code: {eq: "HR.MEAN_SCHOOLING"}}) { nodes { id observations(where: {region:'
    query += ' {code: {eq: "35.71"}}, year: {in: [2020, 2022]}}, orderBy: [{year: ASC}]) { nodes { year value } } } } }'
    (indicator,) = plan.data(query)["indicators"]["nodes"]
    before, after = (node["value"] for node in indicator["observations"]["nodes"])
    given = {"master_plan_id": plan.plan, "indicator_id": int(indicator["id"].partition("_")[2])}
    values = {"year": 2022, "target_value": before + 1, "baseline_year": 2020, "baseline_value": before}
    plan.add("outcome_target", **given, **values)

    fields = "observedValue achievedPct"
    found = plan.of_module(
        f'early: outcomeTargets(on: "2020-12-31") {{ nodes {{ {fields} }} }} outcomeTargets {{ nodes {{ {fields} }} }}'
    )
    assert found["early"]["nodes"] == [{"observedValue": before, "achievedPct": 0}]
    assert found["outcomeTargets"]["nodes"] == [
        {"observedValue": after, "achievedPct": pytest.approx(100 * (after - before))}
    ]
